import { expect, it } from 'vitest';
import { openSession, openStripe } from './testing.ts';

const to = (destination: string, amount: number, group?: string) => ({
  amount,
  currency: 'eur',
  destination,
  ...(group && { transfer_group: group }),
});

it('a transfer draws on the available balance, and is refused when that is short', async () => {
  const { stripe, control } = await openStripe();
  control.ensureAccount('acct_roastery');
  control.addFunds(1_000);
  await expect(stripe.transfers.create(to('acct_roastery', 1_001))).rejects.toMatchObject({
    type: 'StripeInvalidRequestError',
    code: 'balance_insufficient',
  });
  await stripe.transfers.create(to('acct_roastery', 1_000));
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0, currency: 'eur' }]);
});

it('a charge is pending until it settles; only then can it be sent on', async () => {
  const { stripe, control } = await openStripe({ settleSeconds: 2 * 86_400 });
  control.ensureAccount('acct_roastery');
  const session = await openSession(stripe, { amount: 5_000 });
  control.pay(session.id);
  const charged = 5_000 - 100;
  expect(await stripe.balance.retrieve()).toMatchObject({ available: [{ amount: 0 }], pending: [{ amount: charged }] });
  await expect(stripe.transfers.create(to('acct_roastery', 100))).rejects.toMatchObject({
    code: 'balance_insufficient',
  });
  control.advanceClock(2 * 86_400);
  expect(await stripe.balance.retrieve()).toMatchObject({ available: [{ amount: charged }], pending: [{ amount: 0 }] });
  await stripe.transfers.create(to('acct_roastery', 100));
});

it('nothing is sent to an account that is not ready, restricted or unknown', async () => {
  const { stripe, control } = await openStripe();
  control.addFunds(1_000);
  control.ensureAccount('acct_new', { isReady: false });
  control.ensureAccount('acct_restricted');
  control.restrict('acct_restricted');
  for (const id of ['acct_new', 'acct_restricted']) {
    await expect(stripe.transfers.create(to(id, 100))).rejects.toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    });
  }
  await expect(stripe.transfers.create(to('acct_none', 100))).rejects.toMatchObject({ code: 'resource_missing' });
});

it('transfers are found by their group, page by page, newest first', async () => {
  const { stripe, control } = await openStripe();
  control.ensureAccount('acct_roastery');
  control.addFunds(10_000);
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    made.push((await stripe.transfers.create(to('acct_roastery', 100 + index, 'payout_1'))).id);
  }
  await stripe.transfers.create(to('acct_roastery', 1, 'payout_2'));
  const page = await stripe.transfers.list({ transfer_group: 'payout_1', limit: 2 });
  expect(page).toMatchObject({ has_more: true, data: [{ id: made[4] }, { id: made[3] }] });
  const all: string[] = [];
  for await (const { id } of stripe.transfers.list({ transfer_group: 'payout_1', limit: 2 })) all.push(id);
  expect(all).toEqual(made.toReversed());
});

it('a transfer is reversed in parts, never beyond itself nor beyond what the account still holds', async () => {
  const { stripe, control } = await openStripe();
  control.ensureAccount('acct_roastery');
  control.addFunds(1_000);
  const { id } = await stripe.transfers.create(to('acct_roastery', 1_000));
  await stripe.transfers.createReversal(id, { amount: 300 });
  await expect(stripe.transfers.createReversal(id, { amount: 701 })).rejects.toMatchObject({ param: 'amount' });
  expect(await stripe.transfers.retrieve(id)).toMatchObject({ amount_reversed: 300, reversed: false });
  control.payOutToBank('acct_roastery', 600);
  await expect(stripe.transfers.createReversal(id, { amount: 700 })).rejects.toMatchObject({
    code: 'balance_insufficient',
  });
  await stripe.transfers.createReversal(id, { amount: 100 });
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 400 }]);
});

it('balance transactions tell the whole story of the balance', async () => {
  const { stripe, control } = await openStripe();
  control.ensureAccount('acct_roastery');
  const session = await openSession(stripe, { amount: 5_000 });
  control.pay(session.id);
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  await stripe.refunds.create({ payment_intent: String(payment_intent), amount: 1_000 });
  const { id } = await stripe.transfers.create(to('acct_roastery', 2_000));
  await stripe.transfers.createReversal(id, { amount: 500 });
  const { data } = await stripe.balanceTransactions.list();
  expect(data.map(({ type, net }) => [type, net])).toEqual([
    ['transfer_refund', 500],
    ['transfer', -2_000],
    ['refund', -1_000],
    ['charge', 4_900],
  ]);
  const expanded = await stripe.balanceTransactions.retrieve(data[3]!.id, { expand: ['source'] });
  expect(expanded.source).toMatchObject({ object: 'charge', transfer_group: 'order_o1' });
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 2_400 }]);
});
