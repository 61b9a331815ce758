import { expect, it } from 'vitest';
import { openStripe } from './testing.ts';

const payout = { amount: 1_000, currency: 'eur', destination: 'acct_roastery' };

async function funded(options = {}) {
  const opened = await openStripe(options);
  opened.control.ensureAccount('acct_roastery');
  opened.control.addFunds(10_000);
  return opened;
}

it('the same key and parameters send once and answer the same, marked as replayed', async () => {
  const { stripe, control } = await funded();
  const first = await stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  const second = await stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  expect(second.id).toBe(first.id);
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId);
  expect(control.transfers()).toHaveLength(1);
});

it('a replay tells the first answer, not what the object has become since', async () => {
  const { stripe } = await funded();
  const first = await stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  await stripe.transfers.createReversal(first.id, { amount: 400 });
  expect(await stripe.transfers.create(payout, { idempotencyKey: 'k1' })).toMatchObject({ amount_reversed: 0 });
});

it('the same key with other parameters is refused', async () => {
  const { stripe } = await funded();
  await stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  await expect(stripe.transfers.create({ ...payout, amount: 999 }, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    statusCode: 400,
    rawType: 'idempotency_error',
  });
});

it('a 500 after the effect is kept: every repetition gets it again, though the transfer exists', async () => {
  const { stripe, control } = await funded();
  control.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/transfers' });
  const send = () => stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  await expect(send()).rejects.toMatchObject({ statusCode: 500, rawType: 'api_error' });
  await expect(send()).rejects.toMatchObject({
    statusCode: 500,
    headers: { 'idempotent-replayed': 'true', 'stripe-should-retry': 'false' },
  });
  expect(control.transfers()).toHaveLength(1);
});

it('a 500 during the work is kept as well, though nothing happened', async () => {
  const { stripe, control } = await funded();
  control.fault({ kind: '500', when: 'during', path: '/v1/transfers' });
  const send = () => stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  expect(control.transfers()).toHaveLength(0);
});

it('a refusal by the rules is kept, a malformed request is not', async () => {
  const { stripe, control } = await funded();
  const tooMuch = { ...payout, amount: 20_000 };
  await expect(stripe.transfers.create(tooMuch, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    code: 'balance_insufficient',
  });
  control.addFunds(50_000);
  await expect(stripe.transfers.create(tooMuch, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    code: 'balance_insufficient',
  });
  await expect(
    stripe.transfers.create({ ...payout, destination: 'acct_none' }, { idempotencyKey: 'k2' }),
  ).rejects.toMatchObject({ code: 'resource_missing' });
  await expect(stripe.transfers.create(payout, { idempotencyKey: 'k2' })).resolves.toMatchObject({ amount: 1_000 });
});

it('a second request while the first is at work answers 409; the first is finished late and then replayed', async () => {
  const { client, stripe, control } = await funded();
  control.fault({ kind: 'hang', when: 'during', path: '/v1/transfers' });
  await expect(client({ timeout: 100 }).transfers.create(payout, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    type: 'StripeConnectionError',
  });
  await expect(stripe.transfers.create(payout, { idempotencyKey: 'k1' })).rejects.toMatchObject({
    statusCode: 409,
    code: 'idempotency_key_in_use',
  });
  expect(control.transfers()).toHaveLength(0);
  control.releaseHung();
  const late = await stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  expect(control.transfers()).toMatchObject([{ id: late.id }]);
});

it('keys are forgotten after a day, or when told: then the same request sends again', async () => {
  const { stripe, control } = await funded();
  const send = () => stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  const first = await send();
  control.advanceClock(23 * 3600);
  expect((await send()).id).toBe(first.id);
  control.advanceClock(2 * 3600);
  const second = await send();
  expect(second.id).not.toBe(first.id);
  control.pruneKeys();
  expect((await send()).id).not.toBe(second.id);
});
