import { move } from './balance.ts';
import { behaviourOf, CHALLENGE_FAILED, type Decline } from './cards.ts';
import { newCharge } from './charges.ts';
import { customerDetails } from './checkout-sessions.ts';
import { openDispute } from './disputes.ts';
import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly } from './form.ts';
import { PAGING, page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { PaymentIntent, Session } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const paymentEndpoints: Endpoints = {
  'GET /v1/payment_intents': (desk, { form }: Call) => {
    allowOnly(form, PAGING);
    return page(Object.values(desk.state.intents), form, '/v1/payment_intents');
  },
  'GET /v1/payment_intents/:id': (desk, { id }) => {
    const intent = desk.state.intents[id];
    if (!intent) throw noSuch('payment_intent', id, { param: 'intent' });
    return intent;
  },
};

export interface Card {
  number: string;
  email: string | null;
  name: string | null;
}

export type Outcome = { kind: 'paid' } | { kind: 'challenge' } | { kind: 'declined'; message: string };

/** What pressing Pay does. A session that is paid already stays paid once; one that is over answers with a refusal. */
export function payByCard(desk: Desk, session: Session, card: Card): Outcome {
  if (session.status === 'complete') return { kind: 'paid' };
  requireOpen(session);
  const behaviour = behaviourOf(card.number);
  const intent = intentOf(desk, session, card.email);
  if (behaviour.needsChallenge) {
    desk.state.challenges[session.id] = card;
    const next = { redirect_to_url: { return_url: null, url: `${desk.publicUrl()}/c/challenge/${session.id}` } };
    Object.assign(intent, { status: 'requires_action', next_action: { type: 'redirect_to_url', ...next } });
    desk.emit('payment_intent.requires_action', intent);
    desk.changed();
    return { kind: 'challenge' };
  }
  return behaviour.declines ? decline(desk, intent, card, behaviour.declines) : succeed(desk, session, intent, card);
}

/** What the buyer's bank answers after its own page. */
export function answerChallenge(desk: Desk, session: Session, isConfirmed: boolean): Outcome {
  if (session.status === 'complete') return { kind: 'paid' };
  requireOpen(session);
  const card = desk.state.challenges[session.id];
  if (!card) return { kind: 'declined', message: CHALLENGE_FAILED.message };
  delete desk.state.challenges[session.id];
  const intent = intentOf(desk, session, card.email);
  const { declines } = behaviourOf(card.number);
  if (!isConfirmed) return decline(desk, intent, card, CHALLENGE_FAILED);
  return declines ? decline(desk, intent, card, declines) : succeed(desk, session, intent, card);
}

/** A bank debit: the session is complete at once, the money follows by settleBankDebit, or does not. */
export function payByBankDebit(desk: Desk, session: Session, email: string | null): void {
  requireOpen(session);
  const intent = intentOf(desk, session, email);
  Object.assign(intent, { status: 'processing', payment_method_types: ['sepa_debit'] });
  complete(session, { email, name: null });
  desk.emit('payment_intent.processing', intent);
  desk.emit('checkout.session.completed', session);
  desk.changed();
}

export function settleBankDebit(desk: Desk, session: Session, succeeds: boolean): void {
  const intent = desk.state.intents[session.payment_intent ?? ''];
  if (intent?.status !== 'processing') throw new Refusal(400, { message: 'This session waits for no bank debit.' });
  const card = { number: '4242424242424242', email: intent.receipt_email, name: null };
  if (succeeds) {
    charge(desk, intent, card);
    session.payment_status = 'paid';
  } else {
    decline(desk, intent, card, { code: 'payment_intent_payment_attempt_failed', message: 'The debit was returned.' });
  }
  desk.emit(`checkout.session.async_payment_${succeeds ? 'succeeded' : 'failed'}`, session);
  desk.changed();
}

function requireOpen(session: Session): void {
  if (session.status === 'open') return;
  throw new Refusal(400, { message: `This Checkout Session is ${session.status}.` });
}

/** Checkout makes the payment intent when the buyer first tries to pay. */
function intentOf(desk: Desk, session: Session, email: string | null): PaymentIntent {
  const known = desk.state.intents[session.payment_intent ?? ''];
  if (known) return known;
  const { amount_total: amount, currency, customer_email } = session;
  const intent = Object.assign(
    newIntent(desk, { amount, currency, email: email ?? customer_email }),
    desk.state.intentData[session.id],
  );
  desk.state.intents[intent.id] = intent;
  session.payment_intent = intent.id;
  desk.emit('payment_intent.created', intent);
  return intent;
}

export function newIntent(
  desk: Desk,
  { amount, currency, email }: { amount: number; currency: string; email: string | null },
): PaymentIntent {
  const id = newId('pi_3');
  const more = { on_behalf_of: null, payment_method: null, payment_method_options: {}, processing: null, review: null };
  return Object.assign(more, {
    id,
    object: 'payment_intent',
    amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: newId(`${id}_secret_`),
    confirmation_method: 'automatic',
    created: desk.now(),
    currency,
    customer: null,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: {},
    next_action: null,
    payment_method_types: ['card'],
    receipt_email: email,
    setup_future_usage: null,
    shipping: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method' as const,
    transfer_data: null,
    transfer_group: null,
  });
}

function decline(desk: Desk, intent: PaymentIntent, card: Card, reason: Decline): Outcome {
  const charged = newCharge(desk, intent, { card, failure: reason });
  const error = { type: 'card_error', ...reason, charge: charged.id };
  const back = { status: 'requires_payment_method', next_action: null, latest_charge: charged.id };
  Object.assign(intent, back, { last_payment_error: error });
  desk.emit('charge.failed', charged);
  desk.emit('payment_intent.payment_failed', intent);
  desk.changed();
  return { kind: 'declined', message: reason.message };
}

function succeed(desk: Desk, session: Session, intent: PaymentIntent, card: Card): Outcome {
  const charged = charge(desk, intent, card);
  complete(session, card);
  session.payment_status = 'paid';
  desk.emit('checkout.session.completed', session);
  if (behaviourOf(card.number).isDisputed) openDispute(desk, charged, { reason: 'fraudulent' });
  desk.changed();
  return { kind: 'paid' };
}

function complete(session: Session, { email, name }: { email: string | null; name: string | null }): void {
  const details = customerDetails(email ?? session.customer_email, name);
  Object.assign(session, { status: 'complete', url: null, customer_details: details });
}

function charge(desk: Desk, intent: PaymentIntent, card: Card) {
  const charged = newCharge(desk, intent, { card, failure: null });
  const { amount, currency } = intent;
  const transaction = move(desk, {
    ...{ type: 'charge', amount, currency, source: charged.id, description: intent.description },
    fee: cardFee(amount),
    availableInSeconds: behaviourOf(card.number).skipsPending ? 0 : desk.settleSeconds,
  });
  charged.balance_transaction = transaction.id;
  const paid = { status: 'succeeded', amount_received: amount, latest_charge: charged.id };
  Object.assign(intent, paid, { last_payment_error: null, next_action: null });
  desk.emit('charge.succeeded', charged);
  desk.emit('payment_intent.succeeded', intent);
  return charged;
}

/** European cards: 1.5 % and 25 cents. */
const cardFee = (amount: number) => Math.round((amount * 15) / 1000) + 25;
