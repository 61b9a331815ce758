import { expect, it } from 'vitest';
import { openReceiver, openSession, openStripe } from './testing.ts';

const secrets = { platform: 'whsec_platform', connect: 'whsec_connect' };

async function connected() {
  const platform = await openReceiver();
  const connect = await openReceiver();
  const opened = await openStripe({
    webhooks: [
      { url: platform.url, secret: secrets.platform, kind: 'platform' },
      { url: connect.url, secret: secrets.connect, kind: 'connect' },
    ],
  });
  return { ...opened, ...opened.control, platform, connect };
}

it('a payment arrives signed, in order, at the platform’s endpoint alone', async () => {
  const { stripe, pay, webhooks, platform, connect } = await connected();
  const session = await openSession(stripe);
  pay(session.id);
  await webhooks.settled();
  expect(platform.types()).toEqual([
    'payment_intent.created',
    'charge.succeeded',
    'payment_intent.succeeded',
    'checkout.session.completed',
  ]);
  expect(connect.received).toEqual([]);
  const { body, signature } = platform.received[3]!;
  const event = stripe.webhooks.constructEvent(body, signature, secrets.platform);
  expect(event.data.object).toMatchObject({ id: session.id, payment_status: 'paid', metadata: { order_id: 'o1' } });
  expect(() => stripe.webhooks.constructEvent(body.replace('paid', 'due '), signature, secrets.platform)).toThrow();
  expect(() => stripe.webhooks.constructEvent(body, signature, secrets.connect)).toThrow();
  expect(await stripe.events.retrieve(event.id)).toMatchObject({ type: event.type, pending_webhooks: 0 });
});

it('what happens on connected accounts arrives at the other endpoint, with the account', async () => {
  const { stripe, control, webhooks, platform, connect } = await connected();
  control.ensureAccount('acct_roastery');
  control.addFunds(1_000);
  await stripe.transfers.create({ amount: 900, currency: 'eur', destination: 'acct_roastery' });
  const { id } = control.payOutToBank('acct_roastery', 900);
  control.failBankPayout(id);
  control.restrict('acct_roastery', { due: ['company.tax_id'] });
  control.disconnect('acct_roastery');
  await webhooks.settled();
  expect(platform.types()).toEqual(['transfer.created']);
  expect(connect.types()).toEqual([
    'account.updated',
    'payout.created',
    'payout.paid',
    'payout.failed',
    'account.updated',
    'account.application.deauthorized',
  ]);
  expect(connect.received.every(one => one.account === 'acct_roastery')).toBe(true);
});

it('an event that is not taken is tried again', async () => {
  const { stripe, expire, webhooks, platform } = await connected();
  platform.status = 500;
  expire((await openSession(stripe)).id);
  await webhooks.settled();
  platform.status = 200;
  webhooks.retryNow();
  await webhooks.settled();
  expect(platform.types()).toEqual(['checkout.session.expired', 'checkout.session.expired']);
  expect(new Set(platform.received.map(one => one.id)).size).toBe(1);
});

it('duplicates, disorder and delay come on demand', async () => {
  const { stripe, pay, resend, webhooks, platform } = await connected();
  const session = await openSession(stripe);
  webhooks.hold();
  pay(session.id);
  await webhooks.settled();
  expect(platform.received).toEqual([]);
  webhooks.setCopies(2);
  webhooks.release('reversed');
  await webhooks.settled();
  const once = ['checkout.session.completed', 'payment_intent.succeeded', 'charge.succeeded', 'payment_intent.created'];
  expect(platform.types()).toEqual(once.flatMap(type => [type, type]));
  webhooks.setCopies(1);
  webhooks.setDelay(60_000);
  resend(platform.received[0]!.id);
  await webhooks.settled();
  expect(platform.received).toHaveLength(8);
  webhooks.retryNow();
  await webhooks.settled();
  expect(platform.types().at(-1)).toBe('checkout.session.completed');
});
