// Seeds one after another in a process of its own: npm run turmoil starts several, and is told how each ended.
import { compareWithProvider } from '../../../backoffice/workflows/compare-with-provider.ts';
import { chanceFrom } from '../../../db/seeds/chance.ts';
import { WORLD } from '../../../db/seeds/world.ts';
import { faults, verify } from '../../../db/verify.ts';
import { createDatabase } from '../../bench/database.ts';
import { finish } from './finance.ts';
import { type Market, openMarket } from './market.ts';
import { takeStep } from './steps.ts';
import { mend, PAID } from './vendors.ts';

const { SERVER, TEMPLATE, STEPS, TRACE } = process.env;
const CHECK_EVERY = 100;
/** Its weeks lead across a leap day and the change to summer time. */
const STARTS_AT = new Date('2028-02-20T08:00:00Z');
const LAST_SHOWN = 12;

process.on('message', async (seed: string) => process.send!(await run(seed)));

async function run(seed: string) {
  const database = await createDatabase(SERVER!, `turmoil_${seed}`, { template: TEMPLATE! });
  const market = await openMarket(database.url, { startsAt: STARTS_AT, chance: chanceFrom(`turmoil ${seed}`) });
  const seen: string[] = [];
  const count = async (table: string) => Number((await market.db(table).count('* as rows').first())!.rows);
  try {
    await stock(market);
    let wrong: unknown[] = [];
    for (let step = 1; step <= Number(STEPS) && wrong.length === 0; step += 1) {
      seen.push(`${step} ${await takeStep(market)}`);
      if (TRACE) console.error(seen.at(-1));
      if (step % CHECK_EVERY === 0 || step === Number(STEPS)) wrong = await whatIsWrong(market);
    }
    const facts = { orders: await count('orders'), refunds: await count('refunds'), payouts: await count('payouts') };
    return { wrong, ...facts, ...(wrong.length > 0 && { seen: seen.slice(-LAST_SHOWN) }) };
  } catch (error) {
    return { wrong: [String((error as Error).stack)], seen: seen.slice(-LAST_SHOWN) };
  } finally {
    await market.stop();
    await database.remove();
  }
}

/** Enough of everything, and wholesalers that Stripe pays. */
async function stock({ db, stripe }: Market): Promise<void> {
  await db('stock').update({ on_hand: 100_000 });
  await db.raw(
    `insert into stock_movements (variant_id, quantity, reason)
     select s.variant_id, s.on_hand - coalesce(sum(m.quantity), 0), 'received'
     from stock s left join stock_movements m using (variant_id) group by s.variant_id, s.on_hand`,
  );
  await db('wholesalers').where({ id: WORLD.wholesalers.roastery }).update({ hold_days: 2, reserve_bp: 1_000 });
  for (const account of PAID) stripe.ensureAccount(account);
}

/** Everything works again for half an hour; then the books must be sound, and agree with Stripe's. */
async function whatIsWrong(at: Market): Promise<unknown[]> {
  await mend(at);
  await at.pass(40);
  await finish(at);
  await mend(at);
  await finish(at);
  await mend(at);
  const findings = faults(await verify(at.db)).map(({ check, rows }) => ({ check, rows: rows.slice(0, 3) }));
  return [...findings, ...(await compareWithProvider(at.services))];
}
