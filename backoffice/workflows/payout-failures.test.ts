import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { applyTransferReversed } from './apply-transfer-event.ts';
import { finishPayouts } from './finish-payouts.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, payoutRig, payoutStatuses } from './payouts.testing.ts';
import { retryPayout } from './retry-payout.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
let rig: Awaited<ReturnType<typeof payoutRig>>;
const night = (date: string) => payOutWholesalers(rig.services, { date, requestedBy: null });
const sound = async () => expect(faults(await verify(db))).toEqual([]);
const statuses = () => payoutStatuses(db);

beforeEach(async () => {
  await clearPayouts(db);
  rig = await payoutRig(db);
});

describe('failures', () => {
  beforeEach(async () => {
    await earn(db, pottery, 4_000);
    await earn(db, roastery, 3_000);
  });

  it('one that is refused stops no other; it is told, and the next night tries again', async () => {
    rig.stripe.restrict('acct_pottery');
    const report = await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': 'failed', 'north-roastery': 'sent' });
    expect(report.payouts[0]!.reason).toContain('Stripe refused');
    expect((await db('letters').pluck('kind')).sort()).toEqual(['payout-failed', 'payout-receipt']);
    rig.stripe.onboard('acct_pottery');
    await night('2026-03-20');
    expect(await statuses()).toMatchObject({ 'clay-and-co': 'failed' });
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(await statuses()).toMatchObject({ 'clay-and-co': 'sent' });
    expect(rig.transferred()).toHaveLength(2);
    await sound();
  });

  it.each([
    ['500', 'before', 'sent'],
    ['500', 'during', 'sending'],
    ['500', 'after', 'sent'],
    ['reset', 'before', 'sent'],
    ['reset', 'after', 'sent'],
    ['hang', 'before', 'sent'],
    ['hang', 'during', 'sending'],
    ['hang', 'after', 'sent'],
    ['429', 'before', 'sent'],
  ] as const)('%s %s the transfer: at the end of the night %s, in the end paid once', async (kind, when, status) => {
    rig.stripe.fault({ kind, when, method: 'POST', path: '/v1/transfers' });
    await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': status, 'north-roastery': 'sent' });
    rig.stripe.releaseHung();
    rig.setNow('2026-03-20T02:12:00Z');
    await finishPayouts(rig.services);
    await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect(rig.transferred()).toEqual([
      [expect.any(String), expect.any(Number)],
      [expect.any(String), expect.any(Number)],
    ]);
    await sound();
  });

  it('a look-up that fails sends nothing', async () => {
    rig.stripe.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/transfers', times: 1 });
    rig.stripe.fault({ kind: '500', method: 'GET', path: '/v1/transfers', times: 20 });
    await night('2026-03-20');
    rig.stripe.pruneKeys();
    rig.setNow('2026-03-21T02:00:00Z');
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sending', 'north-roastery': 'sent' });
    rig.stripe.clearFaults();
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect(rig.transferred()).toHaveLength(2);
  });

  it.each(['500', 'hang', 'reset'] as const)(
    'a transfer that went out and answered with %s is found 25 hours later, when Stripe has forgotten its key',
    async kind => {
      rig.stripe.fault({ kind, when: 'after', method: 'POST', path: '/v1/transfers', times: 3 });
      rig.stripe.fault({ kind: 'reset', method: 'GET', path: '/v1/transfers', times: 20 });
      await night('2026-03-20');
      expect(Object.values(await statuses())).toContain('sending');
      rig.stripe.clearFaults();
      rig.stripe.pruneKeys();
      rig.setNow('2026-03-21T03:00:00Z');
      await night('2026-03-21');
      expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
      expect(rig.transferred()).toHaveLength(2);
      await sound();
    },
  );

  it('a balance that turns out too small puts the payout back', async () => {
    rig = await payoutRig(db, { fundsCents: 1_000 });
    await night('2026-03-20');
    const { id } = await db('payouts').orderBy('number').first('id');
    const { status, reason } = await retryPayout(rig.services, { payoutId: id, actor: finance });
    expect([status, reason]).toEqual(['scheduled', expect.stringContaining('Waits')]);
    rig.stripe.addFunds(100_000);
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect(rig.transferred()).toHaveLength(2);
  });

  it('finance tries a failed payout again', async () => {
    rig.stripe.restrict('acct_pottery');
    await night('2026-03-20');
    rig.stripe.onboard('acct_pottery');
    const { id } = await db('payouts').where({ status: 'failed' }).first('id');
    expect(await retryPayout(rig.services, { payoutId: id, actor: finance })).toEqual({ status: 'sent', reason: null });
    expect(await retryPayout(rig.services, { payoutId: id, actor: finance })).toEqual({ status: 'sent', reason: null });
    expect(rig.transferred()).toHaveLength(2);
  });

  it('a failed payout whose transfer went out after all is found, and not sent again', async () => {
    rig.stripe.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/transfers', times: 1 });
    rig.stripe.fault({ kind: '500', method: 'GET', path: '/v1/transfers', times: 20 });
    await night('2026-03-20');
    rig.stripe.clearFaults();
    rig.stripe.pruneKeys();
    const [{ id }] = await db('payouts').where({ status: 'sending' }).update({ status: 'failed' }).returning('id');
    expect(await retryPayout(rig.services, { payoutId: id, actor: finance })).toEqual({ status: 'sent', reason: null });
    expect(rig.transferred()).toHaveLength(2);
    await sound();
  });

  it('no money goes to an account that was changed after the payout was made', async () => {
    rig = await payoutRig(db, { fundsCents: 0 });
    await night('2026-03-20');
    rig.stripe.addFunds(100_000);
    await db('wholesalers').where({ id: roastery }).update({ stripe_account_id: 'acct_thief' });
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'held' });
    expect(rig.transferred()).toEqual([['acct_pottery', 4_000]]);
  });
});

describe('a transfer that comes back', () => {
  it('opens the debt again, once for each euro, and the next night pays it', async () => {
    await earn(db, roastery, 5_000);
    await night('2026-03-20');
    const { stripe_transfer_id: transferId } = await db('payouts').first('stripe_transfer_id');
    const reversed = (totalReversedCents: number) =>
      db.transaction(trx => applyTransferReversed(trx, rig.services, { transferId, totalReversedCents }));
    await reversed(2_000);
    await reversed(2_000);
    await reversed(5_000);
    await reversed(2_000);
    expect(await db('letters').where({ kind: 'payout-failed' })).toHaveLength(2);
    await sound();
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(rig.transferred().map(([, cents]) => cents)).toEqual([5_000, 5_000]);
    await sound();
  });

  it('of someone else is none of ours', async () => {
    const foreign = { transferId: 'tr_foreign', totalReversedCents: 1 };
    expect(await db.transaction(trx => applyTransferReversed(trx, rig.services, foreign))).toBe(false);
  });
});
