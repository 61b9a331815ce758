import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { applyTransferReversed } from './apply-transfer-event.ts';
import { finishPayouts } from './finish-payouts.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, payoutRig } from './payouts.testing.ts';
import { decideOnReversal, previewReversal, reverseTransfer } from './reverse-transfer.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;
const finance = { userId: WORLD.users.finance, role: 'finance' };
const controller = { userId: WORLD.users.controller, role: 'finance' };
let rig: Awaited<ReturnType<typeof payoutRig>>;
let payoutId: string;
let transferId: string;

/** 100.00 were paid out, and 60.00 of it have to be given back since. */
beforeEach(async () => {
  await clearPayouts(db);
  await db.raw('truncate audit_log');
  rig = await payoutRig(db);
  await earn(db, roastery, 10_000);
  await payOutWholesalers(rig.services, { date: '2026-03-20', requestedBy: null });
  ({ id: payoutId, stripe_transfer_id: transferId } = await db('payouts').first());
  await earn(db, roastery, -6_000, '2026-03-20');
});

const ask = (amountCents: number | null, requestKey = 'once') =>
  reverseTransfer(rig.services, {
    ...{ payoutId, amountCents, requestKey },
    ...{ reason: 'Order S-1 was refunded after its payout', actor: finance },
  });
const back = () => rig.stripe.transfers()[0]!.amount_reversed;
const postings = () => db('ledger_transactions').where({ kind: 'transfer_reversed' }).orderBy('id').pluck('memo');
const letters = () => db('letters').whereIn('kind', ['transfer-reversed', 'payout-failed']).orderBy('id').pluck('kind');
const isSound = async () => expect(faults(await verify(db))).toEqual([]);

describe('a transfer that finance takes back in part', () => {
  it('does what its preview says, once for a double click, and tells the wholesaler why', async () => {
    const { balances, amountCents } = await previewReversal(rig.services, { payoutId, amountCents: 6_000 });
    expect(amountCents).toBe(6_000);
    expect(balances).toContainEqual({ label: 'Available', beforeCents: -6_000, afterCents: 0 });
    expect(balances).toContainEqual({ label: 'It owes the platform', beforeCents: 6_000, afterCents: 0 });
    expect(await db('transfer_reversals')).toEqual([]);
    const [first, second] = await Promise.all([ask(6_000), ask(6_000)]);
    expect(second.id).toBe(first.id);
    expect((await db('transfer_reversals').first()).status).toBe('reversed');
    expect(back()).toBe(6_000);
    expect(await postings()).toHaveLength(1);
    expect(await letters()).toEqual(['transfer-reversed']);
    expect((await db('letters').where({ kind: 'transfer-reversed' }).first()).data).toMatchObject({
      ...{ amountCents: 6_000, availableCents: 0, reason: 'Order S-1 was refunded after its payout' },
    });
    expect(await db('audit_log').pluck('action')).toEqual(['reverse.payout']);
    await isSound();
  });

  it('is not posted again by its own webhook, however often and in whatever order it comes', async () => {
    await ask(2_000);
    await ask(1_000, 'twice');
    for (const totalReversedCents of [3_000, 2_000, 3_000])
      await db.transaction(trx => applyTransferReversed(trx, rig.services, { transferId, totalReversedCents }));
    expect(await postings()).toHaveLength(2);
    expect(await letters()).toEqual(['transfer-reversed', 'transfer-reversed']);
    await isSound();
  });

  it('is finished by the webhook when that is faster, and what else came back is told apart', async () => {
    rig.stripe.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/transfers/:id/reversals' });
    const { id, status } = await ask(2_000);
    expect(status).toBe('sending');
    rig.stripe.reverseTransfer(transferId, 500);
    const ours = [{ reversalId: id, stripeReversalId: 'trr_ours' }];
    const told = { transferId, totalReversedCents: 2_500, ours };
    await db.transaction(trx => applyTransferReversed(trx, rig.services, told));
    expect((await db('transfer_reversals').first()).status).toBe('reversed');
    expect((await letters()).sort()).toEqual(['payout-failed', 'transfer-reversed']);
    expect((await db('letters').where({ kind: 'payout-failed' }).first()).data).toMatchObject({ amountCents: 500 });
    await isSound();
  });

  it.each(['500', 'hang'] as const)('taken though Stripe answered with %s is found, not taken twice', async kind => {
    rig.stripe.fault({ kind, when: 'after', method: 'POST', path: '/v1/transfers/:id/reversals' });
    expect(await ask(6_000)).toMatchObject({
      status: 'sending',
      status_reason: expect.stringContaining('look it up'),
    });
    rig.stripe.pruneKeys();
    rig.setNow('2026-03-21T05:00:00Z');
    await finishPayouts(rig.services);
    expect((await db('transfer_reversals').first()).status).toBe('reversed');
    expect(back()).toBe(6_000);
    expect(await letters()).toEqual(['transfer-reversed']);
    await isSound();
  });

  it('that a crash cut off before Stripe was asked is made by the next run', async () => {
    await ask(6_000);
    await db('transfer_reversals').del();
    await db('transfer_reversals').insert({
      ...{ payout_id: payoutId, status: 'pending', currency: 'EUR', amount_cents: 1_000, reason: 'Cut off' },
      ...{ request_key: 'cut off', requested_by: finance.userId },
    });
    await finishPayouts(rig.services);
    expect(back()).toBe(7_000);
    await isSound();
  });
});

describe('what cannot be taken back', () => {
  it('is more than is left of the transfer, for people and for the database', async () => {
    await ask(6_000);
    await expect(ask(4_001, 'more')).rejects.toThrow('Only €40.00');
    await expect(previewReversal(rig.services, { payoutId, amountCents: 4_001 })).rejects.toThrow('Only €40.00');
    const around = { payout_id: payoutId, status: 'pending', currency: 'EUR', amount_cents: 4_001, reason: 'Around' };
    await expect(
      db('transfer_reversals').insert({ ...around, request_key: 'around', requested_by: finance.userId }),
    ).rejects.toThrow('reversals of payout');
    expect((await ask(null, 'rest')).amount_cents).toBe(4_000);
    expect(back()).toBe(10_000);
    await isSound();
  });

  it('is what the account at Stripe does not hold: refused in plain words, and nothing is half done', async () => {
    const preview = () => previewReversal(rig.services, { payoutId, amountCents: 6_000 });
    const heldNow = async () => (await preview()).facts.at(-1)?.value;
    expect([await heldNow(), (await preview()).notes[0]]).toEqual([
      '€100.00',
      expect.stringContaining('too little by then'),
    ]);
    rig.stripe.payOutToBank('acct_roastery', 7_000);
    expect(await heldNow()).toBe('€30.00');
    expect((await preview()).notes[0]).toContain('holds €30.00, less than this: Stripe refuses it');
    rig.stripe.fault({ kind: '500', method: 'GET', path: '/v1/balance', times: 5 });
    expect(await heldNow()).toBe('Stripe does not say');
    rig.stripe.clearFaults();
    expect(await ask(6_000)).toMatchObject({ status: 'refused', status_reason: expect.stringContaining('too little') });
    expect([back(), await postings(), await letters()]).toEqual([0, [], []]);
    expect((await previewReversal(rig.services, { payoutId, amountCents: null })).amountCents).toBe(10_000);
    await isSound();
  });

  it('is a payout that is not sent', async () => {
    await earn(db, roastery, 20_000, '2026-03-21');
    rig.stripe.restrict('acct_roastery');
    rig.setNow('2026-03-21T02:00:00Z');
    await payOutWholesalers(rig.services, { date: '2026-03-21', requestedBy: null });
    const { id } = await db('payouts').whereNot({ status: 'sent' }).first();
    await expect(previewReversal(rig.services, { payoutId: id, amountCents: 1 })).rejects.toThrow('nothing of it has');
  });
});

describe('above the limit for one person', () => {
  beforeEach(() => {
    rig.services.settings.payoutReleaseAboveCents = 5_000;
  });

  it('it waits for a second one', async () => {
    const { id, status } = await ask(6_000);
    expect([status, back()]).toEqual(['awaiting_release', 0]);
    await expect(ask(5_000, 'beside')).rejects.toThrow('Only €40.00');
    await expect(decideOnReversal(rig.services, { id, isApproved: true, actor: finance })).rejects.toThrow('Another');
    expect(await decideOnReversal(rig.services, { id, isApproved: true, actor: controller })).toMatchObject({
      status: 'reversed',
    });
    await expect(decideOnReversal(rig.services, { id, isApproved: true, actor: controller })).rejects.toThrow(
      'nothing to decide',
    );
    expect(back()).toBe(6_000);
    await isSound();
  });

  it('declined, nothing is taken', async () => {
    const { id } = await ask(6_000);
    await decideOnReversal(rig.services, { id, isApproved: false, actor: controller });
    expect([back(), (await db('transfer_reversals').first()).status]).toEqual([0, 'declined']);
    await isSound();
  });
});
