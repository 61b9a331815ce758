import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Child, finished, readyByMessage, startChild } from './child.ts';

const folder = mkdtempSync(join(tmpdir(), 'stackr-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
let count = 0;

function run(code: string, settings: { endsItself?: boolean; stopWithinMs?: number } = {}): Child {
  count += 1;
  const script = join(folder, `${count}.ts`);
  writeFileSync(script, code);
  const logFile = join(folder, `${count}.log`);
  const onError = (line: string) => void said.push(line);
  return startChild({
    name: 'service',
    command: [script],
    environment: {},
    logFile,
    onError,
    stopWithinMs: 5_000,
    ...settings,
  });
}

const stays = 'setInterval(() => {}, 1000); process.send("ready");';

test('a crash is told in one sentence with the end of the log', async () => {
  const child = run('console.log("one"); console.log("two"); process.exitCode = 3;');
  await expect(child.failed).rejects.toThrow(
    /^The service ended with exit code 3; the end of .*\.log:\n {4}one\n {4}two$/,
  );
});

test('a sentence that the process said itself is passed on as it is', async () => {
  await expect(run('console.error("The port is in use."); process.exitCode = 1;').failed).rejects.toThrow(
    /^The port is in use\.$/,
  );
});

test('a crash before it is ready ends the wait', async () => {
  await expect(readyByMessage(run('process.kill(process.pid, "SIGKILL");'))).rejects.toThrow('was ended by SIGKILL');
});

test('asked to stop, it may finish what it does', async () => {
  const child = run(`process.on("SIGTERM", () => { console.log("drained"); process.exit(0); }); ${stays}`);
  await readyByMessage(child);
  await child.stop();
  expect(child.process.exitCode).toBe(0);
});

test('who does not stop within the bound is killed', async () => {
  const child = run(`process.on("SIGTERM", () => {}); ${stays}`, { stopWithinMs: 50 });
  await readyByMessage(child);
  await child.stop();
  expect(child.process.signalCode).toBe('SIGKILL');
});

test('one that ends itself is done with exit code 0 and has failed with another', async () => {
  await finished(run('process.exitCode = 0;', { endsItself: true }));
  await expect(
    finished(run('console.log("a"); console.log("b"); process.exitCode = 2;', { endsItself: true })),
  ).rejects.toThrow('exit code 2');
});

test('errors of the structured log are said aloud, with the request; the rest stays in the file', async () => {
  const lines = [
    { level: 30, msg: 'fine' },
    { level: 50, msg: 'request failed', err: { message: 'no such table' }, requestId: 'abc' },
  ];
  await finished(run(lines.map(line => `console.log('${JSON.stringify(line)}');`).join('\n'), { endsItself: true }));
  expect(said).toEqual(['request failed: no such table: (request abc)']);
});

test('it ends when its launcher is gone', async () => {
  const child = run(stays);
  await readyByMessage(child);
  const exited = once(child.process, 'exit');
  child.process.disconnect(); // what a killed launcher's end looks like from the other side
  expect(await exited).toEqual([null, 'SIGTERM']);
});
