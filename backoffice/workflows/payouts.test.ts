import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { finishPayouts } from './finish-payouts.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, payoutRig, payoutStatuses } from './payouts.testing.ts';
import { previewPayouts } from './preview-payouts.ts';
import { releaseForSending } from './release-payout.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery, candlery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
let rig: Awaited<ReturnType<typeof payoutRig>>;
const night = (date: string) => payOutWholesalers(rig.services, { date, requestedBy: null });
const sound = async () => expect(faults(await verify(db))).toEqual([]);
const statuses = () => payoutStatuses(db);

beforeEach(async () => {
  await clearPayouts(db);
  rig = await payoutRig(db);
});

describe('the nightly run', () => {
  it('pays each wholesaler what is available, netted, with one transfer', async () => {
    await earn(db, roastery, 5_000);
    await earn(db, roastery, 2_500);
    await earn(db, roastery, -690);
    await earn(db, roastery, 9_999, '2026-03-21');
    await earn(db, pottery, 4_000);
    const report = await night('2026-03-20');
    expect(report).toMatchObject({ status: 'finished', carryovers: [] });
    expect(report.payouts.map(payout => [payout.wholesaler, payout.amountCents, payout.status])).toEqual([
      ['Clay & Co', 4_000, 'sent'],
      ['North Roastery', 6_810, 'sent'],
    ]);
    expect(rig.transferred()).toEqual([
      ['acct_pottery', 4_000],
      ['acct_roastery', 6_810],
    ]);
    expect((await db('letters').pluck('kind')).sort()).toEqual(['payout-receipt', 'payout-receipt']);
    await sound();
  });

  it('a second run changes nothing, and the next night pays only what is new', async () => {
    await earn(db, roastery, 5_000);
    await night('2026-03-20');
    await earn(db, roastery, 1_000);
    expect((await night('2026-03-20')).payouts).toHaveLength(1);
    expect(rig.transferred()).toHaveLength(1);
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(rig.transferred().map(([, cents]) => cents)).toEqual([5_000, 1_000]);
    await sound();
  });

  it('missed nights are made up for by one payout', async () => {
    await earn(db, roastery, 1_000, '2026-03-11');
    await earn(db, roastery, 2_000, '2026-03-15');
    await night('2026-03-20');
    expect(rig.transferred().map(([, cents]) => cents)).toEqual([3_000]);
  });

  it('a day that is not over is refused', async () => {
    await expect(night('2026-03-21')).rejects.toMatchObject({ code: 'date_in_future' });
  });

  it.each([
    ['below_minimum', { minimum_payout_cents: 9_000 }, 5_000],
    ['payouts_paused', { payouts_paused_at: new Date(), payouts_paused_reason: 'Under review' }, 5_000],
    ['payouts_not_enabled', { payouts_enabled: false }, 5_000],
    ['no_account_in_currency', { payout_currencies: ['USD'] }, 5_000],
    ['not_approved', { status: 'suspended' }, 5_000],
    ['negative_balance', { minimum_payout_cents: 100 }, -300],
  ])('%s carries over with its reason', async (reason, change, amount) => {
    await earn(db, roastery, amount);
    await db('wholesalers').where({ id: roastery }).update(change);
    const report = await night('2026-03-20');
    expect(report).toMatchObject({
      status: 'finished',
      payouts: [],
      carryovers: [{ wholesaler: 'North Roastery', amountCents: amount, reason }],
    });
    await sound();
  });

  it('whose onboarding is not finished waits', async () => {
    await earn(db, candlery, 5_000);
    expect((await night('2026-03-20')).carryovers).toMatchObject([{ reason: 'payouts_not_enabled' }]);
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(await db('letters').pluck('kind')).toEqual(['payout-held']);
  });

  it('when the balance is short, the oldest go first and the rest are sent when it arrives', async () => {
    await earn(db, pottery, 4_000);
    await earn(db, roastery, 3_000);
    rig = await payoutRig(db, { fundsCents: 5_000 });
    const report = await night('2026-03-20');
    expect(report.status).toBe('running');
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'scheduled' });
    expect(report.payouts[1]!.reason).toContain('Waits');
    rig.stripe.addFunds(100_000);
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect((await night('2026-03-20')).status).toBe('finished');
    await sound();
  });

  it('nothing is paid while the books are wrong', async () => {
    await earn(db, roastery, 5_000);
    await night('2026-03-20');
    await db('payouts').update({ amount_cents: 4_999 });
    rig.setNow('2026-03-21T02:00:00Z');
    await earn(db, pottery, 5_000);
    await expect(night('2026-03-21')).rejects.toMatchObject({ code: 'books_not_sound' });
    expect(rig.transferred()).toHaveLength(1);
  });
});

describe('a large batch', () => {
  it('waits for a second person', async () => {
    rig.services.settings.payoutReleaseAboveCents = 5_000;
    await earn(db, roastery, 6_000);
    const run = () => payOutWholesalers(rig.services, { date: '2026-03-20', requestedBy: finance });
    const report = await run();
    expect(report).toMatchObject({ status: 'awaiting_release', payouts: [{ status: 'scheduled' }] });
    expect((await run()).status).toBe('awaiting_release');
    const id = report.batchId!;
    await expect(releaseForSending(rig.services, { id, actor: finance })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await releaseForSending(rig.services, { id, actor: controller })).toEqual({ status: 'finished' });
    expect(rig.transferred()).toHaveLength(1);
    await sound();
  });
});

describe('the dry run', () => {
  it('tells what would happen and does nothing', async () => {
    await earn(db, roastery, 6_000);
    await earn(db, pottery, -100);
    expect(await previewPayouts(rig.services, '2026-03-20')).toMatchObject({
      isDryRun: true,
      payouts: [{ wholesaler: 'North Roastery', amountCents: 6_000, status: 'would_be_sent' }],
      carryovers: [{ wholesaler: 'Clay & Co', reason: 'negative_balance' }],
    });
    expect(await db('payout_batches')).toEqual([]);
    expect(rig.transferred()).toEqual([]);
  });
});

if (isNative)
  describe('two runs at once', () => {
    it('pay once', async () => {
      await earn(db, roastery, 5_000);
      await earn(db, pottery, 4_000);
      const reports = await Promise.all([night('2026-03-20'), night('2026-03-20'), night('2026-03-20')]);
      expect(reports.some(report => report.status === 'finished')).toBe(true);
      expect(rig.transferred()).toHaveLength(2);
      await sound();
    });

    it('of two dates share what is due', async () => {
      rig.setNow('2026-03-21T02:00:00Z');
      await earn(db, roastery, 5_000);
      await Promise.all([night('2026-03-20'), night('2026-03-21')]);
      await finishPayouts(rig.services);
      expect(rig.transferred().map(([, cents]) => cents)).toEqual([5_000]);
      await sound();
    });
  });
