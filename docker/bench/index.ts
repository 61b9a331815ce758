// npm run bench: what the service does a second, through its public API, beside the least it could cost.
//
// A database of its own on the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL (docker/native-postgres gives one), ten thousand products,
// the real service in its own process (NODE_ENV=production, on stand-ins), sixteen clients in another one that wait for each answer and
// check it. The clients, the service, the database and Stripe's stand-in share the machine; no jobs process runs. Options: --seconds 8,
// --only "list,whole checkout", --profile (the service's CPU profile beside the logs).

import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from '../../db/connection.ts';
import { describeFindings, faults, verify } from '../../db/verify.ts';
import { measureBulk } from './bulk.ts';
import { cases } from './cases.ts';
import { makeScarce } from './catalogue.ts';
import { type LoadRow, printBulk, printLoads, printReservations, printRushes, type RushRow } from './report.ts';
import { measureReservations } from './reservation-floor.ts';
import { setStage } from './stage.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '8' },
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});
const seconds = Number(values.seconds);
const wanted = values.only?.split(',').map(name => name.trim()) ?? [
  ...Object.keys(cases),
  'bulk',
  'rushes',
  'reservations',
];
const serverUrl = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
if (!serverUrl) {
  console.error(
    'The benchmark needs PostgreSQL: set DATABASE_URL, for example to what docker/native-postgres prints last.',
  );
  process.exit(1);
}

process.exitCode = await main(serverUrl);

async function main(url: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'stackr-bench-'));
  console.log(`${availableParallelism()} cores, load before: ${loadavg()[0]!.toFixed(1)}. Logs are in ${folder}.`);
  const stage = await setStage(url, folder, { isProfiled: values.profile });
  const db = connect(stage.databaseUrl, { poolSize: 2 });
  try {
    const atRest = stage.usage();
    const loads: LoadRow[] = [];
    for (const name of Object.keys(cases).filter(name => wanted.includes(name)))
      loads.push(await stage.load(name, seconds));
    printLoads(loads, atRest);
    if (wanted.includes('bulk')) printBulk(await measureBulk(stage.databaseUrl, stage.stage));
    const rushes = wanted.includes('rushes') ? [await rush(500, 1, 100), await rush(200, 4, 100)] : [];
    printRushes(rushes);
    const wrong = faults(await verify(db)).filter(({ check }) => /^(stock|reservation)/.test(check));
    if (wrong.length > 0) console.log(describeFindings(wrong));
    if (wanted.includes('reservations'))
      printReservations(await measureReservations(db, stage.databaseUrl, folder, seconds));
    const isRight = loads.every(one => one.errors === 0) && rushes.every(one => one.isRight) && wrong.length === 0;
    return isRight ? 0 : 1;
  } finally {
    await db.destroy();
    await stage.stop();
  }

  async function rush(buyers: number, products: number, units: number): Promise<RushRow> {
    const variantIds = await makeScarce(db, products, units);
    const deadlocks = async () =>
      (await db.raw('select deadlocks from pg_stat_database where datname = current_database()')).rows[0].deadlocks;
    const before = await deadlocks();
    const result = await stage.rush({ buyers, variantIds });
    const { reserved } = (
      await db.raw('select min(reserved) as reserved from stock where variant_id = any(?)', [variantIds])
    ).rows[0];
    const row = { ...result, buyers, products, units, deadlocks: (await deadlocks()) - before };
    const isRight =
      row.sold === units &&
      row.refused === buyers - units &&
      row.wrong.length === 0 &&
      row.deadlocks === 0 &&
      reserved === units;
    return { ...row, isRight };
  }
}
