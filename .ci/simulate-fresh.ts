// npm run simulate:fresh -- <options of simulate>: simulated days on a Stackr of their own, which is gone afterwards.
// With DATABASE_URL it lives in a new database of that server, else in the embedded one.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { connect } from '../db/connection.ts';
import { startMarketplace } from '../storefront/e2e/marketplace.ts';

const server = process.env.DATABASE_URL || undefined;
const name = `stackr_simulated_${Date.now()}`;
if (server) await onServer(server, `CREATE DATABASE ${name}`);
try {
  const marketplace = await startMarketplace({ databaseUrl: server && beside(server, name) });
  try {
    process.exitCode = await simulate(marketplace);
  } finally {
    await marketplace.stop();
  }
} finally {
  if (server) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

function simulate({ port, dataDir }: { port: number; dataDir: string }): Promise<number> {
  const child = spawn('npm', ['run', 'simulate', '--', ...process.argv.slice(2)], {
    cwd: resolve(import.meta.dirname, '..'),
    // The running Stackr's own settings, which its data folder tells, take the place of what is empty.
    env: { ...process.env, PORT: String(port), STACKR_DATA: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise(done => child.once('close', code => done(code ?? 1)));
}

function beside(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const db = connect(url, { poolSize: 1 });
  try {
    await db.raw(statement);
  } finally {
    await db.destroy();
  }
}
