import { beforeEach, describe, expect, test } from 'vitest';
import { setTermsPayout } from '#backoffice/commerce/invoice/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { completeDelivery } from './apply-tracking.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { openInvoicePayment } from './open-invoice-payment.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const actor = { userId: WORLD.users.finance, role: 'finance' };
const storeId = WORLD.stores.corner;

beforeEach(async () => {
  stripe.clearFaults();
  rig.setDoor(true);
  await clearSales(db);
  await fillCart(db, olga, BULK);
  await placeOrder(services, orderOf(olga, { payment: 'terms' }));
  await rig.settle();
});

const invoice = () => db('invoices').first();
const open = async () => openInvoicePayment(services, { number: (await invoice()).number, storeId });
const sessionId = async (): Promise<string> =>
  (await db('payments').whereNotNull('invoice_id').orderBy('created_at', 'desc').first()).stripe_checkout_session_id;
const byBank = async () =>
  markInvoicePaid(services, {
    invoiceId: (await invoice()).id,
    receivedOn: services.now().toISOString().slice(0, 10),
    bankReference: 'SEPA 4711',
    actor,
  });
const balances = async () => {
  const rows = await db('ledger_entries as e')
    .join('ledger_accounts as a', 'a.id', 'e.account_id')
    .groupBy('a.kind')
    .select('a.kind', db.raw('sum(e.amount_cents)::bigint as cents'));
  return Object.fromEntries(rows.map(row => [row.kind, row.cents]));
};
const soundness = async () => faults(await verify(db));

describe('a store pays its invoice by card', () => {
  test('it is settled, the money lies at the processor, the credit is free', async () => {
    const { total_cents: total } = await invoice();
    expect(await open()).toMatchObject({ amountCents: total });
    stripe.pay(await sessionId());
    await rig.settle();
    expect(await invoice()).toMatchObject({ status: 'paid', paid_cents: total });
    const after = await balances();
    expect(after.store_receivable).toBe(0);
    expect(after.stripe_clearing + after.stripe_fees).toBe(total);
    expect(await soundness()).toEqual([]);
  });

  test('a second click finds the same pay page', async () => {
    const first = await open();
    expect((await open()).redirectUrl).toBe(first.redirectUrl);
    expect(await db('payments').whereNotNull('invoice_id')).toHaveLength(1);
  });

  test('the webhook told three times settles it once', async () => {
    await open();
    stripe.webhooks.setCopies(3);
    stripe.pay(await sessionId());
    await rig.settle();
    stripe.webhooks.setCopies(1);
    expect(await db('ledger_transactions').where({ kind: 'invoice_paid' })).toHaveLength(1);
    expect(await soundness()).toEqual([]);
  });

  test('paid by bank transfer meanwhile: the card payment goes back in full', async () => {
    await open();
    await byBank();
    stripe.pay(await sessionId());
    await rig.settle();
    const { total_cents: total } = await invoice();
    const [refund] = await db('refunds');
    expect(refund).toMatchObject({ amount_cents: total, status: 'succeeded' });
    const after = await balances();
    expect(after).toMatchObject({ bank: total, store_receivable: 0, refunds_in_flight: 0 });
    expect(await soundness()).toEqual([]);
  });

  test('credited meanwhile: only what was too much goes back', async () => {
    await open();
    const part = await db('wholesaler_orders').orderBy('number').first();
    const page = await sessionId();
    await refund(part.id, 'credit-1');
    const { credited_cents: credited, total_cents: total } = await invoice();
    stripe.pay(page);
    await rig.settle();
    expect(await invoice()).toMatchObject({ status: 'paid', paid_cents: total - credited });
    expect(await db('refunds').whereNull('wholesaler_order_id').first()).toMatchObject({ amount_cents: credited });
    expect(await soundness()).toEqual([]);
  });

  test('credited first: a new page opens for what is left', async () => {
    await open();
    const page = await sessionId();
    await refund((await db('wholesaler_orders').orderBy('number').first()).id, 'credit-2');
    const { credited_cents: credited, total_cents: total } = await invoice();
    expect(await open()).toMatchObject({ amountCents: total - credited });
    expect(await sessionId()).not.toBe(page);
    expect((await services.payments.readCheckout(page)).status).toBe('expired');
  });

  test('a page that closes unpaid leaves the invoice open', async () => {
    await open();
    await services.payments.expireCheckout(await sessionId());
    await rig.settle();
    expect(await db('payments').whereNotNull('invoice_id').first()).toMatchObject({ status: 'expired' });
    expect(await invoice()).toMatchObject({ status: 'open' });
    expect((await db('orders').first()).status).toBe('placed');
    await open();
    expect(await soundness()).toEqual([]);
  });

  test('another store’s invoice is not there; a paid one is refused', async () => {
    const { number } = await invoice();
    await expect(openInvoicePayment(services, { number, storeId: WORLD.stores.alpine })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await byBank();
    await expect(open()).rejects.toMatchObject({ code: 'not_open' });
  });
});

const refund = (wholesalerOrderId: string, requestKey: string) =>
  refundOrder(services, { wholesalerOrderId, asked: null, reason: 'Broken', requestKey, actor });

describe('a refund after the invoice was paid', () => {
  test('by card goes back to the card', async () => {
    await open();
    stripe.pay(await sessionId());
    await rig.settle();
    const part = await db('wholesaler_orders').orderBy('number').first();
    await refund(part.id, 'after-card');
    await rig.settle();
    expect(await db('refunds').first()).toMatchObject({ status: 'succeeded', amount_cents: part.total_cents });
    expect((await balances()).refunds_in_flight).toBe(0);
    expect(await soundness()).toEqual([]);
  });

  test('by bank transfer is the store’s credit', async () => {
    await byBank();
    const part = await db('wholesaler_orders').orderBy('number').first();
    await refund(part.id, 'after-bank');
    expect(await invoice()).toMatchObject({ status: 'paid', credited_cents: part.total_cents });
    expect((await balances()).store_receivable).toBe(-part.total_cents);
    expect(await soundness()).toEqual([]);
  });
});

describe('wholesalers’ share of orders on terms', () => {
  const rule = (to: 'on_delivery' | 'on_payment') =>
    setTermsPayout(db, to, { userId: WORLD.users.finance, at: services.now() });
  const payable = async () => 0 - ((await balances()).wholesaler_payable ?? 0);

  async function deliver(): Promise<{ id: string; wholesaler_id: string }> {
    const part = await db('wholesaler_orders').orderBy('number').first();
    for (const status of ['accepted', 'packed', 'shipped'])
      await db('wholesaler_orders').where({ id: part.id }).update({ status });
    const at = services.now();
    await db('shipments').insert({
      wholesaler_order_id: part.id,
      wholesaler_id: part.wholesaler_id,
      status: 'delivered',
      carrier: 'Own',
      service: 'Van',
      tracking_code: part.number,
      weight_grams: 1000,
      delivered_at: at,
    });
    await db.transaction(trx => completeDelivery(trx, services, part.id));
    return part;
  }

  test('on delivery: payable after the hold, paid for or not', async () => {
    await rule('on_delivery');
    await deliver();
    expect(await payable()).toBeGreaterThan(0);
  });

  test('on payment: pending until the store has paid, then payable once', async () => {
    await rule('on_payment');
    await deliver();
    const waiting = await payable();
    expect(waiting).toBe(0);
    await byBank();
    const paid = await payable();
    expect(paid).toBeGreaterThan(0);
    const entry = await db('ledger_entries').whereNotNull('available_on').first();
    expect(new Date(entry.available_on) >= new Date(services.now().toISOString().slice(0, 10))).toBe(true);
    await rule('on_delivery');
  });

  test('on payment: paid before it was delivered is payable at delivery', async () => {
    await rule('on_payment');
    await byBank();
    await deliver();
    expect(await payable()).toBeGreaterThan(0);
    await rule('on_delivery');
  });

  test('on payment: a refund while it waits comes off what is pending', async () => {
    await rule('on_payment');
    const part = await deliver();
    await refund(part.id, 'while-waiting');
    expect(await payable()).toBe(0);
    await byBank();
    expect(await payable()).toBe(0);
    await rule('on_delivery');
  });
});
