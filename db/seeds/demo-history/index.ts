import type { Db } from '../../connection.ts';
import type { DemoProduct } from '../demo-catalogue/assortment.ts';
import { clearingCents, type Posting, planPostings } from './books.ts';
import { dateStatusChanges } from './date-changes.ts';
import { type Funds, planFunds } from './funds.ts';
import { type PlannedBatch, payoutPostings, planBatch } from './payouts.ts';
import { planHistory } from './plan.ts';
import type { PlannedOrder } from './shapes.ts';
import { claimEntries, insertBatch, insertLetters, insertPostings } from './write-books.ts';
import { insertEvents } from './write-events.ts';
import { hasLeft, insertOrders } from './write-orders.ts';
import { insertParcels } from './write-parcels.ts';
import { insertPayments } from './write-payments.ts';

export type { Funds } from './funds.ts';

export interface History {
  orders: PlannedOrder[];
  /** The orders' by id. */
  numbers: Map<string, string>;
  postings: Posting[];
  batch: PlannedBatch;
  /** What lies at the processor before yesterday's payouts. */
  funds: Funds;
}

/** Plans everything that has happened; takes the numbers from their sequences and writes nothing else. */
export async function planDemoHistory(
  db: Db,
  { products, accounts, now }: { products: DemoProduct[]; accounts: Map<string, string>; now: Date },
): Promise<History> {
  const orders = planHistory(products, now);
  const orderNumbers = await nextNumbers(db, 'S-', 'order_numbers', orders.length);
  const numbers = new Map(orders.map((order, index) => [order.id, orderNumbers[index]!]));
  const postings = planPostings(orders, numbers, now);
  const batch = planBatch(postings, accounts, await nextNumbers(db, 'P-', 'payout_numbers', accounts.size), now);
  return { orders, numbers, postings, batch, funds: planFunds(orders, numbers, clearingCents(postings)) };
}

async function nextNumbers(db: Db, prefix: string, sequence: string, count: number): Promise<string[]> {
  const { rows } = await db.raw(`select ? || nextval(?) as number from generate_series(1, ?::int)`, [
    prefix,
    sequence,
    count,
  ]);
  return rows.map((row: { number: string }) => row.number);
}

/** What left each variant's shelf, and what is promised to buyers. */
export function stockUse(orders: PlannedOrder[]): Map<string, { shipped: number; reserved: number }> {
  const use = new Map<string, { shipped: number; reserved: number }>();
  for (const part of orders.flatMap(order => order.parts)) {
    if (part.status === 'expired' || part.status === 'cancelled') continue;
    for (const { variant, quantity } of part.lines) {
      const kept = use.get(variant.id) ?? { shipped: 0, reserved: 0 };
      kept[hasLeft(part) ? 'shipped' : 'reserved'] += quantity;
      use.set(variant.id, kept);
    }
  }
  return use;
}

/** transfers: the processor's ids by payout. Stock rows are there already. */
export async function insertHistory(
  db: Db,
  { orders, numbers, postings, batch }: History,
  {
    products,
    transfers,
    publicUrl,
    now,
  }: { products: DemoProduct[]; transfers: Map<string, string>; publicUrl: string; now: Date },
): Promise<void> {
  await insertOrders(db, orders, numbers);
  await insertPayments(db, orders, now);
  await insertParcels(db, orders, now);
  await insertBatch(db, batch, transfers);
  await insertPostings(
    db,
    [...postings, ...payoutPostings(batch)].sort((a, b) => a.at.getTime() - b.at.getTime()),
  );
  await claimEntries(db, batch);
  await insertLetters(db, batch, transfers, publicUrl);
  await insertEvents(db, orders, products, now);
  await dateStatusChanges(db);
}
