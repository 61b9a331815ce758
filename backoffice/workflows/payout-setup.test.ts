import { beforeEach, describe, expect, it } from 'vitest';
import { findWholesalerAccount, sayRequirements } from '#backoffice/commerce/wholesaler/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { connectStripeAccount } from './connect-stripe-account.ts';
import { pausePayouts } from './pause-payouts.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { clearPayouts, earn, payoutRig } from './payouts.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;
let rig: Awaited<ReturnType<typeof payoutRig>>;
let told = 0;

beforeEach(async () => {
  await clearPayouts(db);
  await db('wholesalers')
    .where({ id: roastery })
    .update({ stripe_account_id: 'acct_roastery', payouts_enabled: true, payout_currencies: null });
  rig = await payoutRig(db);
});

/** Stripe says that something of the roastery's account changed. */
async function hear(type: string): Promise<string> {
  told += 1;
  const [event] = await db('webhook_events')
    .insert({
      provider: 'stripe_connect',
      event_id: `evt_setup_${told}`,
      type,
      occurred_at: new Date(),
      payload: JSON.stringify({ account: 'acct_roastery', object: { id: 'of_something' } }),
    })
    .returning('id');
  await applyStripeEvent(rig.services, { webhookEventId: event.id });
  return (await db('webhook_events').where({ id: event.id }).first('outcome')).outcome;
}
const account = async () => (await findWholesalerAccount(db, roastery))!;
const night = (date: string) => payOutWholesalers(rig.services, { date, requestedBy: null });

describe('a connected account', () => {
  it.each([
    'account.updated',
    'capability.updated',
    'account.external_account.created',
    'account.external_account.deleted',
    'person.updated',
  ])('is read anew when Stripe tells of %s', async type => {
    rig.stripe.restrict('acct_roastery', { due: ['company.tax_id'] });
    expect(await hear(type)).toBe('Account updated');
    const { payouts_enabled, stripe_account_state } = await account();
    expect(payouts_enabled).toBe(false);
    expect(sayRequirements(stripe_account_state)).toMatchObject([
      { label: 'The tax number of your company', urgency: 'overdue' },
    ]);
    rig.stripe.onboard('acct_roastery');
    await hear(type);
    expect(sayRequirements((await account()).stripe_account_state)).toEqual([]);
  });

  it('is paid in the currencies its bank accounts take; the rest carries over until it has one', async () => {
    await earn(db, roastery, 5_000);
    rig.stripe.addBankAccount('acct_roastery', 'usd');
    await hear('account.external_account.created');
    expect((await account()).payout_currencies).toEqual(['USD']);
    expect((await night('2026-03-20')).carryovers).toMatchObject([{ reason: 'no_account_in_currency' }]);
    expect(await db('letters').where({ kind: 'payout-held' })).toHaveLength(1);
    rig.stripe.addBankAccount('acct_roastery', 'eur');
    await hear('account.external_account.created');
    rig.setNow('2026-03-21T02:00:00Z');
    expect((await night('2026-03-21')).payouts).toMatchObject([{ amountCents: 5_000, status: 'sent' }]);
  });

  it('gets a new link to Stripe at every click, which leads back to where a new one is made', async () => {
    const first = await connectStripeAccount(rig.services, { wholesalerId: roastery });
    expect(await connectStripeAccount(rig.services, { wholesalerId: roastery })).not.toBe(first);
    expect((await account()).stripe_account_id).toBe('acct_roastery');
  });
});

describe('pausing payouts', () => {
  const actor = { userId: WORLD.users.admin, role: 'admin', requestId: 'r-1' };
  const own = { userId: WORLD.users.roaster, role: 'wholesaler', requestId: 'r-2' };
  const pause = (by: 'platform' | 'wholesaler', isPaused: boolean, reason?: string) =>
    pausePayouts(rig.services, {
      wholesalerId: roastery,
      isPaused,
      by,
      reason,
      actor: by === 'platform' ? actor : own,
    });
  const letters = () => db('letters').where({ kind: 'payouts-paused' }).orderBy('created_at').pluck('data');

  it('by the wholesaler itself holds the night, and goes on when it says so; its people and the audit log know', async () => {
    await earn(db, roastery, 5_000);
    await expect(pause('wholesaler', true, ' ')).rejects.toMatchObject({ details: [{ code: 'reason_missing' }] });
    await pause('wholesaler', true, 'We change our bank');
    await expect(pause('wholesaler', true, 'Again')).rejects.toMatchObject({ code: 'already_so' });
    expect((await night('2026-03-20')).carryovers).toMatchObject([{ reason: 'payouts_paused' }]);
    await pause('wholesaler', false);
    rig.setNow('2026-03-21T02:00:00Z');
    expect((await night('2026-03-21')).payouts).toMatchObject([{ amountCents: 5_000, status: 'sent' }]);
    expect(await letters()).toMatchObject([{ isPaused: true, by: 'wholesaler' }, { isPaused: false }]);
    expect(await db('audit_log').where({ subject_id: roastery }).orderBy('created_at').pluck('action')).toEqual([
      'pause.payouts',
      'resume.payouts',
    ]);
  });

  it('by the marketplace ends only with the marketplace', async () => {
    await pause('platform', true, 'Three chargebacks');
    await expect(pause('wholesaler', false)).rejects.toMatchObject({ kind: 'forbidden', code: 'paused_by_platform' });
    expect(await account()).toMatchObject({
      payouts_paused_by: 'platform',
      payouts_paused_reason: 'Three chargebacks',
    });
    await pause('platform', false);
    expect((await account()).payouts_paused_at).toBeNull();
  });
});
