import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { compareWithProvider } from './compare-with-provider.ts';
import { previewRefundRetry, retryRefund } from './mend-refund.ts';
import { askToPayByBank, decideOnBankRefund, previewBankRefund } from './pay-refund-by-bank.ts';
import { placeOrder } from './place-order.ts';
import { refundOrder } from './refund-order.ts';
import { clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };

let refundId: string;
let firstTry: string;

/** Three small espressos at 9.90, refunded whole; weeks later the buyer's bank sends the money back. */
beforeEach(async () => {
  await clearSales(db);
  rig.stripe.clearFaults();
  await fillCart(db, guest('anna'), [[WORLD.variants.espressoSmall, 3, 990]]);
  const order = await placeOrder(services, orderOf(guest('anna')));
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  const part = await db('wholesaler_orders').where({ order_id: order.id }).first('id');
  const whole = { wholesalerOrderId: part.id, asked: null, reason: 'Arrived broken', requestKey: 'broken' };
  refundId = (await refundOrder(services, { ...whole, actor: finance })).id;
  await rig.settle();
  firstTry = (await row()).stripe_refund_id;
  rig.stripe.settleRefund(firstTry, 'failed');
  await rig.settle();
});

const row = () => db('refunds').where({ id: refundId }).first();
const balance = async (kind: string): Promise<number> => {
  const account = db('ledger_accounts').where({ kind }).select('id');
  const sum = await db('ledger_entries').whereIn('account_id', account).sum('amount_cents as cents').first();
  return Number(sum?.cents ?? 0);
};
const isSound = async () => {
  expect(faults(await verify(db)).map(({ check }) => check)).toEqual([]);
  // The stand-in keeps the payments of the tests before.
  const differences = await compareWithProvider(services);
  expect(differences.filter(difference => difference.refundId === refundId)).toEqual([]);
};

describe('a refund that failed weeks later', () => {
  it('is owed to the buyer again, and says why in plain words', async () => {
    expect(await row()).toMatchObject({ status: 'failed', attempt: 1 });
    const { facts, amountCents, booked } = await previewRefundRetry(services, refundId);
    expect(facts.at(-1)?.value).toContain('The card has expired');
    expect(facts).toContainEqual({ label: 'Buyer', value: 'Anna Ahrens, anna@example.org' });
    expect([booked, amountCents]).toEqual([[], (await row()).amount_cents]);
    expect(await balance('refunds_in_flight')).toBe(-amountCents);
    await isSound();
  });

  it('tried again is another refund at Stripe, and the wholesaler gives its share back once', async () => {
    const pending = await balance('wholesaler_pending');
    await retryRefund(services, { refundId, actor: finance });
    await rig.settle();
    const mended = await row();
    expect(mended).toMatchObject({ status: 'succeeded', attempt: 2, failure_reason: null });
    expect(mended.stripe_refund_id).not.toBe(firstTry);
    expect(await balance('wholesaler_pending')).toBe(pending);
    expect(await balance('refunds_in_flight')).toBe(0);
    expect(await db('refund_failures').select('attempt', 'stripe_refund_id', 'reason')).toEqual([
      { attempt: 1, stripe_refund_id: firstTry, reason: 'expired_or_canceled_card' },
    ]);
    expect(await db('letters').where({ kind: 'refund-issued' })).toHaveLength(2);
    expect(await db('audit_log').where({ action: 'retry.refund', subject_id: refundId })).toHaveLength(1);
    await isSound();
  });

  it('is tried again once by two people at once', async () => {
    const tries = [finance, controller].map(actor => retryRefund(services, { refundId, actor }));
    const ends = await Promise.allSettled(tries);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await rig.settle();
    expect(await row()).toMatchObject({ status: 'succeeded', attempt: 2 });
    await isSound();
  });

  it('is not failed once more by news of its first try', async () => {
    await retryRefund(services, { refundId, actor: finance });
    await db('webhook_events').where({ type: 'refund.failed' }).del();
    for (const { id } of rig.stripe.events('refund.failed')) rig.stripe.resend(id);
    await rig.settle();
    expect(await db('webhook_events').where({ type: 'refund.failed' }).pluck('outcome')).toContain(
      'Of an attempt that failed before',
    );
    expect(await row()).toMatchObject({ status: 'succeeded', attempt: 2 });
    await isSound();
  });

  it('that was sent though Stripe answered with an error is found before it is sent again', async () => {
    await retryRefund(services, { refundId, actor: finance });
    rig.stripe.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/refunds' });
    rig.setDoor(false);
    await rig.settle();
    rig.setDoor(true);
    await db('pgboss.job').where({ state: 'retry' }).update({ start_after: db.fn.now() });
    await rig.settle();
    expect(await row()).toMatchObject({ status: 'succeeded', attempt: 2 });
    const made = rig.stripe.events('refund.created').filter(({ data }) => mentions(data, refundId));
    expect(made).toHaveLength(2);
    await isSound();
  });

  it('is not sent to a buyer who took the payment back through the bank', async () => {
    rig.stripe.dispute((await db('payments').first()).stripe_payment_intent_id);
    await rig.settle();
    await expect(retryRefund(services, { refundId, actor: finance })).rejects.toThrow('because of a dispute');
  });

  it('may fail a second time, and every try is remembered', async () => {
    await retryRefund(services, { refundId, actor: finance });
    await rig.settle();
    rig.stripe.settleRefund((await row()).stripe_refund_id, 'failed');
    await rig.settle();
    expect(await row()).toMatchObject({ status: 'failed', attempt: 2 });
    expect(await db('refund_failures').orderBy('attempt').pluck('attempt')).toEqual([1, 2]);
    expect((await previewRefundRetry(services, refundId)).facts.filter(({ label }) => /^Try/.test(label))).toHaveLength(
      2,
    );
    await isSound();
  });
});

describe('a failed refund paid by bank', () => {
  const paid = { paidOn: '2026-11-20', bankReference: 'SCT 42', note: 'IBAN by phone' };

  it('is booked against the bank when a second person agrees, and the buyer is told', async () => {
    const { booked, amountCents } = await previewBankRefund(services, refundId);
    const pending = await balance('wholesaler_pending');
    const { id } = await askToPayByBank(services, { refundId, ...paid, actor: finance });
    expect(await balance('bank')).toBe(0);
    await expect(decideOnBankRefund(services, { id, isApproved: true, actor: finance })).rejects.toThrow(
      'ask a second person',
    );
    await decideOnBankRefund(services, { id, isApproved: true, actor: controller });
    expect((await row()).status).toBe('paid_by_bank');
    expect([await balance('bank'), await balance('refunds_in_flight')]).toEqual([-amountCents, 0]);
    expect(booked.map(one => one.amountCents)).toEqual([amountCents, amountCents]);
    expect(await balance('wholesaler_pending')).toBe(pending);
    const letter = await db('letters').where({ kind: 'refund-paid-by-bank' }).first();
    expect(letter.data).toMatchObject({ bankReference: 'SCT 42', amountCents });
    await expect(decideOnBankRefund(services, { id, isApproved: true, actor: controller })).rejects.toThrow('posted');
    await expect(retryRefund(services, { refundId, actor: finance })).rejects.toThrow('nothing to mend');
    await isSound();
  });

  it('is neither sent nor paid a second time while it waits; declined, it can be tried again', async () => {
    const { id } = await askToPayByBank(services, { refundId, ...paid, actor: finance });
    await expect(retryRefund(services, { refundId, actor: controller })).rejects.toThrow('said to be paid by bank');
    await expect(askToPayByBank(services, { refundId, ...paid, actor: controller })).rejects.toThrow('said to be paid');
    await decideOnBankRefund(services, { id, isApproved: false, actor: controller });
    await retryRefund(services, { refundId, actor: finance });
    await rig.settle();
    expect((await row()).status).toBe('succeeded');
    await isSound();
  });

  it('needs a day, a reference and a word about it', async () => {
    const asked = { refundId, paidOn: '2999-01-01', bankReference: ' ', note: '', actor: finance };
    await expect(askToPayByBank(services, asked)).rejects.toMatchObject({
      details: [{ code: 'day_in_future' }, { code: 'reference_missing' }, { code: 'note_missing' }],
    });
  });
});

const mentions = (data: unknown, id: string) => JSON.stringify(data).includes(id);
