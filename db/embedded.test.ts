import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { connect } from './connection.ts';
import { type Embedded, EmbeddedRefusal, startEmbedded } from './embedded.ts';
import { isNative } from './testing.ts';
import { copyTemplate } from './testing-template.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stackr-embedded-'));
  folders.push(folder);
  return folder;
}

async function usedFolder(): Promise<string> {
  if (!isNative) {
    const copy = await copyTemplate(inject('databaseTemplate'));
    folders.push(copy);
    return copy;
  }
  const folder = emptyFolder();
  await (await startEmbedded({ dataDir: folder, port: 0 })).stop();
  return folder;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const db = connect(url, { poolSize: 1 });
  try {
    return (await db.raw(sql)).rows;
  } finally {
    await db.destroy();
  }
}

async function refusal(start: Promise<Embedded>): Promise<string> {
  const error = await start.then(
    () => undefined,
    cause => cause,
  );
  expect(error).toBeInstanceOf(EmbeddedRefusal);
  expect(error.message).not.toContain('\n');
  return error.message;
}

test('what was written is there after a stop and a start', async () => {
  const dataDir = await usedFolder();
  const first = await startEmbedded({ dataDir, port: 0 });
  await ask(first.url, 'create table kept as select 7 as number');
  await first.stop();
  const second = await startEmbedded({ dataDir, port: 0 });
  expect(await ask(second.url, 'select number from kept')).toEqual([{ number: 7 }]);
  await second.stop();
});

test('what was committed is there after a kill', async () => {
  const dataDir = await usedFolder();
  const killed = spawn(process.execPath, ['db/embedded-main.ts', dataDir, '0'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [{ ready }] = (await once(killed, 'message')) as [{ ready: string }];
  await ask(ready, 'create table kept as select 7 as number');
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const next = await startEmbedded({ dataDir, port: 0 });
  expect(await ask(next.url, 'select number from kept')).toEqual([{ number: 7 }]);
  await next.stop();
});

test('a folder that another process has open is refused', async () => {
  const dataDir = await usedFolder();
  const first = await startEmbedded({ dataDir, port: 0 });
  expect(await refusal(startEmbedded({ dataDir, port: 0 }))).toContain('already open in another process');
  await first.stop();
});

test('a folder of a newer version is refused and named', async () => {
  const dataDir = await usedFolder();
  writeFileSync(join(dataDir, 'format.json'), '{"format": 99}');
  const message = await refusal(startEmbedded({ dataDir, port: 0 }));
  expect(message).toContain(dataDir);
  expect(message).toContain('newer');
});

test.each([
  ['its stamp is no JSON', (dataDir: string) => writeFileSync(join(dataDir, 'format.json'), 'x')],
  ['its stamp is gone', (dataDir: string) => rmSync(join(dataDir, 'format.json'))],
  ['its version file is gone', (dataDir: string) => rmSync(join(dataDir, 'cluster', 'PG_VERSION'))],
  ['its control file is damaged', (dataDir: string) => writeFileSync(join(dataDir, 'cluster/global/pg_control'), 'x')],
  ['its files are gone', (dataDir: string) => rmSync(join(dataDir, 'cluster'), { recursive: true })],
])('a broken folder is refused, not overwritten: %s', async (_, damage) => {
  const dataDir = await usedFolder();
  damage(dataDir);
  const message = await refusal(startEmbedded({ dataDir, port: 0 }));
  expect(message).toMatch(/cannot be opened .*: put back a copy of the folder, or delete it/);
});

test('a port in use is refused and named, and the folder stays usable', async () => {
  const dataDir = await usedFolder();
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  expect(await refusal(startEmbedded({ dataDir, port }))).toContain(`Port ${port}`);
  other.close();
  await (await startEmbedded({ dataDir, port: 0 })).stop();
});
