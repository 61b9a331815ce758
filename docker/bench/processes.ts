import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Started {
  pid: number;
  process: ChildProcess;
  stop(): Promise<void>;
}

/** A node process whose output goes to a file. */
export function start(name: string, command: string[], environment: Record<string, string>, folder: string): Started {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  return {
    pid: child.pid!,
    process: child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export async function answers(url: string, { process: child }: Started): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    if (child.exitCode !== null) throw new Error(`${child.spawnargs.at(-1)} ended with ${child.exitCode}`);
    const isUp = await fetch(url).then(
      response => response.ok,
      () => false, // not listening yet
    );
    if (isUp) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}

const TICKS_PER_SECOND = 100;

/** CPU seconds used so far, and megabytes in memory now; null where there is no /proc. */
export function usage(pid: number): { cpuSeconds: number; rssMb: number } | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const rss = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)![1];
    return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, rssMb: Number(rss) / 1024 };
  } catch {
    return null; // another system
  }
}
