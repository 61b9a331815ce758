import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import type { Transfers } from '#backoffice/providers/transfers/transfers.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { compareWithProvider } from './compare-with-provider.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { openInvoicePayment } from './open-invoice-payment.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn } from './payouts.testing.ts';
import { placeOrder } from './place-order.ts';
import { reconcileProcessor } from './reconcile-processor.ts';
import { refundOrder } from './refund-order.ts';
import { decideDifference, resolveDifference } from './resolve-difference.ts';
import { BASKET, BULK, fillCart, guest, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
Object.assign(services.settings, { payoutReleaseAboveCents: null });
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
/** When nothing can be on its way any more. */
const reconcile = () => {
  rig.setNow(new Date(services.now().getTime() + 11 * 60_000));
  return reconcileProcessor(services, { requestedBy: null });
};
const unsettled = () =>
  db('reconciliation_differences').whereIn('status', ['open', 'proposed']).orderBy(['movement', 'occurred_at']);
const clearing = async () => {
  const [row] = await db('clearing_movements').sum('amount_cents as cents');
  return Number(row!.cents);
};

let count = 0;
/** A guest buys and pays; the order as it stands then. */
async function buy(pays = true) {
  const owner = guest(`buyer ${++count}`);
  await fillCart(db, owner, BASKET);
  await placeOrder(services, orderOf(owner));
  const order = await db('orders').orderBy('id', 'desc').first();
  if (pays) stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  return db('orders').where({ id: order.id }).first();
}
const partsOf = (orderId: string) => db('wholesaler_orders').where({ order_id: orderId }).orderBy('number');
const refund = async (wholesalerOrderId: string, asked: Parameters<typeof refundOrder>[1]['asked'] = null) => {
  await refundOrder(services, { wholesalerOrderId, asked, reason: 'Broken', requestKey: randomUUID(), actor: finance });
  await rig.settle();
};
const topUp = (amountCents: number) =>
  db.transaction(trx =>
    postTransaction(trx, {
      kind: 'adjustment',
      cause: `test:top-up:${++count}`,
      memo: 'From the bank',
      occurredAt: services.now(),
      entries: [
        { account: { kind: 'stripe_clearing' }, currency: 'EUR', amountCents },
        { account: { kind: 'bank' }, currency: 'EUR', amountCents: -amountCents },
      ],
    }),
  );
/** A payment in our books that the stand-in knows with other facts. */
async function planted(facts: { amount?: number; fee?: number; currency?: string }) {
  const { orderId } = await plantPlacedOrder(db, [
    {
      wholesalerId: WORLD.wholesalers.roastery,
      shippingCents: 0,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 1, unitPriceCents: 1_000 }],
    },
  ]);
  const charge = `ch_planted${++count}`;
  await db('payments').where({ order_id: orderId }).update({ stripe_charge_id: charge });
  const payment = await db('payments').where({ order_id: orderId }).first();
  stripe.plantCharges([
    {
      ...{
        id: charge,
        paymentIntent: payment.stripe_payment_intent_id,
        fee: 0,
        amount: payment.captured_cents,
        currency: 'eur',
        ...facts,
      },
      ...{
        email: 'anna@example.org',
        description: '',
        metadata: { order_id: orderId },
        transferGroup: `order_${orderId}`,
      },
      ...{ createdAt: services.now().getTime(), availableAt: services.now().getTime(), refunds: [] },
    },
  ]);
  return { ...payment, stripe_charge_id: charge };
}

/** Everything that a day brings, booked as it should be. */
beforeAll(async () => {
  const [first, second] = [await buy(), await buy()];
  const [part] = await partsOf(first.id);
  const [line] = await db('order_lines').where({ wholesaler_order_id: part.id });
  await refund(part.id, { lines: [{ orderLineId: line.id, quantity: 1 }], includeShipping: true } as never);
  for (const { id } of await partsOf(second.id)) await refund(id);
  for (const pays of ['card', 'bank']) {
    await fillCart(db, olga, BULK);
    await placeOrder(services, orderOf(olga, { payment: 'terms', requestKey: randomUUID() }));
    await rig.settle();
    const invoice = await db('invoices').where({ status: 'open' }).first();
    if (pays === 'bank')
      await markInvoicePaid(services, {
        invoiceId: invoice.id,
        receivedOn: services.now().toISOString().slice(0, 10),
        bankReference: 'SEPA 1',
        actor: finance,
      });
    else {
      await openInvoicePayment(services, { number: invoice.number, storeId: WORLD.stores.corner });
      const paid = await db('payments').where({ invoice_id: invoice.id }).first();
      stripe.pay(paid.stripe_checkout_session_id);
      await rig.settle();
    }
  }
  stripe.addFunds(50_000);
  await topUp(50_000);
  for (const account of ['acct_roastery', 'acct_pottery']) stripe.ensureAccount(account);
  const today = services.now().toISOString().slice(0, 10);
  await earn(db, WORLD.wholesalers.roastery, 6_000, today);
  await earn(db, WORLD.wholesalers.pottery, 4_000, today);
  await payOutWholesalers(services, { date: today, requestedBy: null });
  stripe.reverseTransfer((await db('payouts').orderBy('amount_cents').first()).stripe_transfer_id, 1_500);
  await rig.settle();
}, 120_000);

/** What a test brought out of balance is settled by a note, and does not come up again. */
afterEach(async () => {
  rig.setDoor(true);
  for (const { id } of await unsettled())
    await resolveDifference(services, { id, note: 'Injected by a test', counterAccount: null, actor: finance });
});

describe('a clean world', () => {
  test('every kind of movement is there, nothing differs, and both sides come to the same sum', async () => {
    const { readCount, differenceCount } = await reconcile();
    expect([differenceCount, await unsettled()]).toEqual([0, []]);
    const kinds = await db('balance_transactions').distinct('kind').orderBy('kind').pluck('kind');
    expect(kinds).toEqual(['charge', 'refund', 'top_up', 'transfer', 'transfer_reversal']);
    expect(readCount).toBeGreaterThan(9);
    const run = await db('reconciliations').first();
    expect(run.ledger_cents).toEqual(run.processor_cents);
    expect(run.ledger_cents).toEqual({ EUR: await clearing() });
    expect(await compareWithProvider(services)).toEqual([]);
    expect(faults(await verify(db))).toEqual([]);
  });

  test('is read once: a second run reads only the overlap and keeps no movement twice', async () => {
    const before = await db('balance_transactions').count();
    await reconcile();
    expect(await db('balance_transactions').count()).toEqual(before);
  });

  test('comparing takes the same number of statements, however much there is', async () => {
    const { queries } = await countQueries(db, reconcile);
    expect(queries.length).toBeLessThanOrEqual(18);
  });
});

describe('one of each kind is found, once, and explained', () => {
  const found = async () => {
    await reconcile();
    await reconcile();
    return unsettled();
  };

  test('a payment nobody here asked for, and its fee', async () => {
    const at = services.now().getTime();
    stripe.plantCharges([
      {
        ...{
          id: 'ch_stranger',
          paymentIntent: 'pi_stranger',
          amount: 700,
          fee: 36,
          currency: 'eur',
          email: 'x@example.org',
        },
        ...{ description: '', metadata: {}, transferGroup: '', createdAt: at, availableAt: at, refunds: [] },
      },
    ]);
    const rows = await found();
    expect(rows).toMatchObject([
      { kind: 'unknown_to_us', movement: 'charge', reference: 'ch_stranger', ledger_cents: null, processor_cents: 700 },
      { kind: 'unknown_to_us', movement: 'fee', processor_cents: -36 },
    ]);
    expect(rows[0].explanation).toContain('no order of ours');
    expect(rows[1].explanation).toContain('fee');
  });

  test('a payment whose webhook was lost, not while it may be on its way; when it is told again, the next run clears it', async () => {
    rig.setDoor(false);
    const order = await buy();
    await reconcileProcessor(services, { requestedBy: null });
    expect(await unsettled()).toEqual([]);
    expect((await found())[0]).toMatchObject({ kind: 'unknown_to_us', movement: 'charge', order_id: order.id });
    expect((await unsettled())[0].explanation).toContain(`for ${order.number}, which is awaiting payment here`);
    rig.setDoor(true);
    for (const event of stripe.events('checkout.session.completed').slice(-1)) stripe.resend(event.id);
    await rig.settle();
    await reconcile();
    expect(await unsettled()).toEqual([]);
    expect(
      await db('reconciliation_differences').where({ order_id: order.id }).distinct('status').pluck('status'),
    ).toEqual(['cleared']);
  });

  test('money from the bank that was not booked', async () => {
    stripe.addFunds(1_234);
    expect(await found()).toMatchObject([{ kind: 'unknown_to_us', movement: 'top_up', processor_cents: 1_234 }]);
  });

  test('a refund made in Stripe’s dashboard', async () => {
    const order = await buy();
    const payment = await db('payments').where({ order_id: order.id }).first();
    await services.payments.refund({
      paymentIntentId: payment.stripe_payment_intent_id,
      amountCents: 300,
      refundId: randomUUID(),
      attempt: 1,
      orderId: order.id,
    });
    const [row] = await found();
    expect(row).toMatchObject({ kind: 'unknown_to_us', movement: 'refund', processor_cents: -300, order_id: order.id });
    expect(row.explanation).toContain('Stripe’s dashboard');
  });

  test('a transfer of no payout', async () => {
    await services.transfers.send({
      payoutId: randomUUID(),
      payoutNumber: 'P-0',
      attempt: 1,
      amountCents: 100,
      currency: 'EUR',
      accountId: 'acct_pottery',
    });
    expect(await found()).toMatchObject([{ kind: 'unknown_to_us', movement: 'transfer', processor_cents: -100 }]);
  });

  test('what is booked and Stripe does not have', async () => {
    await topUp(4_321);
    const [row] = await found();
    expect(row).toMatchObject({
      kind: 'missing_at_processor',
      movement: 'top_up',
      ledger_cents: 4_321,
      processor_cents: null,
    });
    expect(row.explanation).toContain('not arrived');
  });

  test('a payment that belongs to no charge at Stripe', async () => {
    await plantPlacedOrder(db, [
      {
        wholesalerId: WORLD.wholesalers.pottery,
        shippingCents: 0,
        lines: [{ variantId: WORLD.variants.mugSand, quantity: 1, unitPriceCents: 900 }],
      },
    ]);
    expect(await found()).toMatchObject([{ kind: 'missing_at_processor', movement: 'charge', ledger_cents: 900 }]);
  });

  test('a refund we know and the ledger does not', async () => {
    const order = await buy();
    const payment = await db('payments').where({ order_id: order.id }).first();
    const asked = { paymentIntentId: payment.stripe_payment_intent_id, amountCents: 250, orderId: order.id };
    const { id } = await services.payments.refund({ ...asked, refundId: randomUUID(), attempt: 1 });
    await db('refunds').insert({
      ...{ order_id: order.id, payment_id: payment.id, status: 'sent', currency: 'EUR', amount_cents: 250 },
      ...{ goods_cents: 250, reason: 'Broken', request_key: id, stripe_refund_id: id },
    });
    const [row] = await found();
    expect(row).toMatchObject({ kind: 'not_posted', movement: 'refund', ledger_cents: null, processor_cents: -250 });
    expect(row.explanation).toContain('cut off');
  });

  test('a disputed payment whose webhooks were lost, until they are told again', async () => {
    const order = await buy();
    const payment = await db('payments').where({ order_id: order.id }).first();
    rig.setDoor(false);
    const dispute = stripe.dispute(payment.stripe_charge_id);
    expect(await found()).toMatchObject([
      { kind: 'unknown_to_us', movement: 'dispute', reference: dispute.id, processor_cents: -payment.captured_cents },
      { kind: 'unknown_to_us', movement: 'fee', reference: dispute.id, processor_cents: -2_000 },
    ]);
    rig.setDoor(true);
    for (const event of stripe.events('charge.dispute.created').slice(-1)) stripe.resend(event.id);
    await rig.settle();
    expect(await found()).toEqual([]);
  });

  test('another amount than was booked', async () => {
    const payment = await planted({ amount: 1_100 });
    expect(await found()).toMatchObject([
      {
        kind: 'amount_differs',
        movement: 'charge',
        ledger_cents: 1_000,
        processor_cents: 1_100,
        reference: payment.stripe_charge_id,
      },
    ]);
  });

  test('another fee than was booked', async () => {
    await planted({ fee: 61 });
    expect(await found()).toMatchObject([
      { kind: 'fee_differs', movement: 'fee', ledger_cents: null, processor_cents: -61 },
    ]);
  });

  test('another currency', async () => {
    await planted({ currency: 'usd' });
    const rows = await found();
    expect(rows).toMatchObject([
      {
        kind: 'currency_differs',
        currency: 'EUR',
        ledger_cents: 1_000,
        processor_currency: 'USD',
        processor_cents: 1_000,
      },
    ]);
  });

  test('a payout transferred twice', async () => {
    const payout = await db('payouts').orderBy('amount_cents', 'desc').first();
    await services.transfers.send({
      ...{ payoutId: payout.id, payoutNumber: payout.number, attempt: 2, amountCents: payout.amount_cents },
      ...{ currency: 'EUR', accountId: payout.stripe_account_id },
    });
    const [row] = await found();
    expect(row).toMatchObject({ kind: 'duplicate', movement: 'transfer', payout_id: payout.id });
    expect(row.explanation).toContain(payout.stripe_transfer_id);
  });

  test('a payout that went to another account', async () => {
    const payout = await db('payouts').first();
    await db('payouts').where({ id: payout.id }).update({ stripe_account_id: 'acct_thief' });
    expect(await found()).toMatchObject([{ kind: 'account_differs', payout_id: payout.id }]);
    expect(await compareWithProvider(services)).toMatchObject([{ kind: 'account_differs' }]);
    await db('payouts').where({ id: payout.id }).update({ stripe_account_id: payout.stripe_account_id });
  });

  test('a refund that the bank sent back', async () => {
    const order = await buy();
    await refund((await partsOf(order.id))[0].id);
    const { stripe_refund_id: id } = await db('refunds').where({ order_id: order.id }).first();
    rig.setDoor(false);
    stripe.settleRefund(id, 'failed');
    const [row] = await found();
    expect(row).toMatchObject({ kind: 'amount_differs', movement: 'refund', reference: id, processor_cents: 0 });
    expect(row.explanation).toContain('the buyer has not got the money');
  });
});

describe('a run that is cut off', () => {
  /** Small pages, and a fault after some of them. */
  const failing = (after: number): Transfers => {
    let pages = 0;
    return {
      ...services.transfers,
      async listBalanceTransactions(request) {
        if (pages++ === after) throw new Error('killed');
        return services.transfers.listBalanceTransactions({ ...request, limit: 4 });
      },
    };
  };

  test('goes on at its cursor and reads nothing twice', async () => {
    await db('reconciliations').update({ started_at: '2020-01-01' });
    await expect(reconcileProcessor({ ...services, transfers: failing(2) }, { requestedBy: null })).rejects.toThrow(
      'killed',
    );
    const cut = await db('reconciliations').where({ status: 'reading' }).first();
    expect(cut.read_count).toBe(8);
    const asked: (string | null)[] = [];
    const transfers: Transfers = {
      ...services.transfers,
      listBalanceTransactions(request) {
        asked.push(request.after);
        return services.transfers.listBalanceTransactions(request);
      },
    };
    const last = await reconcileProcessor({ ...services, transfers }, { requestedBy: null });
    expect(asked[0]).toBe(cut.cursor);
    const finished = await db('reconciliations').where({ id: cut.id }).first();
    expect(finished).toMatchObject({ status: 'finished' });
    expect(finished.read_count).toBe(Number((await db('balance_transactions').count())[0]!.count));
    expect(last.id).not.toBe(cut.id);
    expect(await unsettled()).toEqual([]);
  });

  test('two at once share the work', async () => {
    const reports = await Promise.all([reconcile(), reconcile()]);
    expect(reports.map(report => report.differenceCount)).toEqual([0, 0]);
    expect(await db('reconciliations').where({ status: 'reading' })).toEqual([]);
  });
});

describe('resolving', () => {
  const inject = async (cents: number) => {
    stripe.addFunds(cents);
    await reconcile();
    return (await unsettled())[0].id as string;
  };
  const resolve = (id: string, counterAccount: 'bank' | null, note = 'Sent from the bank on Monday') =>
    resolveDifference(services, { id, note, counterAccount, actor: finance });

  test('needs a note', async () => {
    const id = await inject(11);
    await expect(resolve(id, null, '  ')).rejects.toMatchObject({ code: 'note_missing' });
  });

  test('an entry is posted when a second person agrees, not when the first does, and only once', async () => {
    const id = await inject(2_222);
    const before = await clearing();
    expect(await resolve(id, 'bank')).toEqual({ status: 'proposed' });
    expect(await clearing()).toBe(before);
    await expect(decideDifference(services, { id, isApproved: true, actor: finance })).rejects.toMatchObject({
      code: 'second_person',
    });
    const both = [1, 2].map(() => decideDifference(services, { id, isApproved: true, actor: controller }));
    expect((await Promise.allSettled(both)).map(one => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await clearing()).toBe(before + 2_222);
    expect(await db('reconciliation_differences').where({ id }).first()).toMatchObject({
      status: 'resolved',
      decided_by: WORLD.users.controller,
    });
    expect(await db('audit_log').where({ subject_id: id }).orderBy('created_at').pluck('action')).toEqual([
      'propose.difference',
      'approve.difference',
    ]);
    await reconcile();
    expect(await unsettled()).toEqual([]);
    expect(faults(await verify(db)).map(({ check }) => check)).not.toContain('ledger_balances');
  });

  test('a declined proposal is open again', async () => {
    const id = await inject(33);
    await resolve(id, 'bank');
    expect(await decideDifference(services, { id, isApproved: false, actor: controller })).toEqual({ status: 'open' });
    await expect(decideDifference(services, { id, isApproved: true, actor: controller })).rejects.toMatchObject({
      code: 'not_proposed',
    });
  });

  test('the database refuses an entry of one person', async () => {
    const id = await inject(44);
    await resolve(id, 'bank');
    const [{ id: ledger_transaction_id }] = await db('ledger_transactions').limit(1).select('id');
    const own = { status: 'resolved', decided_by: finance.userId, resolved_at: new Date(), ledger_transaction_id };
    await expect(db('reconciliation_differences').where({ id }).update(own)).rejects.toThrow(/check constraint/);
    await decideDifference(services, { id, isApproved: false, actor: controller });
  });

  test('settled by a note alone it is not raised again with the same amounts', async () => {
    const id = await inject(55);
    await resolve(id, null);
    await reconcile();
    expect(await unsettled()).toEqual([]);
    await expect(resolve(id, null)).rejects.toMatchObject({ code: 'not_open' });
  });
});
