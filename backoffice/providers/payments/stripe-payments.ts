import type Stripe from 'stripe';
import { InvalidSignature, ProviderFailure } from '../failure.ts';
import { asked, ONE_TRY, type StripeSettings, stripeClient } from '../stripe-client.ts';
import { lineItems } from './line-items.ts';
import type { Charge, CheckoutRequest, CheckoutSession, PaymentEvent, Payments, Refund } from './payments.ts';
import { createStripeDisputes } from './stripe-disputes.ts';

// Stripe wants a session to be open for 30 minutes from the moment it gets the request, and our reservation began before that.
const EXPIRY_MARGIN_SECONDS = 60;

export function createStripePayments(settings: StripeSettings): Payments {
  const stripe = stripeClient(settings);
  const secrets = { platform: settings.webhookSecret, connect: settings.connectWebhookSecret };

  return {
    ...createStripeDisputes(stripe),

    async openCheckout(request) {
      const { idempotencyKey } = request;
      return readSession(await asked(() => stripe.checkout.sessions.create(sessionFor(request), { idempotencyKey })));
    },

    readCheckout: async sessionId => readSession(await asked(() => stripe.checkout.sessions.retrieve(sessionId))),

    // Stripe refuses to expire what is no longer open; then the truth is in the session.
    async expireCheckout(sessionId) {
      try {
        return readSession(await asked(() => stripe.checkout.sessions.expire(sessionId)));
      } catch (error) {
        if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
        return readSession(await asked(() => stripe.checkout.sessions.retrieve(sessionId)));
      }
    },

    async readCharge(paymentIntentId) {
      const expand = ['latest_charge.balance_transaction'];
      return readCharge(await asked(() => stripe.paymentIntents.retrieve(paymentIntentId, { expand })));
    },

    // Stripe forgets a key after a day and replays a stored 500 until then, so our refund is first looked for by its id.
    async refund({ paymentIntentId, amountCents, refundId, attempt, orderId }) {
      const known = await asked(() => findRefund(stripe, paymentIntentId, { refundId, attempt }));
      if (known) return readRefund(known);
      const isFirst = attempt === 1;
      const request = {
        payment_intent: paymentIntentId,
        amount: amountCents,
        metadata: { refund_id: refundId, order_id: orderId, ...(!isFirst && { attempt: String(attempt) }) },
      };
      const idempotencyKey = `refund_${refundId}${isFirst ? '' : `_attempt_${attempt}`}`;
      return readRefund(await asked(() => stripe.refunds.create(request, { idempotencyKey, ...ONE_TRY })));
    },

    readEvent(rawBody, signature, endpoint): PaymentEvent {
      try {
        return readEvent(stripe.webhooks.constructEvent(rawBody, signature ?? '', secrets[endpoint]));
      } catch (error) {
        // constructEvent throws for nothing else: no header, a foreign or old signature, a body that was changed.
        throw new InvalidSignature('stripe', error);
      }
    },
  };
}

function sessionFor(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const { orderId, orderNumber, invoice } = request;
  const ofInvoice = invoice && { invoice_id: invoice.id, invoice_number: invoice.number };
  const metadata = { order_id: orderId, order_number: orderNumber, ...ofInvoice };
  const description = invoice ? `Invoice ${invoice.number} of order ${orderNumber}` : `Order ${orderNumber}`;
  return {
    mode: 'payment',
    line_items: lineItems(request),
    customer_email: request.email,
    client_reference_id: orderId,
    expires_at: Math.ceil(request.expiresAt.getTime() / 1000) + EXPIRY_MARGIN_SECONDS,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    metadata,
    payment_intent_data: { transfer_group: `order_${orderId}`, description, metadata },
  };
}

const OVER = ['complete', 'expired'] as const;

function readSession(session: Stripe.Checkout.Session): CheckoutSession {
  return {
    id: session.id,
    url: session.url,
    status: OVER.find(status => status === session.status) ?? 'open',
    isPaid: session.payment_status !== 'unpaid',
    orderId: session.metadata?.order_id ?? null,
    invoiceId: session.metadata?.invoice_id ?? null,
    paymentIntentId: idOf(session.payment_intent),
    amountCents: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
  };
}

function readCharge({ id, latest_charge: charge }: Stripe.PaymentIntent): Charge {
  if (!charge || typeof charge === 'string' || charge.status !== 'succeeded') {
    throw new ProviderFailure('stripe', 'refused', 'no_charge', `Payment ${id} has not been charged`);
  }
  const balance = typeof charge.balance_transaction === 'object' ? charge.balance_transaction : null;
  return {
    id: charge.id,
    paymentIntentId: id,
    amountCents: charge.amount,
    refundedCents: charge.amount_refunded,
    feeCents: balance?.fee ?? 0,
    currency: charge.currency.toUpperCase(),
    availableOn: balance && new Date(balance.available_on * 1000),
  };
}

/** Of any attempt what is not lost; else how this one ended. */
async function findRefund(
  stripe: Stripe,
  paymentIntent: string,
  { refundId, attempt }: { refundId: string; attempt: number },
): Promise<Stripe.Refund | null> {
  let ended: Stripe.Refund | null = null;
  for await (const refund of stripe.refunds.list({ payment_intent: paymentIntent, limit: 100 })) {
    if (refund.metadata?.refund_id !== refundId) continue;
    if (!isLost(refund)) return refund;
    if (Number(refund.metadata.attempt ?? 1) === attempt) ended = refund;
  }
  return ended;
}

const isLost = ({ status }: Stripe.Refund) => status === 'failed' || status === 'canceled';

function readRefund(refund: Stripe.Refund): Refund {
  const status = refund.status === 'succeeded' ? 'succeeded' : isLost(refund) ? 'failed' : 'pending';
  return { id: refund.id, status, amountCents: refund.amount, failureReason: refund.failure_reason ?? null };
}

function readEvent(event: Stripe.Event): PaymentEvent {
  return {
    id: event.id,
    type: event.type,
    account: event.account ?? null,
    isLive: event.livemode,
    createdAt: new Date(event.created * 1000),
    object: event.data.object as unknown as Record<string, unknown>,
  };
}

const idOf = (reference: string | { id: string } | null): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);
