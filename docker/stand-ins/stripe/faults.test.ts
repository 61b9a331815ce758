import { expect, it } from 'vitest';
import { openStripe } from './testing.ts';

const payout = { amount: 1_000, currency: 'eur', destination: 'acct_roastery' };

async function funded() {
  const opened = await openStripe();
  opened.control.ensureAccount('acct_roastery');
  opened.control.addFunds(10_000);
  const send = (stripe = opened.stripe) => stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  return { ...opened, send };
}

it('a 500 at the door has no effect and is not kept: the next try goes through', async () => {
  const { control, send } = await funded();
  control.fault({ kind: '500', method: 'POST', path: '/v1/transfers' });
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  expect(control.transfers()).toHaveLength(0);
  await send();
  expect(control.transfers()).toHaveLength(1);
});

it.each([
  { when: 'before', made: 0 },
  { when: 'after', made: 1 },
] as const)(
  'a hang $when the effect: the client gives up, $made transfers are made, the key makes the repetition safe',
  async ({ when, made }) => {
    const { control, client, send } = await funded();
    control.fault({ kind: 'hang', when, path: '/v1/transfers' });
    await expect(send(client({ timeout: 100 }))).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(control.transfers()).toHaveLength(made);
    await send();
    expect(control.transfers()).toHaveLength(1);
  },
);

it.each([
  { when: 'before', made: 0 },
  { when: 'after', made: 1 },
] as const)(
  'a reset $when the effect, on both tries of the client: $made transfers are made',
  async ({ when, made }) => {
    const { control, send } = await funded();
    control.fault({ kind: 'reset', when, path: '/v1/transfers', times: 2 });
    await expect(send()).rejects.toMatchObject({ type: 'StripeConnectionError' });
    expect(control.transfers()).toHaveLength(made);
    await send();
    expect(control.transfers()).toHaveLength(1);
  },
);

it('429 tells when to come back', async () => {
  const { control, send } = await funded();
  control.fault({ kind: '429' });
  await expect(send()).rejects.toMatchObject({ statusCode: 429, code: 'rate_limit', headers: { 'retry-after': '1' } });
});

it('a fault strikes its method and path, so many times, and no others', async () => {
  const { control, stripe, send } = await funded();
  control.fault({ kind: '500', method: 'POST', path: '/v1/transfers/:id/reversals', times: 2 });
  const { id } = await send();
  await stripe.transfers.listReversals(id);
  for (const _ of [1, 2]) await expect(stripe.transfers.createReversal(id)).rejects.toMatchObject({ statusCode: 500 });
  await expect(stripe.transfers.createReversal(id)).resolves.toMatchObject({ amount: 1_000 });
});

it('other processes script the same over HTTP', async () => {
  const { url, send, control } = await funded();
  const post = (path: string, body: object) =>
    fetch(`${url}/_control${path}`, { method: 'POST', body: JSON.stringify(body) });
  expect((await post('/faults', { kind: '500', path: '/v1/transfers' })).status).toBe(204);
  await expect(send()).rejects.toMatchObject({ statusCode: 500 });
  await post('/faults', { kind: '500' });
  await fetch(`${url}/_control/faults`, { method: 'DELETE' });
  await send();
  await post('/funds', { amount: 500 });
  expect(control.transfers()).toHaveLength(1);
  const answer = await fetch(`${url}/_control/transfers`);
  expect(await answer.json()).toMatchObject([{ amount: 1_000, destination: 'acct_roastery' }]);
});
