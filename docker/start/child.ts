import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './plan.ts';
import { LaunchRefusal } from './refusal.ts';

export interface ChildSettings {
  /** As people read it: "service". */
  name: string;
  /** The script and its arguments. */
  command: string[];
  nodeOptions?: string[];
  cwd?: string;
  environment: Record<string, string>;
  logFile: string;
  /** How long SIGTERM may take before SIGKILL. */
  stopWithinMs: number;
  /** Its end with exit code 0 is its success. */
  endsItself?: boolean;
  onError(line: string): void;
}

export interface Child {
  name: string;
  process: ChildProcess;
  /** Rejects when the process ends before or after it was ready, unless we stopped it. */
  failed: Promise<never>;
  ended: Promise<void>;
  stop(): Promise<void>;
}

const followParent = new URL('./follow-parent.ts', import.meta.url).href;

/** A process of its own group, so that Ctrl-C reaches only the launcher, which stops them in order. */
export function startChild(settings: ChildSettings): Child {
  const { name, command, nodeOptions = [], environment, logFile } = settings;
  const child = spawn(process.execPath, ['--import', followParent, ...nodeOptions, ...command], {
    cwd: settings.cwd ?? root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  const logged = writeLog(child, logFile, settings.onError);
  let isStopping = false;
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  const failed = new Promise<never>((_, reject) => {
    child.once('error', cause => reject(new LaunchRefusal(`The ${name} could not be started: ${cause.message}`)));
    child.once('close', (code, signal) => {
      if (!isStopping && !(settings.endsItself && code === 0))
        void logged.then(() => explain(name, code, signal, logFile)).then(reject);
    });
  });
  failed.catch(() => {}); // whoever waits for readiness or for the end of the run hears it
  return {
    name,
    process: child,
    failed,
    ended,
    async stop() {
      if (!isStopping) child.kill('SIGTERM');
      isStopping = true;
      const bound = setTimeout(() => child.kill('SIGKILL'), settings.stopWithinMs);
      await ended;
      clearTimeout(bound);
    },
  };
}

/** Waits for the word of a child that says itself when it is ready. */
export function readyByMessage(child: Child): Promise<void> {
  const message = new Promise<void>(resolve => child.process.once('message', () => resolve()));
  return Promise.race([message, child.failed]);
}

/** Waits for the good end of a child that ends itself. */
export async function finished(child: Child): Promise<void> {
  await child.ended;
  if (child.process.exitCode !== 0) await child.failed;
}

/** Asks until the address answers well. */
export async function readyByAnswer(child: Child, url: string, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs;
  let last = 'no answer';
  while (Date.now() < end) {
    last = await Promise.race([answerOf(url), child.failed]);
    if (last === 'ok') return;
    await Promise.race([new Promise(resolve => setTimeout(resolve, 100)), child.failed]);
  }
  throw new LaunchRefusal(`The ${child.name} was not ready within ${withinMs / 1000} s (${url}: ${last}).`);
}

async function answerOf(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000), redirect: 'manual' });
    const body = await response.text();
    return response.status < 400 ? 'ok' : `${response.status} ${body.slice(0, 300)}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error); // not listening yet: the next question may find it so
  }
}

const keepBytes = 5_000_000;

function writeLog(child: ChildProcess, path: string, onError: (line: string) => void): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > keepBytes) {
    rmSync(`${path}.old`, { force: true });
    renameSync(path, `${path}.old`);
  }
  const file = createWriteStream(path, { flags: 'a' });
  file.write(`--- ${new Date().toISOString()} start, process ${child.pid}\n`);
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', line => {
      file.write(`${line}\n`);
      const error = errorIn(line);
      if (error) onError(error);
    });
  }
  return new Promise(resolve => child.once('close', () => file.end(resolve)));
}

const errorLevels = new Set<unknown>([50, 60, 'error', 'fatal']);

/** The sentence of an error line of the structured log; other lines stay in the file. */
function errorIn(line: string): string | undefined {
  if (!line.startsWith('{') || !line.includes('"level":')) return undefined;
  try {
    const { level, msg, err, requestId } = JSON.parse(line);
    if (!errorLevels.has(level)) return undefined;
    return [msg, err?.message && shortened(err.message), requestId && `(request ${requestId})`]
      .filter(Boolean)
      .join(': ');
  } catch {
    return undefined; // half a line of something else; the file has it
  }
}

// A database error ends with its reason, after the whole statement.
function shortened(message: string): string {
  const line = message.replace(/\s+/g, ' ');
  return line.length > 200 ? `… ${line.slice(-180)}` : line;
}

async function explain(
  name: string,
  code: number | null,
  signal: string | null,
  logFile: string,
): Promise<LaunchRefusal> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const ofThisRun = log
    .slice(log.lastIndexOf('\n--- ') + 1)
    .trimEnd()
    .split('\n')
    .slice(1);
  const own = ofThisRun.length === 1 && code === 1; // the process has said it in one sentence itself
  if (own) return new LaunchRefusal(ofThisRun[0]);
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
  const told = ofThisRun.filter(line => !/^\s+at /.test(line)); // the file keeps the stacks
  const tail = told.slice(-15).map(line => `    ${line.slice(0, 400)}`);
  return new LaunchRefusal(
    [`The ${name} ${how}; the end of ${relative(process.cwd(), join(logFile))}:`, ...tail].join('\n'),
  );
}
