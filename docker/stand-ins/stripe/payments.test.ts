import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openSession, openStripe } from './testing.ts';

it('a session lives from half an hour to a day, and expires of itself', async () => {
  const { stripe, control } = await openStripe();
  const soon = new Date(Date.now() - 2 * 60_000);
  await expect(openSession(stripe, { now: soon })).rejects.toMatchObject({ param: 'expires_at' });
  const session = await openSession(stripe);
  control.advanceClock(31 * 60);
  expect(control.events('checkout.session.expired')).toHaveLength(1);
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'expired', url: null });
  expect(() => control.pay(session.id)).toThrow(/expired/);
});

it('a parameter that Stripe does not know is refused by name', async () => {
  const { stripe } = await openStripe();
  const request = { account: 'acct_1', amount: 1 } as unknown as { amount: number; charge: string };
  await expect(stripe.refunds.create(request)).rejects.toMatchObject({ code: 'parameter_unknown', param: 'account' });
});

it('the line items can be shown with the session', async () => {
  const { stripe } = await openStripe();
  const { id } = await openSession(stripe, { amount: 700 });
  const session = await stripe.checkout.sessions.retrieve(id, { expand: ['line_items'] });
  expect(session.line_items?.data).toMatchObject([{ description: 'Coffee beans', amount_total: 700 }]);
});

it('a bank debit completes the session at once and is paid, or returned, later', async () => {
  const { stripe, control } = await openStripe();
  for (const succeeds of [true, false]) {
    const { id } = await openSession(stripe);
    control.payByBankDebit(id);
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'complete', payment_status: 'unpaid' });
    control.settleBankDebit(id, { succeeds });
    const paid = succeeds ? 'paid' : 'unpaid';
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: paid });
  }
  expect(control.events('checkout.session.async_payment_succeeded')).toHaveLength(1);
  expect(control.events('checkout.session.async_payment_failed')).toHaveLength(1);
});

it('refunds add up to the charge and no further; one that fails gives the money back to the platform', async () => {
  const { stripe, control } = await openStripe();
  const { id } = await openSession(stripe, { amount: 1_000 });
  control.pay(id);
  const payment_intent = String((await stripe.checkout.sessions.retrieve(id)).payment_intent);
  const first = await stripe.refunds.create({ payment_intent, amount: 600 });
  await expect(stripe.refunds.create({ payment_intent, amount: 401 })).rejects.toMatchObject({ param: 'amount' });
  await stripe.refunds.create({ payment_intent });
  await expect(stripe.refunds.create({ payment_intent })).rejects.toMatchObject({ code: 'charge_already_refunded' });
  control.settleRefund(first.id, 'failed');
  const intent = await stripe.paymentIntents.retrieve(payment_intent, { expand: ['latest_charge'] });
  expect(intent.latest_charge).toMatchObject({ amount_refunded: 400, refunded: false });
  expect(control.events('refund.failed')).toHaveLength(1);
});

it('a dispute takes the money at once, and gives it back when it is won', async () => {
  const { stripe, control } = await openStripe();
  const { id } = await openSession(stripe, { amount: 10_000 });
  control.pay(id, { card: '4000000000000259' });
  const [dispute] = (await stripe.disputes.list()).data;
  expect(dispute).toMatchObject({ amount: 10_000, reason: 'fraudulent', status: 'needs_response' });
  const available = async () => (await stripe.balance.retrieve()).available[0]!.amount;
  expect(await available()).toBe(10_000 - 175 - 10_000 - 2_000);
  control.closeDispute(dispute!.id, 'won');
  expect(await available()).toBe(10_000 - 175 - 2_000);
  expect(control.events().filter(one => one.type.startsWith('charge.dispute'))).toHaveLength(4);
});

it('the memory survives a restart: accounts, transfers, kept answers, and the events that nobody took', async () => {
  const stateFile = join(mkdtempSync(join(tmpdir(), 'stripe-')), 'stripe.json');
  const nobody = [{ url: 'http://127.0.0.1:9/', secret: 's', kind: 'platform' as const }];
  const before = await openStripe({ stateFile, webhooks: nobody });
  before.control.ensureAccount('acct_roastery');
  before.control.addFunds(1_000);
  const payout = { amount: 900, currency: 'eur', destination: 'acct_roastery' };
  const { id } = await before.stripe.transfers.create(payout, { idempotencyKey: 'k1' });
  await before.control.webhooks.settled();
  await before.stop();
  const { stripe, control } = await openStripe({ stateFile, webhooks: nobody });
  expect((await stripe.transfers.create(payout, { idempotencyKey: 'k1' })).id).toBe(id);
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 100 }]);
  expect(control.events('transfer.created')).toMatchObject([{ pending_webhooks: 1 }]);
});

it('a payment from before its time is in the balance, and can be refunded like any other', async () => {
  const { stripe, control } = await openStripe();
  const day = 86_400_000;
  const past = {
    ...{ id: 'ch_past', paymentIntent: 'pi_past', amount: 1000, fee: 40, currency: 'eur', email: 'emma@example.com' },
    ...{ description: 'Order S-1', metadata: { order_id: '1' }, transferGroup: 'order_1' },
    ...{ createdAt: Date.now() - 9 * day, availableAt: Date.now() - 6 * day },
    refunds: [{ id: 're_past', amount: 300, createdAt: Date.now() - 5 * day, metadata: {} }],
  };
  control.plantCharges([past]);
  control.plantCharges([past]);
  const available = async () => (await stripe.balance.retrieve()).available[0]!.amount;
  expect(await available()).toBe(1000 - 40 - 300);
  await stripe.refunds.create({ payment_intent: 'pi_past', amount: 700 });
  expect(await available()).toBe(-40);
  await expect(stripe.refunds.create({ payment_intent: 'pi_past' })).rejects.toThrow(/already been refunded/);
});
