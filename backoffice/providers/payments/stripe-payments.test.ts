import Stripe from 'stripe';
import { describe, expect, it } from 'vitest';
import { openStripe } from '../../../docker/stand-ins/stripe/testing.ts';
import { InvalidSignature } from '../failure.ts';
import { lineItems } from './line-items.ts';
import type { CheckoutRequest } from './payments.ts';
import { createStripePayments } from './stripe-payments.ts';

const now = new Date();
const request: CheckoutRequest = {
  orderId: '0199-order',
  orderNumber: 'S-100042',
  email: 'ada@example.com',
  currency: 'EUR',
  lines: [
    { title: 'Coffee beans', quantity: 3, amountCents: 4_350 },
    { title: 'Shipping', quantity: 1, amountCents: 590 },
  ],
  expiresAt: new Date(now.getTime() + 30 * 60_000),
  successUrl: 'https://shop.test/done?session={CHECKOUT_SESSION_ID}',
  cancelUrl: 'https://shop.test/cart',
  idempotencyKey: 'order_0199-order',
};

async function opened({ timeoutMs = 20_000, settleSeconds = 0 } = {}) {
  const { url, control, stripe } = await openStripe({ settleSeconds, now: () => now });
  const payments = createStripePayments({
    secretKey: 'sk_test_stand_in',
    apiUrl: url,
    webhookSecret: 'whsec_platform',
    connectWebhookSecret: 'whsec_connect',
    timeoutMs,
  });
  const pay = async () => {
    const { id } = await payments.openCheckout(request);
    control.pay(id);
    return (await payments.readCheckout(id)).paymentIntentId!;
  };
  return { payments, control, stripe, pay };
}

describe('checkout', () => {
  it('opens for the order, once for a key, until the reservation ends and a minute longer', async () => {
    const { payments, stripe } = await opened();
    const session = await payments.openCheckout(request);
    expect(session).toMatchObject({
      status: 'open',
      isPaid: false,
      orderId: '0199-order',
      paymentIntentId: null,
      amountCents: 4_940,
      currency: 'EUR',
    });
    expect(session.url).toContain(session.id);
    expect((await payments.openCheckout(request)).id).toBe(session.id);
    const { expires_at } = await stripe.checkout.sessions.retrieve(session.id);
    expect(expires_at * 1000 - request.expiresAt.getTime()).toBeGreaterThanOrEqual(60_000);
  });

  it('a paid session tells its payment, whose charge bears the order’s transfer group, fee and day of availability', async () => {
    const { payments, pay, stripe } = await opened({ settleSeconds: 7 * 86_400 });
    const paymentIntentId = await pay();
    const charge = await payments.readCharge(paymentIntentId);
    const availableOn = new Date((Math.floor(now.getTime() / 1000) + 7 * 86_400) * 1000);
    expect(charge).toMatchObject({ paymentIntentId, amountCents: 4_940, refundedCents: 0, feeCents: 99, availableOn });
    expect(charge.currency).toBe('EUR');
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ transfer_group: 'order_0199-order' });
  });

  it('a payment that was declined has no charge to read', async () => {
    const { payments, control } = await opened();
    const { id } = await payments.openCheckout(request);
    expect(control.pay(id, { card: '4000000000000002' })).toMatchObject({ kind: 'declined' });
    const { paymentIntentId, isPaid } = await payments.readCheckout(id);
    expect(isPaid).toBe(false);
    await expect(payments.readCharge(paymentIntentId!)).rejects.toMatchObject({ kind: 'refused', code: 'no_charge' });
  });

  it('is ended so that it can no longer be paid; one that was just paid stays paid and says so', async () => {
    const { payments, control } = await opened();
    const { id } = await payments.openCheckout(request);
    expect(await payments.expireCheckout(id)).toMatchObject({ status: 'expired', isPaid: false });
    expect(await payments.expireCheckout(id)).toMatchObject({ status: 'expired' });
    const other = await payments.openCheckout({ ...request, idempotencyKey: 'another' });
    control.pay(other.id);
    expect(await payments.expireCheckout(other.id)).toMatchObject({ status: 'complete', isPaid: true });
  });
});

describe('refunds', () => {
  it('the same refund of ours is made once, also when Stripe has forgotten its key', async () => {
    const { payments, pay, control, stripe } = await opened();
    const refund = {
      paymentIntentId: await pay(),
      amountCents: 1_000,
      refundId: 'r1',
      attempt: 1,
      orderId: '0199-order',
    };
    const first = await payments.refund(refund);
    expect(first).toMatchObject({ status: 'succeeded', amountCents: 1_000 });
    control.pruneKeys();
    expect((await payments.refund(refund)).id).toBe(first.id);
    await payments.refund({ ...refund, refundId: 'r2' });
    expect((await stripe.refunds.list()).data).toHaveLength(2);
  });

  it('a try after one that failed is another refund; while one is on its way, that is the answer', async () => {
    const { payments, pay, control, stripe } = await opened();
    const refund = { paymentIntentId: await pay(), amountCents: 1_000, refundId: 'r1', orderId: '0199-order' };
    const first = await payments.refund({ ...refund, attempt: 1 });
    expect((await payments.refund({ ...refund, attempt: 2 })).id).toBe(first.id);
    control.settleRefund(first.id, 'failed');
    expect(await payments.refund({ ...refund, attempt: 1 })).toMatchObject({
      ...{ id: first.id, status: 'failed', failureReason: 'expired_or_canceled_card' },
    });
    const second = await payments.refund({ ...refund, attempt: 2 });
    expect(second).toMatchObject({ status: 'succeeded', failureReason: null });
    control.pruneKeys();
    expect((await payments.refund({ ...refund, attempt: 2 })).id).toBe(second.id);
    expect((await stripe.refunds.list()).data).toHaveLength(2);
  });

  it('a 500 that hid a refund is unknown at first; asking again finds the refund', async () => {
    const { payments, pay, control, stripe } = await opened();
    const refund = {
      paymentIntentId: await pay(),
      amountCents: 1_000,
      refundId: 'r1',
      attempt: 1,
      orderId: '0199-order',
    };
    control.fault({ kind: '500', when: 'after', method: 'POST', path: '/v1/refunds' });
    await expect(payments.refund(refund)).rejects.toMatchObject({ kind: 'unknown' });
    expect(await payments.refund(refund)).toMatchObject({ status: 'succeeded' });
    expect((await stripe.refunds.list()).data).toHaveLength(1);
  });

  it('more than was paid is refused', async () => {
    const { payments, pay } = await opened();
    const refund = {
      paymentIntentId: await pay(),
      amountCents: 4_941,
      refundId: 'r1',
      attempt: 1,
      orderId: '0199-order',
    };
    await expect(payments.refund(refund)).rejects.toMatchObject({ kind: 'refused', provider: 'stripe' });
  });
});

describe('failures', () => {
  it.each([
    { fault: { kind: '429' }, kind: 'busy' },
    { fault: { kind: '500', when: 'during' }, kind: 'unknown' },
    { fault: { kind: 'hang', times: 3 }, kind: 'unknown' },
    { fault: { kind: 'reset', times: 3 }, kind: 'unknown' },
  ] as const)('$fault.kind is $kind', async ({ fault, kind }) => {
    const { payments, control } = await opened({ timeoutMs: 100 });
    control.fault(fault);
    await expect(payments.openCheckout(request)).rejects.toMatchObject({ name: 'ProviderFailure', kind });
  });

  it('one blip is not noticed: what may be repeated is repeated under its key', async () => {
    const { payments, control } = await opened();
    control.fault({ kind: 'reset', when: 'after' });
    const { id } = await payments.openCheckout(request);
    expect(await payments.readCheckout(id)).toMatchObject({ status: 'open' });
  });

  it('an unknown session and other parameters under a used key are refused', async () => {
    const { payments } = await opened();
    await expect(payments.readCheckout('cs_none')).rejects.toMatchObject({ kind: 'refused', code: 'resource_missing' });
    await payments.openCheckout(request);
    await expect(payments.openCheckout({ ...request, email: 'bob@example.com' })).rejects.toMatchObject({
      kind: 'refused',
      code: 'idempotency_error',
    });
  });
});

describe('events', () => {
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'payout.failed',
    account: 'acct_1',
    livemode: false,
    created: 1_774_000_000,
    data: { object: { id: 'po_1' } },
  });
  const { webhooks } = new Stripe('sk_test_x');
  const signed = (secret: string) => webhooks.generateTestHeaderString({ payload: body, secret });

  it('are read when their endpoint’s secret signed them', async () => {
    const { payments } = await opened();
    expect(payments.readEvent(Buffer.from(body), signed('whsec_connect'), 'connect')).toEqual({
      id: 'evt_1',
      type: 'payout.failed',
      account: 'acct_1',
      isLive: false,
      createdAt: new Date(1_774_000_000_000),
      object: { id: 'po_1' },
    });
  });

  it('are refused when the body was changed, the secret is another’s, the signature is old or missing', async () => {
    const { payments } = await opened();
    const read = (text: string, signature?: string) => payments.readEvent(Buffer.from(text), signature, 'connect');
    const old = webhooks.generateTestHeaderString({ payload: body, secret: 'whsec_connect', timestamp: 1_774_000_000 });
    expect(() => read(body.replace('acct_1', 'acct_2'), signed('whsec_connect'))).toThrow(InvalidSignature);
    for (const signature of [signed('whsec_platform'), old, undefined, 'v1=nonsense'])
      expect(() => read(body, signature)).toThrow(InvalidSignature);
  });
});

describe('the lines of the pay page', () => {
  const total = (items: ReturnType<typeof lineItems>) =>
    items.reduce((sum, item) => sum + item.quantity! * item.price_data!.unit_amount!, 0);
  const shown = (lines: CheckoutRequest['lines']) => {
    const items = lineItems({ ...request, lines });
    expect(total(items)).toBe(lines.reduce((sum, line) => sum + line.amountCents, 0));
    return items.map(item => [item.quantity, item.price_data!.product_data!.name]);
  };

  it('a line that does not divide by its quantity is shown as one', () => {
    expect(shown([{ title: 'Mug', quantity: 3, amountCents: 1_000 }])).toEqual([[1, '3 × Mug']]);
  });

  it('a discount turns them into one line', () => {
    const lines = [
      { title: 'Mug', quantity: 2, amountCents: 1_000 },
      { title: 'Discount', quantity: 1, amountCents: -100 },
    ];
    expect(shown(lines)).toEqual([[1, 'Order S-100042']]);
  });

  it('no more than a hundred are sent', () => {
    const lines = Array.from({ length: 140 }, (_, index) => ({ title: `T${index}`, quantity: 1, amountCents: index }));
    const items = shown(lines);
    expect(items).toHaveLength(100);
    expect(items.at(-1)).toEqual([1, '41 more lines']);
  });
});
