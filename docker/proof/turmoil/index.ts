// npm run turmoil -- --seeds 20 --steps 2000: random orders, payments, refunds, returns, payouts and reversals, with Stripe failing,
// hanging, repeating itself and telling late. After every hundred steps the books must be sound and agree with Stripe's. A seed that
// fails is printed with its last steps, and --seed <n> runs it alone. Needs TEST_DATABASE_URL (docker/native-postgres).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { connect } from '../../../db/connection.ts';
import { migrate } from '../../../db/migrate.ts';
import { plantWorld } from '../../../db/seeds/world.ts';
import { createDatabase } from '../../bench/database.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    steps: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});
const server = process.env.TEST_DATABASE_URL;
if (!server) throw new Error('Set TEST_DATABASE_URL to a PostgreSQL server: docker/native-postgres starts one.');
const seeds = values.seed ? [values.seed] : Array.from({ length: Number(values.seeds) }, (_, index) => `${index + 1}`);

const began = performance.now();
const template = await createDatabase(server, 'turmoil');
try {
  await plant(template.url);
  // One more than there are processors: a seed waits a fifth of its time, mostly for a Stripe that hangs.
  const limit = pLimit(availableParallelism() + 1);
  const ends = await Promise.all(seeds.map(seed => limit(() => run(seed))));
  const seconds = Math.round((performance.now() - began) / 1000);
  const failed = ends.filter(isSound => !isSound).length;
  console.log(`${seeds.length} seeds of ${values.steps} steps in ${seconds} s: ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} finally {
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
  const child = spawn(process.execPath, [join(import.meta.dirname, 'seed.ts')], {
    env: {
      ...process.env,
      ...{ SERVER: server, TEMPLATE: template.name, SEED: seed, STEPS: values.steps, TRACE: values.trace ? '1' : '' },
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { wrong, seen, ...facts } = JSON.parse(said || '{"wrong":["it died without a word"]}');
  const isSound = wrong.length === 0;
  console.log(
    `${isSound ? '✓' : '✗'} seed ${seed} ${JSON.stringify(isSound ? facts : { wrong, seen }, null, isSound ? 0 : 2)}`,
  );
  return isSound;
}
