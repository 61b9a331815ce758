// A marketplace of its own for one simulation, gone afterwards: npm run simulate:fresh -- --days 3 --orders 60 --seed 7
// With DATABASE_URL it gets a database of its own on that server; without, the embedded one.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../bench/database.ts';
import { readRunning } from '../environment.ts';
import { planLaunch } from '../start/plan.ts';
import { refuseTakenPorts } from '../start/ports.ts';
import { until } from './until.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), 'stackr-simulate-'));
  const database = process.env.DATABASE_URL ? await createDatabase(process.env.DATABASE_URL, 'simulate') : null;
  const environment = {
    ...process.env,
    STACKR_DATA: dataDir,
    STACKR_MODE: 'demo',
    // Parcels move when the simulation says so, not by themselves.
    ADVANCE_PARCELS_SECONDS: '0',
    ...(database && { DATABASE_URL: database.url }),
  };
  try {
    return await simulateIn({ ...environment, PORT: await freePorts(environment) }, dataDir);
  } finally {
    await database?.remove();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function simulateIn(environment: Record<string, string | undefined>, dataDir: string): Promise<number> {
  const stackr = spawn(process.execPath, ['docker/start.ts'], { env: environment, stdio: 'inherit' });
  const stop = () => void stackr.kill('SIGTERM');
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    await until('Stackr starts', async () => stackr.exitCode !== null || readRunning(dataDir), 300_000);
    if (stackr.exitCode !== null) return 1;
    const command = ['docker/run.ts', 'docker/simulate/index.ts', ...process.argv.slice(2)];
    return await exitCode(spawn(process.execPath, command, { env: environment, stdio: 'inherit' }));
  } finally {
    stop();
    await exitCode(stackr);
  }
}

async function exitCode(child: ChildProcess): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode ?? 1;
}

/** A base from which every port Stackr needs is free. */
async function freePorts(environment: Record<string, string | undefined>): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const PORT = String(20_000 + Math.floor(Math.random() * 300) * 40);
    try {
      await refuseTakenPorts(planLaunch({ ...environment, PORT }));
      return PORT;
    } catch (error) {
      if (attempt === 20) throw error;
    }
  }
}
