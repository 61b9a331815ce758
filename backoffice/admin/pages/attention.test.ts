import { beforeEach, expect, it } from 'vitest';
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

it('is one query however much waits', async () => {
  expect((await countQueries(db, page)).queries).toHaveLength(1);
  await earn(db, pottery, 4_000);
  await earn(db, roastery, 4_000);
  for (const account of ['acct_pottery', 'acct_roastery']) rig.stripe.restrict(account);
  await night('2026-03-20');
  expect((await page()).count).toBe(2);
  expect((await countQueries(db, page)).queries).toHaveLength(1);
});
