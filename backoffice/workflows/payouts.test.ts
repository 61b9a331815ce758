import { beforeEach, describe, expect, it } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { applyTransferReversed } from './apply-transfer-event.ts';
import { finishPayouts } from './finish-payouts.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { payoutRig } from './payouts.testing.ts';
import { previewPayouts } from './preview-payouts.ts';
import { releaseForSending } from './release-payout.ts';
import { retryPayout } from './retry-payout.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery, candlery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
let rig: Awaited<ReturnType<typeof payoutRig>>;
const night = (date: string) => payOutWholesalers(rig.services, { date, requestedBy: null });

beforeEach(async () => {
  rig = await payoutRig(db);
  await db.raw('truncate ledger_transactions, payout_batches, letters cascade');
  await db.raw('delete from pgboss.job');
  await db('wholesalers')
    .whereIn('id', [roastery, pottery])
    .update({ status: 'approved', payouts_enabled: true, payouts_paused_at: null, minimum_payout_cents: 100 });
  await db('wholesalers').where({ id: roastery }).update({ stripe_account_id: 'acct_roastery' });
});

let earned = 0;
/** What a wholesaler is owed; negative: a cost. */
const earn = (wholesalerId: string, amountCents: number, availableOn = '2026-03-20') =>
  db.transaction(trx =>
    postTransaction(trx, {
      kind: 'adjustment',
      cause: `test:${earned++}`,
      memo: 'Earned',
      occurredAt: new Date('2026-03-10T10:00:00Z'),
      entries: [
        {
          account: { kind: 'wholesaler_payable', wholesalerId },
          currency: 'EUR',
          amountCents: -amountCents,
          availableOn,
        },
        { account: { kind: 'adjustments' }, currency: 'EUR', amountCents },
      ],
    }),
  );
const statuses = async () =>
  Object.fromEntries(
    (
      await db('payouts as p')
        .join('wholesalers as w', 'w.id', 'p.wholesaler_id')
        .orderBy('p.batch_date')
        .select('w.slug', 'p.status')
    ).map(row => [row.slug, row.status]),
  );
const sound = async () => expect(faults(await verify(db))).toEqual([]);

describe('the nightly run', () => {
  it('pays each wholesaler what is available, netted, with one transfer', async () => {
    await earn(roastery, 5_000);
    await earn(roastery, 2_500);
    await earn(roastery, -690);
    await earn(roastery, 9_999, '2026-03-21');
    await earn(pottery, 4_000);
    const report = await night('2026-03-20');
    expect(report).toMatchObject({ status: 'finished', carryovers: [] });
    expect(report.payouts.map(payout => [payout.wholesaler, payout.amountCents, payout.status])).toEqual([
      ['Clay & Co', 4_000, 'sent'],
      ['North Roastery', 6_810, 'sent'],
    ]);
    expect(rig.processor.made.map(transfer => [transfer.accountId, transfer.amountCents])).toEqual([
      ['acct_pottery', 4_000],
      ['acct_roastery', 6_810],
    ]);
    expect((await db('letters').pluck('kind')).sort()).toEqual(['payout-receipt', 'payout-receipt']);
    await sound();
  });

  it('a second run changes nothing, and the next night pays only what is new', async () => {
    await earn(roastery, 5_000);
    await night('2026-03-20');
    await earn(roastery, 1_000);
    expect((await night('2026-03-20')).payouts).toHaveLength(1);
    expect(rig.processor.made).toHaveLength(1);
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(rig.processor.made.map(transfer => transfer.amountCents)).toEqual([5_000, 1_000]);
    await sound();
  });

  it('missed nights are made up for by one payout', async () => {
    await earn(roastery, 1_000, '2026-03-11');
    await earn(roastery, 2_000, '2026-03-15');
    await night('2026-03-20');
    expect(rig.processor.made.map(transfer => transfer.amountCents)).toEqual([3_000]);
  });

  it('a day that is not over is refused', async () => {
    await expect(night('2026-03-21')).rejects.toMatchObject({ code: 'date_in_future' });
  });

  it.each([
    ['below_minimum', { minimum_payout_cents: 9_000 }, 5_000],
    ['payouts_paused', { payouts_paused_at: new Date(), payouts_paused_reason: 'Under review' }, 5_000],
    ['payouts_not_enabled', { payouts_enabled: false }, 5_000],
    ['not_approved', { status: 'suspended' }, 5_000],
    ['negative_balance', { minimum_payout_cents: 100 }, -300],
  ])('%s carries over with its reason', async (reason, change, amount) => {
    await earn(roastery, amount);
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
    await earn(candlery, 5_000);
    expect((await night('2026-03-20')).carryovers).toMatchObject([{ reason: 'payouts_not_enabled' }]);
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(await db('letters').pluck('kind')).toEqual(['payout-held']);
  });

  it('when the balance is short, the oldest go first and the rest are sent when it arrives', async () => {
    await earn(pottery, 4_000);
    await earn(roastery, 3_000);
    rig.processor.balance.set('EUR', 5_000);
    const report = await night('2026-03-20');
    expect(report.status).toBe('running');
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'scheduled' });
    expect(report.payouts[1]!.reason).toContain('Waits');
    rig.processor.balance.set('EUR', 100_000);
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect((await night('2026-03-20')).status).toBe('finished');
    await sound();
  });

  it('nothing is paid while the books are wrong', async () => {
    await earn(roastery, 5_000);
    await night('2026-03-20');
    await db('payouts').update({ amount_cents: 4_999 });
    rig.setNow('2026-03-21T02:00:00Z');
    await earn(pottery, 5_000);
    await expect(night('2026-03-21')).rejects.toMatchObject({ code: 'books_not_sound' });
    expect(rig.processor.made).toHaveLength(1);
  });
});

describe('failures', () => {
  beforeEach(async () => {
    await earn(pottery, 4_000);
    await earn(roastery, 3_000);
  });

  it('one that is refused stops no other; it is told, and the next night tries again', async () => {
    rig.processor.script({ kind: 'refused', when: 'before', account: 'acct_pottery' });
    const report = await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': 'failed', 'north-roastery': 'sent' });
    expect(report.payouts[0]!.reason).toContain('Stripe refused');
    expect((await db('letters').pluck('kind')).sort()).toEqual(['payout-failed', 'payout-receipt']);
    await night('2026-03-20');
    expect(await statuses()).toMatchObject({ 'clay-and-co': 'failed' });
    rig.setNow('2026-03-21T02:00:00Z');
    await night('2026-03-21');
    expect(await statuses()).toMatchObject({ 'clay-and-co': 'sent' });
    expect(rig.processor.made).toHaveLength(2);
    await sound();
  });

  it.each(['before', 'after'] as const)('an answer lost %s the transfer: paid once', async when => {
    rig.processor.script({ kind: 'unknown', when, account: 'acct_pottery' });
    await night('2026-03-20');
    expect(await statuses()).toEqual({
      'clay-and-co': when === 'after' ? 'sent' : 'sending',
      'north-roastery': 'sent',
    });
    rig.setNow('2026-03-20T02:12:00Z');
    await finishPayouts(rig.services);
    await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
    expect(rig.processor.made).toHaveLength(2);
    await sound();
  });

  it('a balance that turns out too small puts the payout back', async () => {
    rig.processor.script({ kind: 'insufficient', when: 'before', account: 'acct_pottery' });
    await night('2026-03-20');
    expect(await statuses()).toEqual({ 'clay-and-co': 'scheduled', 'north-roastery': 'scheduled' });
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'sent' });
  });

  it('finance tries a failed payout again', async () => {
    rig.processor.script({ kind: 'refused', when: 'before', account: 'acct_pottery' });
    await night('2026-03-20');
    const { id } = await db('payouts').where({ status: 'failed' }).first('id');
    expect(await retryPayout(rig.services, { payoutId: id, actor: finance })).toEqual({ status: 'sent', reason: null });
    expect(await retryPayout(rig.services, { payoutId: id, actor: finance })).toEqual({ status: 'sent', reason: null });
    expect(rig.processor.made).toHaveLength(2);
  });

  it('no money goes to an account that was changed after the payout was made', async () => {
    rig.processor.balance.set('EUR', 0);
    await night('2026-03-20');
    rig.processor.balance.set('EUR', 100_000);
    await db('wholesalers').where({ id: roastery }).update({ stripe_account_id: 'acct_thief' });
    await finishPayouts(rig.services);
    expect(await statuses()).toEqual({ 'clay-and-co': 'sent', 'north-roastery': 'held' });
    expect(rig.processor.made.map(transfer => transfer.accountId)).toEqual(['acct_pottery']);
  });
});

describe('a transfer that comes back', () => {
  it('opens the debt again, once for each euro, and the next night pays it', async () => {
    await earn(roastery, 5_000);
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
    expect(rig.processor.made.map(transfer => transfer.amountCents)).toEqual([5_000, 5_000]);
    await sound();
  });

  it('of someone else is none of ours', async () => {
    const foreign = { transferId: 'tr_foreign', totalReversedCents: 1 };
    expect(await db.transaction(trx => applyTransferReversed(trx, rig.services, foreign))).toBe(false);
  });
});

describe('a large batch', () => {
  it('waits for a second person', async () => {
    rig.services.settings.payoutReleaseAboveCents = 5_000;
    await earn(roastery, 6_000);
    const run = () => payOutWholesalers(rig.services, { date: '2026-03-20', requestedBy: finance });
    const report = await run();
    expect(report).toMatchObject({ status: 'awaiting_release', payouts: [{ status: 'scheduled' }] });
    expect((await run()).status).toBe('awaiting_release');
    const id = report.batchId!;
    await expect(releaseForSending(rig.services, { id, actor: finance })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await releaseForSending(rig.services, { id, actor: controller })).toEqual({ status: 'finished' });
    expect(rig.processor.made).toHaveLength(1);
    await sound();
  });
});

describe('the dry run', () => {
  it('tells what would happen and does nothing', async () => {
    await earn(roastery, 6_000);
    await earn(pottery, -100);
    expect(await previewPayouts(rig.services, '2026-03-20')).toMatchObject({
      isDryRun: true,
      payouts: [{ wholesaler: 'North Roastery', amountCents: 6_000, status: 'would_be_sent' }],
      carryovers: [{ wholesaler: 'Clay & Co', reason: 'negative_balance' }],
    });
    expect(await db('payout_batches')).toEqual([]);
    expect(rig.processor.made).toEqual([]);
  });
});

describe.runIf(isNative)('two runs at once', () => {
  it('pay once', async () => {
    await earn(roastery, 5_000);
    await earn(pottery, 4_000);
    const reports = await Promise.all([night('2026-03-20'), night('2026-03-20'), night('2026-03-20')]);
    expect(reports.some(report => report.status === 'finished')).toBe(true);
    expect(rig.processor.made).toHaveLength(2);
    await sound();
  });

  it('of two dates share what is due', async () => {
    rig.setNow('2026-03-21T02:00:00Z');
    await earn(roastery, 5_000);
    await Promise.all([night('2026-03-20'), night('2026-03-21')]);
    await finishPayouts(rig.services);
    expect(rig.processor.made.map(transfer => transfer.amountCents)).toEqual([5_000]);
    await sound();
  });
});
