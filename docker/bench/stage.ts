import { once } from 'node:events';
import { createServer } from 'node:net';
import { demoEnvironment } from '../../backoffice/config.ts';
import { connect } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import type { Stage } from './cases.ts';
import { plantCatalogue, sampleVariants } from './catalogue.ts';
import type { Done, LoadTask, RushTask, Task } from './clients.ts';
import { createDatabase } from './database.ts';
import { answers, type Started, start, usage } from './processes.ts';
import type { LoadRow } from './report.ts';
import type { Rush, RushResult } from './rush.ts';

const CLIENTS = 16;
const WARM_UP_SECONDS = 3;

/** Database, stand-in, service, floor and clients, each a process of its own. */
export async function setStage(serverUrl: string, folder: string, { isProfiled }: { isProfiled: boolean }) {
  const database = await createDatabase(serverUrl, 'bench');
  const processes: Started[] = [];
  const run = (...settings: Parameters<typeof start>) => {
    const one = start(...settings);
    processes.push(one);
    return one;
  };
  const stop = async () => {
    for (const one of processes.toReversed()) await one.stop();
    await database.remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(1)));
  try {
    console.log('Planting ten thousand products …');
    const variants = await plant(database.url);
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const serviceUrl = `http://127.0.0.1:${port + 1}`;
    const floorUrl = `http://127.0.0.1:${port + 4}`;
    const environment = {
      ...demoEnvironment({ PORT: String(port) }),
      PORT: String(port),
      STACKR_DATA: folder,
      STACKR_MODE: 'demo',
      NODE_ENV: 'production',
      NODE_OPTIONS: '--max-semi-space-size=16', // as docker/Dockerfile sets it
      ADMIN_JS_SKIP_BUNDLE: 'true',
      DATABASE_URL: database.url,
      SERVICE_URL: serviceUrl,
      FLOOR_PORT: String(port + 4),
      STACKR_STAND_INS: JSON.stringify({
        standIns: { stripe: true, easypost: false, voyage: false, mail: false, storage: false },
        ports: { service: port + 1, standIns: port + 10, smtp: port + 25, inbox: port + 26, storage: port + 30 },
        dataDir: folder,
      }),
    };
    await once(run('stand-ins', ['docker/start/stand-ins-main.ts'], environment, folder).process, 'message');
    const profiling = isProfiled ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
    const service = run('service', [...profiling, 'backoffice/server.ts'], environment, folder);
    await answers(`${serviceUrl}/api/health/ready`, service);
    const floor = run('floor', ['docker/bench/floor.ts'], environment, folder);
    await Promise.race([once(floor.process, 'message'), ended(floor, folder)]);
    const clients = run('clients', ['docker/bench/clients.ts'], {}, folder);
    const stage: Stage = { serviceUrl, floorUrl, publicUrl, variants };
    return actors({ databaseUrl: database.url, stage, service, clients, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

function actors({
  stage,
  service,
  clients,
  ...rest
}: {
  databaseUrl: string;
  stage: Stage;
  service: Started;
  clients: Started;
  stop: () => Promise<void>;
}) {
  async function give(task: Task): Promise<Done> {
    const answer = once(clients.process, 'message');
    clients.process.send(task);
    const [done] = (await answer) as [Done];
    if ('failure' in done) throw new Error(done.failure);
    return done;
  }
  return {
    ...rest,
    stage,
    usage: () => usage(service.pid),
    async load(name: string, seconds: number): Promise<LoadRow> {
      const task: LoadTask = { kind: 'load', name, clients: CLIENTS, seconds, stage };
      await give({ ...task, seconds: WARM_UP_SECONDS });
      const before = usage(service.pid);
      const { measured } = (await give(task)) as Extract<Done, { measured: unknown }>;
      const after = usage(service.pid);
      const cpuMs =
        before && after && ((after.cpuSeconds - before.cpuSeconds) * 1000) / Math.max(1, measured.operations);
      return { name, ...measured, cpuMs, rssMb: after?.rssMb ?? null };
    },
    async rush(of: Rush): Promise<RushResult> {
      const task: RushTask = { kind: 'rush', ...of, stage };
      return ((await give(task)) as Extract<Done, { rush: unknown }>).rush;
    },
  };
}

async function plant(url: string): Promise<Stage['variants']> {
  const db = connect(url, { poolSize: 2 });
  try {
    await migrate(db);
    await plantCatalogue(db);
    return await sampleVariants(db);
  } finally {
    await db.destroy();
  }
}

async function ended({ process: child }: Started, folder: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${child.spawnargs.at(-1)} ended with ${code}; see ${folder}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return Math.min(port, 65_000);
}
