import { cancelAndReject, refundByFinance, returnGoods } from './after.ts';
import { type MadeOrder, order, settle } from './buy.ts';
import { deliver } from './deliver.ts';
import type { Market } from './market.ts';
import { payOut } from './payday.ts';
import type { Buyer, People } from './people.ts';
import type { PlannedOrder } from './plan.ts';
import { readOrder } from './read-order.ts';
import type { Happening } from './tally.ts';
import { until } from './until.ts';
import type { Vendors } from './vendors.ts';

/** What everyone in a simulated day needs. */
export interface Day {
  index: number;
  /** Sets this run's idempotency keys apart from those of other runs. */
  run: string;
  people: People;
  market: Market;
  vendors: Vendors;
  /** The date its payout run is for. */
  payoutDate: string;
  note(happening: Happening, by?: number): void;
  /** One more order has come as far as it comes. */
  progress(): void;
}

/** Buying, paying, shipping, what goes wrong afterwards, and the payout. */
export async function live(day: Day, planned: PlannedOrder[]): Promise<void> {
  const made: MadeOrder[] = [];
  const paid: MadeOrder[] = [];
  // Stripe promises neither order nor once: on even days its events come late, twice and the latest first.
  const isUnruly = day.index % 2 === 1;
  if (isUnruly) await day.vendors.holdEvents({ copies: 2 });
  for (const plan of planned) {
    const one = await order(day, plan, buyerOf(day.people, plan));
    day.progress();
    if (!one) continue;
    made.push(one);
    if (await settle(day, one)) paid.push(one);
    // A payment empties the cart it paid for: its buyer's next order must not be filling that cart meanwhile.
    if (!isUnruly) await arrive(day, one, paid.includes(one));
  }
  if (isUnruly) {
    await day.vendors.releaseEvents('reversed');
    await inTurn(made, one => arrive(day, one, paid.includes(one)));
  }
  await cancelAndReject(day, paid);
  await deliver(day, paid);
  await returnGoods(day, paid);
  await refundByFinance(day, paid);
  await payOut(day);
}

/** The order gets to where its payment leads. */
async function arrive(day: Day, made: MadeOrder, isPaid: boolean): Promise<void> {
  const wanted = isPaid ? 'placed' : made.planned.fate === 'expires' ? 'expired' : 'cancelled';
  const order = await until(`${made.number} becomes ${wanted}`, async () => {
    const now = await readOrder(made);
    return now.status === wanted && now;
  });
  if (order.totalCents !== made.totalCents) throw new Error(`${made.number} costs another sum than when it was made`);
  if (isPaid) day.note('sales', order.totalCents);
  else day.note(wanted === 'expired' ? 'expired' : 'given up');
}

function buyerOf(people: People, { who, whose, number }: PlannedOrder): Buyer {
  if (who === 'guest') return people.guest(number);
  const candidates = who === 'store' ? people.stores : people.customers;
  return candidates[Math.floor(whose * candidates.length)]!;
}

/** One after the other: the embedded database is one session, and the same seed shall meet the same world. */
export async function inTurn<Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  for (const item of items) await work(item);
}
