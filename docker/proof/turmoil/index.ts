// npm run turmoil -- --seeds 20 --steps 2000: random orders, payments, refunds, returns, payouts and reversals, with Stripe failing,
// hanging, repeating itself and telling late. After every hundred steps the books must be sound and agree with Stripe's. A seed that
// fails is printed with its last steps, and --seed <n> runs it alone. Needs TEST_DATABASE_URL (docker/native-postgres).
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { connect } from '../../../db/connection.ts';
import { migrate } from '../../../db/migrate.ts';
import { plantWorld } from '../../../db/seeds/world.ts';
import { createDatabase } from '../../bench/database.ts';

/** A seed waits a third of its time for its database and for a Stripe that hangs. */
const MORE_WORKERS = 3;
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    steps: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    workers: { type: 'string', default: `${availableParallelism() + MORE_WORKERS}` },
  },
});
const server = process.env.TEST_DATABASE_URL;
if (!server) throw new Error('Set TEST_DATABASE_URL to a PostgreSQL server: docker/native-postgres starts one.');
const seeds = values.seed ? [values.seed] : Array.from({ length: Number(values.seeds) }, (_, index) => `${index + 1}`);

/** Processes that have finished a seed and wait for the next. */
const idle: ChildProcess[] = [];
const began = performance.now();
const template = await createDatabase(server, 'turmoil');
try {
  await plant(template.url);
  const limit = pLimit(Number(values.workers));
  const ends = await Promise.all(seeds.map(seed => limit(() => run(seed))));
  const seconds = Math.round((performance.now() - began) / 1000);
  const failed = ends.filter(isSound => !isSound).length;
  console.log(`${seeds.length} seeds of ${values.steps} steps in ${seconds} s: ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
  for (const worker of idle) worker.disconnect();
  await template.remove();
}

async function plant(url: string): Promise<void> {
  const db = connect(url, { poolSize: 2 });
  try {
    await migrate(db);
    await plantWorld(db);
  } finally {
    await db.destroy();
  }
}

async function run(seed: string): Promise<boolean> {
  const worker = idle.pop() ?? startWorker();
  worker.send(seed);
  const end = await Promise.race([once(worker, 'message'), once(worker, 'exit').then(() => null)]);
  if (end) idle.push(worker);
  const { wrong, seen, ...facts } = end?.[0] ?? { wrong: ['it died without a word'] };
  const isSound = wrong.length === 0;
  console.log(
    `${isSound ? '✓' : '✗'} seed ${seed} ${JSON.stringify(isSound ? facts : { wrong, seen }, null, isSound ? 0 : 2)}`,
  );
  return isSound;
}

function startWorker(): ChildProcess {
  return fork(join(import.meta.dirname, 'seed.ts'), {
    env: {
      ...process.env,
      ...{ SERVER: server, TEMPLATE: template.name, STEPS: values.steps, TRACE: values.trace ? '1' : '' },
    },
  });
}
