import { beforeEach, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { askToPayOutCredit, decideOnCreditPayout } from './pay-out-store-credit.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase({ poolSize: 12 });
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const first = { userId: WORLD.users.finance, role: 'finance' };
const second = { userId: WORLD.users.controller, role: 'finance' };
const storeId = WORLD.stores.corner;
let creditCents: number;

/** One order of the store was paid by bank and then partly given back: that is its credit. */
beforeEach(async () => {
  await clearSales(db);
  const { id: order_id } = await order('paid');
  const { id: invoiceId } = await db('invoices').where({ order_id }).first('id');
  const receivedOn = services.now().toISOString().slice(0, 10);
  await markInvoicePaid(services, { invoiceId, receivedOn, bankReference: 'SEPA 4711', actor: first });
  const part = await db('wholesaler_orders').where({ order_id }).orderBy('number').first();
  creditCents = (await refundOrder(services, refundOf(part.id, 'credit'))).amountCents;
  await rig.settle();
});

const refundOf = (wholesalerOrderId: string, requestKey: string) => ({
  ...{ wholesalerOrderId, asked: null, reason: 'Broken', requestKey, actor: first },
});
async function order(requestKey: string) {
  await fillCart(db, olga, BULK);
  return placeOrder(services, orderOf(olga, { payment: 'terms', requestKey }));
}
const ask = () =>
  askToPayOutCredit(services, {
    ...{ storeId, paidOn: services.now().toISOString().slice(0, 10), bankReference: 'SCT 42' },
    ...{ note: 'Asked for by mail', actor: first },
  });
const agree = (id: string) => decideOnCreditPayout(services, { id, isApproved: true, actor: second });
const usedCents = async () =>
  (await db('store_credit_uses').pluck('amount_cents')).reduce((sum: number, cents: number) => sum + cents, 0);
const soundness = async () => faults(await verify(db));
const fulfilled = (ends: PromiseSettledResult<unknown>[]) => ends.filter(end => end.status === 'fulfilled').length;

it('asked for by ten people at once it is noted once, and agreed to ten times it leaves once', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 10 }, ask));
  expect(fulfilled(asked)).toBe(1);
  const { id } = await db('store_credit_payouts').first('id');
  expect(fulfilled(await Promise.allSettled(Array.from({ length: 10 }, () => agree(id))))).toBe(1);
  expect(await usedCents()).toBe(creditCents);
  expect(await db('ledger_transactions').where({ cause: `store_credit_payout:${id}` })).toHaveLength(1);
  expect(await soundness()).toEqual([]);
});

it('paid out while the store orders: it goes one way or the other, never both', async () => {
  const { id } = await ask();
  await fillCart(db, olga, BULK);
  const [paidOut, ordered] = await Promise.allSettled([
    agree(id),
    placeOrder(services, orderOf(olga, { payment: 'terms', requestKey: 'meanwhile' })),
  ]);
  expect(ordered.status).toBe('fulfilled');
  expect(await usedCents()).toBe(creditCents);
  const ways = await db('store_credit_uses').whereNotNull('payout_id');
  expect(ways.length > 0).toBe(paidOut.status === 'fulfilled');
  expect(await soundness()).toEqual([]);
});

it('while more of it arises and an invoice is open, each cent is used once', async () => {
  const { id: order_id } = await order('second');
  const parts = await db('wholesaler_orders').whereNot({ status: 'cancelled' }).orderBy('number');
  const ends = await Promise.allSettled(
    parts.map(part => refundOrder(services, refundOf(part.id, `again:${part.id}`))),
  );
  expect(fulfilled(ends)).toBe(parts.length - 1);
  const invoices = await db('invoices').select('total_cents', 'credited_cents', 'paid_cents', 'order_id');
  const open = invoices.map(one => one.total_cents - one.credited_cents - one.paid_cents);
  expect(open.some(cents => cents > 0) && open.some(cents => cents < 0)).toBe(false);
  expect(invoices.some(one => one.order_id === order_id)).toBe(true);
  expect(await soundness()).toEqual([]);
});
