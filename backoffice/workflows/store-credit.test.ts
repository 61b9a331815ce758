import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { matchCredit, type UnsettledInvoice } from '#backoffice/commerce/credit/index.ts';
import { readBuyingStore } from '#backoffice/commerce/store/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { openInvoicePayment } from './open-invoice-payment.ts';
import { askToPayOutCredit, decideOnCreditPayout, previewCreditPayout } from './pay-out-store-credit.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const first = { userId: WORLD.users.finance, role: 'finance' };
const second = { userId: WORLD.users.controller, role: 'finance' };
const storeId = WORLD.stores.corner;
const today = () => services.now().toISOString().slice(0, 10);

beforeEach(async () => {
  stripe.clearFaults();
  rig.setDoor(true);
  await clearSales(db);
});

async function buy(): Promise<{ id: string; number: string; total: number }> {
  await fillCart(db, olga, BULK);
  const order = await placeOrder(services, orderOf(olga, { payment: 'terms' }));
  await rig.settle();
  const invoice = await db('invoices').where({ order_id: order.id }).first();
  return { id: invoice.id, number: invoice.number, total: invoice.total_cents };
}
const invoice = (id: string) => db('invoices').where({ id }).first();
const byBank = (invoiceId: string) =>
  markInvoicePaid(services, { invoiceId, receivedOn: today(), bankReference: 'SEPA 4711', actor: first });
async function credit(invoiceId: string, key: string): Promise<number> {
  const { order_id } = await invoice(invoiceId);
  const part = await db('wholesaler_orders').where({ order_id }).orderBy('number').first();
  const done = await refundOrder(services, {
    ...{ wholesalerOrderId: part.id, asked: null, reason: 'Broken', requestKey: key, actor: first },
  });
  await rig.settle();
  return done.amountCents;
}
const receivable = async () =>
  Number(
    (
      await db('ledger_entries as e')
        .join('ledger_accounts as a', 'a.id', 'e.account_id')
        .where({ kind: 'store_receivable' })
        .sum({ cents: 'e.amount_cents' })
        .first()
    )?.cents ?? 0,
  );
const available = async () => (await readBuyingStore(db, storeId, today())).availableCents;
const letters = () => db('letters').where({ kind: 'store-credit' }).orderBy('created_at');
const soundness = async () => faults(await verify(db));

describe('an invoice that was paid is credited', () => {
  test('nothing else is open: the store is owed it, may order by so much more, and is told', async () => {
    const before = await available();
    const paid = await buy();
    await byBank(paid.id);
    const cents = await credit(paid.id, 'credit-alone');
    expect(await receivable()).toBe(-cents);
    expect(await available()).toBe(before + cents);
    expect((await letters()).map(letter => letter.data)).toMatchObject([
      { creditedCents: cents, leftCents: cents, used: [] },
    ]);
    expect(await soundness()).toEqual([]);
  });

  test('the next invoice is settled with it at once, and what is left of it is asked for', async () => {
    const paid = await buy();
    await byBank(paid.id);
    const cents = await credit(paid.id, 'credit-next');
    const next = await buy();
    expect(await invoice(next.id)).toMatchObject({ status: 'open', paid_cents: cents });
    expect(await invoice(paid.id)).toMatchObject({
      status: 'paid',
      paid_cents: paid.total - cents,
      credited_cents: cents,
    });
    expect(await openInvoicePayment(services, { number: next.number, storeId })).toMatchObject({
      amountCents: next.total - cents,
    });
    expect((await letters()).at(-1).data).toMatchObject({
      used: [{ invoiceNumber: next.number, cents, leftCents: next.total - cents }],
      leftCents: 0,
    });
    await byBank(next.id);
    expect(await receivable()).toBe(0);
    expect(await soundness()).toEqual([]);
  });

  test('another one is open: it is settled with it, and credited again is the store’s', async () => {
    const [paid, open] = [await buy(), await buy()];
    await byBank(paid.id);
    const cents = await credit(paid.id, 'credit-open');
    expect(await invoice(open.id)).toMatchObject({ paid_cents: cents, status: 'open' });
    const rest = await credit(open.id, 'credit-of-credited');
    await byBank(open.id).catch(() => null);
    expect(await receivable()).toBe(Math.min(0, open.total - cents - rest) || 0);
    expect(await soundness()).toEqual([]);
  });

  test('a pay page opened before takes no more than is left', async () => {
    const [paid, open] = [await buy(), await buy()];
    await byBank(paid.id);
    await openInvoicePayment(services, { number: open.number, storeId });
    const { stripe_checkout_session_id: page } = await db('payments').whereNotNull('invoice_id').first();
    const cents = await credit(paid.id, 'credit-while-paying');
    stripe.pay(page);
    await rig.settle();
    expect(await invoice(open.id)).toMatchObject({ status: 'paid', paid_cents: open.total });
    expect(await db('refunds').whereNull('wholesaler_order_id').first()).toMatchObject({ amount_cents: cents });
    expect(await soundness()).toEqual([]);
  });

  test('settled by credit and card: what the card cannot take back is credit', async () => {
    const paid = await buy();
    await byBank(paid.id);
    const cents = await credit(paid.id, 'credit-then-card');
    const next = await buy();
    await openInvoicePayment(services, { number: next.number, storeId });
    const { stripe_checkout_session_id: page } = await db('payments').whereNotNull('invoice_id').first();
    stripe.pay(page);
    await rig.settle();
    const { order_id } = await invoice(next.id);
    for (const part of await db('wholesaler_orders').where({ order_id }))
      await refundOrder(services, {
        ...{ wholesalerOrderId: part.id, asked: null, reason: 'Broken', requestKey: `all-${part.id}`, actor: first },
      });
    await rig.settle();
    const back = await db('refunds')
      .where({ order_id })
      .whereNotNull('payment_id')
      .sum({ cents: 'amount_cents' })
      .first();
    expect(Number(back?.cents ?? 0)).toBeLessThanOrEqual(next.total - cents);
    expect(Number(back?.cents ?? 0) - Number(await receivable())).toBe(next.total);
    expect(await soundness()).toEqual([]);
  });

  test('paid by bank and once more by card, which went back: a refund later is credit, not asked of the empty card payment', async () => {
    const paid = await buy();
    await openInvoicePayment(services, { number: paid.number, storeId });
    const { stripe_checkout_session_id: page } = await db('payments').whereNotNull('invoice_id').first();
    await byBank(paid.id);
    stripe.pay(page);
    await rig.settle();
    const cents = await credit(paid.id, 'credit-empty-card');
    expect(await receivable()).toBe(-cents);
    expect(await db('refunds').where({ status: 'failed' })).toEqual([]);
    expect(await soundness()).toEqual([]);
  });
});

describe('credit is paid out by bank', () => {
  const ask = (actor = first) =>
    askToPayOutCredit(services, {
      storeId,
      paidOn: today(),
      bankReference: 'SCT 42',
      note: 'Asked for by mail',
      actor,
    });

  test('two people, booked once, the store is told', async () => {
    const paid = await buy();
    await byBank(paid.id);
    const cents = await credit(paid.id, 'credit-out');
    expect(await previewCreditPayout(services, storeId)).toMatchObject({ amountCents: cents });
    const { id } = await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'waits' });
    await expect(decideOnCreditPayout(services, { id, isApproved: true, actor: first })).rejects.toMatchObject({
      code: 'second_person',
    });
    expect(await receivable()).toBe(-cents);
    await decideOnCreditPayout(services, { id, isApproved: true, actor: second });
    await expect(decideOnCreditPayout(services, { id, isApproved: true, actor: second })).rejects.toMatchObject({
      code: 'not_proposed',
    });
    expect(await receivable()).toBe(0);
    expect((await letters()).at(-1).data).toMatchObject({ paid: { cents, bankReference: 'SCT 42' }, leftCents: 0 });
    await expect(previewCreditPayout(services, storeId)).rejects.toMatchObject({ code: 'no_credit' });
    expect(await soundness()).toEqual([]);
  });

  test('used by an order meanwhile: it is refused and can only be declined', async () => {
    const paid = await buy();
    await byBank(paid.id);
    await credit(paid.id, 'credit-gone');
    const { id } = await ask();
    await buy();
    await expect(decideOnCreditPayout(services, { id, isApproved: true, actor: second })).rejects.toMatchObject({
      code: 'credit_used',
    });
    await decideOnCreditPayout(services, { id, isApproved: false, actor: second });
    expect(await soundness()).toEqual([]);
  });

  test('nothing is noted without reference, note and a day that has come', async () => {
    const wrong = { storeId, paidOn: '2999-01-01', bankReference: ' ', note: '', actor: first };
    const error = await askToPayOutCredit(services, wrong).catch(refused => refused);
    expect(error.details.map(({ code }: { code: string }) => code)).toEqual([
      'day_in_future',
      'reference_missing',
      'note_missing',
    ]);
  });
});

test('whatever is open and in credit: nothing is left on both sides, and no cent is made', () => {
  const one = fc.record({
    openCents: fc.integer({ min: -500, max: 500 }),
    days: fc.nat(9),
    currency: fc.constantFrom('EUR', 'USD'),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), rows => {
      const invoices: UnsettledInvoice[] = rows.map(({ openCents, days, currency }, index) => {
        const day = `2026-01-0${Math.min(days + 1, 9)}`;
        return {
          id: `i${index}`,
          number: `I-${index}`,
          orderId: `o${index}`,
          currency,
          openCents,
          issuedOn: day,
          dueOn: day,
        };
      });
      const uses = matchCredit(invoices);
      const after = (invoice: UnsettledInvoice) =>
        uses.reduce(
          (cents, use) =>
            cents + (use.fromId === invoice.id ? use.cents : 0) - (use.toId === invoice.id ? use.cents : 0),
          invoice.openCents,
        );
      for (const invoice of invoices) {
        expect(Math.abs(after(invoice))).toBeLessThanOrEqual(Math.abs(invoice.openCents));
        expect(after(invoice) * invoice.openCents).toBeGreaterThanOrEqual(0);
      }
      for (const currency of ['EUR', 'USD']) {
        const left = invoices.filter(invoice => invoice.currency === currency).map(after);
        expect(left.some(cents => cents > 0) && left.some(cents => cents < 0)).toBe(false);
      }
    }),
  );
});
