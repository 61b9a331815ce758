import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the launcher leaves in its data folder, so that a command can act on the running Stackr. */
export interface Running {
  pid: number;
  publicUrl: string;
  environment: Record<string, string>;
}

export function writeRunning(dataDir: string, running: Running): void {
  writeFileSync(path(dataDir), JSON.stringify(running, null, 2), { mode: 0o600 });
}

export function removeRunning(dataDir: string): void {
  rmSync(path(dataDir), { force: true });
}

/** Undefined when nothing runs; a file left by a killed launcher counts as nothing. */
export function readRunning(dataDir: string): Running | undefined {
  try {
    const running: Running = JSON.parse(readFileSync(path(dataDir), 'utf8'));
    process.kill(running.pid, 0);
    return running;
  } catch {
    return undefined; // no file, half a file, no such process: all the same to who asks
  }
}

const path = (dataDir: string) => join(dataDir, 'environment.json');
