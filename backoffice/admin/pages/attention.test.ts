import { beforeEach, expect, it } from 'vitest';
import { applyAccountUpdate } from '#backoffice/commerce/wholesaler/index.ts';
import { applyTransferReversed } from '#backoffice/workflows/apply-transfer-event.ts';
import { payOutWholesalers } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { clearPayouts, earn, payoutRig } from '#backoffice/workflows/payouts.testing.ts';
import { reverseTransfer } from '#backoffice/workflows/reverse-transfer.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import type { Viewer } from '../viewer.ts';
import { readAttentionPage } from './attention.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery } = WORLD.wholesalers;
const finance = { id: WORLD.users.finance, role: 'finance' } as Viewer;
let rig: Awaited<ReturnType<typeof payoutRig>>;

beforeEach(async () => {
  await clearPayouts(db);
  await db.raw('truncate orders, webhook_events cascade');
  rig = await payoutRig(db);
});

const night = (date: string) => {
  rig.setNow(`${date}T02:00:00Z`);
  return payOutWholesalers(rig.services, { date, requestedBy: null });
};
const page = () => readAttentionPage(rig.services, finance, {});
const kinds = async () => (await page()).groups.map(({ kind, rows }) => [kind, rows.map(row => row.party)]);

it('shows nothing when money is where it should be, and never anything to a wholesaler', async () => {
  await earn(db, roastery, 3_000);
  await night('2026-03-20');
  expect(await page()).toEqual({ isYours: true, count: 0, groups: [] });
  expect(await readAttentionPage(rig.services, { role: 'wholesaler' } as Viewer, {})).toMatchObject({ isYours: false });
});

it('a payout that failed says why, since when and what helps, and leaves when it is sent', async () => {
  await earn(db, pottery, 4_000);
  rig.stripe.restrict('acct_pottery');
  await night('2026-03-20');
  rig.setNow('2026-03-22T02:00:00Z');
  const { count, groups } = await page();
  expect([count, groups.length]).toEqual([1, 1]);
  expect(groups[0]).toMatchObject({ kind: 'payout_failed', help: expect.stringContaining('Try again') });
  expect(groups[0]!.rows[0]).toMatchObject({
    amountCents: 4_000,
    days: 2,
    why: expect.stringContaining('Stripe refused'),
  });
  expect(await readAttentionPage(rig.services, finance, { only: 'count' })).toMatchObject({ count: 1, groups: [] });
  rig.stripe.onboard('acct_pottery');
  await night('2026-03-22');
  expect(await kinds()).toEqual([]);
});

it('a transfer that came back by itself stays until it is paid again; one that finance took back is none', async () => {
  await earn(db, roastery, 10_000);
  await night('2026-03-20');
  const { id: payoutId, stripe_transfer_id: transferId } = await db('payouts').first();
  const actor = { userId: WORLD.users.finance, role: 'finance' };
  await reverseTransfer(rig.services, { payoutId, amountCents: 2_000, reason: 'Refunded', requestKey: 'r', actor });
  expect(await kinds()).toEqual([]);
  const told = { transferId, totalReversedCents: 5_000 };
  await db.transaction(trx => applyTransferReversed(trx, rig.services, told));
  expect((await page()).groups).toMatchObject([{ kind: 'transfer_reversed', rows: [{ amountCents: 3_000 }] }]);
  await night('2026-03-21');
  expect(await kinds()).toEqual([]);
});

it('a bank that sent money back is mended by a later payout or another bank account', async () => {
  const event = (type: string, occurred_at: string, object = {}) =>
    db('webhook_events').insert({
      ...{ provider: 'stripe_connect', event_id: `evt_${occurred_at}`, type, occurred_at },
      payload: JSON.stringify({ account: 'acct_pottery', object }),
    });
  await event('payout.paid', '2026-03-18T10:00:00Z');
  await event('payout.failed', '2026-03-19T10:00:00Z', {
    ...{ amount: 4_200, currency: 'eur', failure_message: 'The bank account has been closed.' },
  });
  expect((await page()).groups).toMatchObject([
    {
      kind: 'bank_payout_failed',
      rows: [{ amountCents: 4_200, currency: 'EUR', why: 'The bank account has been closed.' }],
    },
  ]);
  await event('account.external_account.updated', '2026-03-19T12:00:00Z');
  expect(await kinds()).toEqual([]);
});

it('an account that Stripe has restricted, a refund that failed and what waits for a second person are there too', async () => {
  const order = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 1_000 }],
    },
  ]);
  await earn(db, pottery, 4_000);
  await night('2026-03-20');
  await db('wholesalers').where({ id: pottery }).update({ payouts_enabled: false });
  const [refund] = await db('refunds')
    .insert({
      ...{ order_id: order.orderId, wholesaler_order_id: order.parts[0]!.id, status: 'failed', currency: 'EUR' },
      ...{ amount_cents: 500, reason: 'Broken', request_key: 'broken', failure_reason: 'declined' },
    })
    .returning('id');
  expect((await kinds()).map(([kind]) => kind)).toEqual(['refund_failed', 'account_restricted']);
  await db('refund_bank_payments').insert({
    ...{ refund_id: refund.id, currency: 'EUR', amount_cents: 500, paid_on: '2026-03-20', bank_reference: 'SCT' },
    ...{ note: 'By phone', proposed_by: WORLD.users.finance },
  });
  expect((await kinds()).map(([kind]) => kind)).toEqual(['bank_refund_proposed', 'account_restricted']);
});

it('an account says since when it is restricted, whatever else changed of it', async () => {
  await earn(db, pottery, 4_000);
  await night('2026-03-20');
  const hear = async (payoutsEnabled: boolean, at: string) =>
    applyAccountUpdate(
      db,
      {
        ...{ id: 'acct_pottery', payoutsEnabled, requirements: [], disabledReason: 'requirements.past_due' },
        ...{ state: null, payoutCurrencies: [] },
      },
      new Date(at),
    );
  await hear(false, '2026-03-20T10:00:00Z');
  await hear(false, '2026-03-22T10:00:00Z');
  await db('wholesalers').where({ id: pottery }).update({ tagline: 'Clay', updated_at: '2026-03-23T10:00:00Z' });
  const since = async () => (await page()).groups.map(({ rows }) => rows[0]!.since);
  expect(await since()).toEqual(['2026-03-20T10:00:00.000Z']);
  await hear(true, '2026-03-24T10:00:00Z');
  expect(await since()).toEqual([]);
  await hear(false, '2026-03-25T10:00:00Z');
  expect(await since()).toEqual(['2026-03-25T10:00:00.000Z']);
  await hear(true, '2026-03-26T10:00:00Z');
});

it('a dispute waits until it is answered, and says until when', async () => {
  const { orderId } = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 1_000 }],
    },
  ]);
  const payment = await db('payments').where({ order_id: orderId }).first();
  await db('disputes').insert({
    ...{ payment_id: payment.id, stripe_dispute_id: 'du_1', status: 'needs_response', currency: 'EUR' },
    ...{ amount_cents: 2_000, reason: 'product_not_received', evidence_due_at: '2026-04-02T10:00:00Z' },
    ...{ stripe_updated_at: '2026-03-20T10:00:00Z', opened_at: '2026-03-20T10:00:00Z' },
  });
  const row = {
    ...{ amountCents: 2_000, since: '2026-03-20T10:00:00.000Z', dueAt: '2026-04-02T10:00:00.000Z' },
    why: expect.stringContaining('never arrived'),
  };
  expect((await page()).groups).toMatchObject([{ kind: 'dispute_to_answer', rows: [row] }]);
  await db('disputes').update({ status: 'under_review' });
  expect(await kinds()).toEqual([]);
});

it('credit of a store waits until it is used or paid out', async () => {
  const { orderId } = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 1_000 }],
    },
  ]);
  const store_id = WORLD.stores.corner;
  await db('invoices').insert({
    ...{ order_id: orderId, store_id, number: 'INV-1', status: 'paid', currency: 'EUR', total_cents: 2_000 },
    ...{ paid_cents: 2_000, credited_cents: 500, issued_on: '2026-03-01', due_on: '2026-03-31', paid_at: '2026-03-10' },
  });
  const shown = async () => (await page()).groups.map(({ kind, rows }) => [kind, rows[0]!.amountCents]);
  expect(await shown()).toEqual([['credit_unused', 500]]);
  const [payout] = await db('store_credit_payouts')
    .insert({
      ...{ store_id, currency: 'EUR', amount_cents: 500, paid_on: '2026-03-20', bank_reference: 'SCT' },
      ...{ note: 'By letter', proposed_by: WORLD.users.finance },
    })
    .returning('id');
  expect(await shown()).toEqual([['credit_payout_proposed', 500]]);
  await db('store_credit_payouts').where({ id: payout.id }).delete();
});

it('is one query however much waits', async () => {
  expect((await countQueries(db, page)).queries).toHaveLength(1);
  await earn(db, pottery, 4_000);
  await earn(db, roastery, 4_000);
  for (const account of ['acct_pottery', 'acct_roastery']) rig.stripe.restrict(account);
  await night('2026-03-20');
  expect((await page()).count).toBe(2);
  expect((await countQueries(db, page)).queries).toHaveLength(1);
});
