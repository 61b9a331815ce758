import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../db/folder-lock.ts';
import { readRunning, writeRunning } from '../environment.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'stackr-start-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

let taken: Server;
let port: number;
beforeEach(async () => {
  port = await holdPort();
});
afterEach(() => void taken.close());

/** Far from the ports that systems give away by themselves: the neighbours of this one must be free, whatever runs beside this. */
async function holdPort(): Promise<number> {
  for (;;) {
    const wanted = 12_040 + 50 * Math.floor(Math.random() * 300);
    taken = createServer().listen(wanted, '127.0.0.1');
    try {
      await once(taken, 'listening');
      return wanted;
    } catch {
      // Somebody has it: another one.
    }
  }
}

async function start(environment: Record<string, string>, script = 'docker/start.ts', ...options: string[]) {
  const { NODE_ENV, DATABASE_URL, ...inherited } = process.env;
  const child = spawn(process.execPath, [script, ...options], {
    env: { ...inherited, STACKR_DATA: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [errors, output] = await Promise.all([textOf(child.stderr), textOf(child.stdout)]);
  const [exitCode] = await closed;
  return { exitCode, errors, output };
}

async function textOf(stream: Readable): Promise<string> {
  return (await stream.setEncoding('utf8').toArray()).join('').trim();
}

test('a port in use is one sentence that names the port and the setting', async () => {
  const { exitCode, errors } = await start({ PORT: String(port) });
  expect(exitCode).toBe(1);
  expect(errors).toBe(
    `Port ${port} is in use by another program: stop that one, or choose another with PORT, for example PORT=${port + 1000} npm start.`,
  );
});

test('a port in use behind the first one says what it is for', async () => {
  const { errors } = await start({ PORT: String(port - 32) });
  expect(errors).toMatch(new RegExp(`^Port ${port}, meant for the embedded database \\(PORT \\+ 32\\), is in use`));
  expect(errors).not.toContain('\n');
});

test('a second start with the same data is one sentence with the address of the first', async () => {
  const lock = await lockFolder(dataDir);
  writeRunning(dataDir, { pid: process.pid, publicUrl: 'http://localhost:4711', environment: {} });
  const { exitCode, errors } = await start({});
  expect(exitCode).toBe(1);
  expect(errors).toBe(`Stackr already runs with the data in ${dataDir}: open http://localhost:4711, or stop it first.`);
  await lock!.release();
});

test('production without its settings lists them all and starts nothing', async () => {
  const { exitCode, errors, output } = await start({ STACKR_MODE: 'production' });
  expect(exitCode).toBe(1);
  expect(errors.split('\n')).toContain('  - STRIPE_SECRET_KEY is missing');
  expect(errors.split('\n')).toContain('  - S3_BUCKET is missing');
  expect(errors).not.toContain(' at '); // no stack
  expect(output).toBe('');
});

test('a data folder of a newer version is one sentence', async () => {
  mkdirSync(join(dataDir, 'database'), { recursive: true });
  writeFileSync(join(dataDir, 'database', 'format.json'), '{"format": 99}');
  mkdirSync(join(dataDir, 'database', 'cluster'), { recursive: true });
  const { exitCode, errors } = await start({ PORT: String(port - 5) });
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^The database in .* was written by a newer Stackr/);
  expect(errors).not.toContain('\n');
});

test('a database that cannot be reached is one sentence that names its setting', async () => {
  const { exitCode, errors } = await start({
    PORT: String(port - 5),
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  });
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^The database at 127\.0\.0\.1:1 cannot be reached .*: check DATABASE_URL\.$/);
});

test('what a command needs to find the running Stackr is for its owner only, and gone with it', () => {
  writeRunning(dataDir, { pid: process.pid, publicUrl: 'http://localhost:4711', environment: { PORT: '4711' } });
  expect(statSync(join(dataDir, 'environment.json')).mode & 0o777).toBe(0o600);
  expect(readRunning(dataDir)?.environment).toEqual({ PORT: '4711' });
  writeRunning(dataDir, { pid: 2 ** 30, publicUrl: 'http://localhost:4711', environment: {} });
  expect(readRunning(dataDir)).toBeUndefined();
});

test('a command gets the settings of the running Stackr', async () => {
  const environment = { DATABASE_URL: 'postgresql://there', STRIPE_SECRET_KEY: 'sk_running' };
  writeRunning(dataDir, { pid: process.pid, publicUrl: 'http://localhost:4711', environment });
  const script = join(dataDir, 'print.ts');
  writeFileSync(
    script,
    'console.log(process.env.STRIPE_SECRET_KEY, process.env.DATABASE_URL, ...process.argv.slice(2));',
  );
  expect((await start({}, 'docker/run.ts', script, '--json')).output).toBe('sk_running postgresql://there --json');
  // A database that was named is never mixed with the keys of another Stackr.
  expect((await start({ DATABASE_URL: 'postgresql://other' }, 'docker/run.ts', script)).output).toBe(
    'undefined postgresql://other',
  );
});

test('a command without a running Stackr is one sentence', async () => {
  rmSync(join(dataDir, 'environment.json'), { force: true });
  const { exitCode, errors } = await start({}, 'docker/run.ts', 'db/verify.ts');
  expect(exitCode).toBe(1);
  expect(errors).toBe(
    'Stackr is not running here: start it with npm start, or set DATABASE_URL to the database to work on.',
  );
});
