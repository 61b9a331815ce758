// Simulated days: npm run simulate -- --days 3 --orders 200 --seed 7
//
// Customers, guests, stores, wholesalers and finance act through the public API of the running Stackr; buyers' cards and parcels are
// moved through the controls of the stand-ins. What is chosen depends on the seed alone; what happens is waited for, never slept for.
// Two things a clock would bring are arranged, because the clock is the real one: the wholesalers' hold days are 0 while the simulation
// runs (they have no endpoint, so the row is written, and restored at the end), and the days' payout runs carry the dates up to today.
// So what is delivered is due today and paid by the last day's run, and the earlier ones pay what was due before the simulation began.

import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { connect } from '../../db/connection.ts';
import { describeFindings, faults, verify } from '../../db/verify.ts';
import { live } from './day.ts';
import { withoutHold } from './hold.ts';
import { readMarket } from './market.ts';
import { gatherPeople, peopleCount } from './people.ts';
import { planDays, type Simulation } from './plan.ts';
import { createTally } from './tally.ts';
import { reachVendors } from './vendors.ts';

const { PUBLIC_URL, SERVICE_URL, STRIPE_API_URL, DATABASE_URL } = process.env;

process.exitCode = await main(readOptions()).catch((error: unknown) => {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  return 1;
});

async function main(simulation: Simulation): Promise<number> {
  if (!PUBLIC_URL || !SERVICE_URL || !DATABASE_URL)
    throw new Error('Stackr is not running here: start it with npm start.');
  if (!STRIPE_API_URL)
    throw new Error('The simulation pays with cards of the Stripe stand-in: start Stackr without STRIPE_SECRET_KEY.');
  const db = connect(DATABASE_URL, { poolSize: 1 });
  const tally = createTally(simulation.days);
  try {
    await withoutHold(db, () => simulate(simulation, tally));
    const findings = await verify(db);
    console.log(`\n${tally.table()}\n${describeFindings(findings)}`);
    return faults(findings).length > 0 ? 1 : 0;
  } catch (error) {
    console.error(`\n${tally.table()}`);
    throw error;
  } finally {
    await db.destroy();
  }
}

async function simulate(simulation: Simulation, tally: ReturnType<typeof createTally>): Promise<void> {
  const bar = new SingleBar({ format: '{what} {bar} {value}/{total}', noTTYOutput: true, notTTYSchedule: 15_000 });
  bar.start(peopleCount, 0, { what: 'signing in  ' });
  const doors = { publicUrl: PUBLIC_URL!, serviceUrl: SERVICE_URL! };
  const people = await gatherPeople(doors, () => bar.increment());
  const market = await readMarket(people);
  bar.start(simulation.orders, 0, { what: 'living days ' });
  try {
    for (const [index, planned] of planDays(simulation).entries()) {
      await live(
        {
          index,
          run: String(Date.now()),
          people,
          market,
          vendors: reachVendors(STRIPE_API_URL!),
          payoutDate: daysAgo(simulation.days - 1 - index),
          note: (happening, by) => tally.note(index, happening, by),
          progress: () => bar.increment(),
        },
        planned,
      );
    }
  } finally {
    bar.stop();
  }
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

function readOptions(): Simulation {
  const { values } = parseArgs({
    options: { days: { type: 'string' }, orders: { type: 'string' }, seed: { type: 'string' } },
  });
  const whole = (name: 'days' | 'orders' | 'seed', otherwise: number) => {
    const value = Number(values[name] ?? otherwise);
    if (Number.isInteger(value) && value > 0) return value;
    console.error(`--${name} ${values[name]} is not a whole number above zero`);
    process.exit(2);
  };
  return { days: whole('days', 3), orders: whole('orders', 200), seed: whole('seed', 7) };
}
