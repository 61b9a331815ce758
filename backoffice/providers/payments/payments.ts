import type { Disputes } from './disputes.ts';

/** Card payments taken on the platform's own account. All amounts in cents. Outward calls throw ProviderFailure. */
export interface Payments extends Disputes {
  openCheckout(request: CheckoutRequest): Promise<CheckoutSession>;
  readCheckout(sessionId: string): Promise<CheckoutSession>;
  /** Ends an open session so it can no longer be paid; answers its state after the attempt (it may have just been paid). */
  expireCheckout(sessionId: string): Promise<CheckoutSession>;
  readCharge(paymentIntentId: string): Promise<Charge>;
  /** Looks first: what an earlier try has on its way is answered instead of sending it again. */
  refund(request: RefundRequest): Promise<Refund>;
  /** Verifies and parses a webhook body. Throws InvalidSignature. */
  readEvent(rawBody: Buffer, signature: string | undefined, endpoint: 'platform' | 'connect'): PaymentEvent;
}

export interface CheckoutRequest {
  orderId: string;
  orderNumber: string;
  /** Pays the invoice of an order on terms, not the order itself. */
  invoice?: { id: string; number: string };
  email: string;
  currency: string;
  /** What the hosted page lists; their amounts sum to what is charged. */
  lines: { title: string; quantity: number; amountCents: number }[];
  expiresAt: Date;
  successUrl: string;
  cancelUrl: string;
  idempotencyKey: string;
}

export interface CheckoutSession {
  id: string;
  url: string | null;
  status: 'open' | 'complete' | 'expired';
  isPaid: boolean;
  orderId: string | null;
  invoiceId: string | null;
  paymentIntentId: string | null;
  amountCents: number;
  currency: string;
}

export interface Charge {
  id: string;
  paymentIntentId: string;
  amountCents: number;
  refundedCents: number;
  feeCents: number;
  currency: string;
  /** When the money can be transferred on. Null until the processor knows. */
  availableOn: Date | null;
}

export interface RefundRequest {
  paymentIntentId: string;
  amountCents: number;
  /** Our refund row and which try of it this is: both make the idempotency key. */
  refundId: string;
  attempt: number;
  orderId: string;
}

export interface Refund {
  id: string;
  status: 'pending' | 'succeeded' | 'failed';
  amountCents: number;
  /** In the processor's own word. */
  failureReason: string | null;
}

/** type and object are the processor's own words (checkout.session.completed, …). */
export interface PaymentEvent {
  id: string;
  type: string;
  account: string | null;
  isLive: boolean;
  createdAt: Date;
  object: Record<string, unknown>;
}
