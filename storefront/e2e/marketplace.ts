import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');
const readyWithinMs = 240_000;

export interface Marketplace {
  port: number;
  dataDir: string;
  stop(): Promise<void>;
}

/** The whole of Stackr by its own `npm start`, on a data folder of its own that is gone afterwards. */
export async function startMarketplace(): Promise<Marketplace> {
  const port = await freePortBase();
  const dataDir = await mkdtemp(join(tmpdir(), 'stackr-journeys-'));
  const environment = {
    ...process.env,
    PORT: String(port),
    STACKR_DATA: dataDir,
    STACKR_MODE: 'demo',
    PUBLIC_URL: '',
    DATABASE_URL: '',
    SIGN_INS_PER_MINUTE: '1000', // everyone of the journeys comes from one address
    ADVANCE_PARCELS_SECONDS: '0', // a parcel moves when its journey says so
    PAYOUT_RELEASE_ABOVE_CENTS: '10000', // the batch of the day needs two people
  };
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    shell: process.platform === 'win32',
  });
  const stop = async () => {
    await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, dataDir, stop };
}

function ready(child: ChildProcess): Promise<void> {
  const told: string[] = [];
  return new Promise((fulfil, reject) => {
    const tell = () => reject(new Error(`Stackr did not start:\n${told.slice(-40).join('\n')}`));
    const bound = setTimeout(tell, readyWithinMs);
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', line => {
        told.push(line);
        if (/^ {2}[✓✗!]/.test(line)) console.log(line);
        if (!line.startsWith('Stackr is ready')) return;
        clearTimeout(bound);
        fulfil();
      });
    }
    child.once('close', () => {
      clearTimeout(bound);
      tell();
    });
  });
}

/** The launcher stops its parts in order; npm passes the signal on, and the group makes sure. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise<void>(fulfil => child.once('close', () => fulfil()));
  signal(child, 'SIGTERM');
  const bound = setTimeout(() => signal(child, 'SIGKILL'), 60_000);
  await closed;
  clearTimeout(bound);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-child.pid!, name);
  } catch {
    child.kill(name); // no process groups here, or it is gone already
  }
}

// Every port derives from the first one; db and stand-ins reach up to 32 above it.
const offsets = [0, 1, 2, 3, 10, 25, 26, 30, 32];

async function freePortBase(): Promise<number> {
  for (let base = 4600; base < 9000; base += 50) {
    const free = await Promise.all(offsets.map(offset => isFree(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('No free ports for the journeys between 4600 and 9000.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise(answer => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}
