import type { Call, Endpoints } from './endpoint.ts';
import { lineItems } from './expand.ts';
import { allowOnly, type Form, forms, integer, metadata, positiveAmount, requiredText, text, texts } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { missingParameter, noSuch, Refusal } from './refusal.ts';
import type { LineItem, Session } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const checkoutEndpoints: Endpoints = {
  'POST /v1/checkout/sessions': createSession,
  'GET /v1/checkout/sessions': listSessions,
  'GET /v1/checkout/sessions/:id': (desk, { id }) => findSession(desk, id),
  'GET /v1/checkout/sessions/:id/line_items': (desk, { id }) => lineItems(desk, findSession(desk, id)),
  'POST /v1/checkout/sessions/:id/expire': (desk, { id }) => expireSession(desk, findSession(desk, id)),
};

const MINUTE = 60;
const MOST_LINES = 100;
/** Stripe's smallest charge in euros. */
const LEAST_CENTS = 50;

export function findSession(desk: Desk, id: string): Session {
  const session = desk.state.sessions[id];
  if (!session) throw noSuch('checkout.session', id, { param: 'session' });
  if (session.status === 'open' && session.expires_at <= desk.now()) expireSession(desk, session);
  return session;
}

/** Ends what is over. Called with every request and every few seconds, so that the webhook comes unasked. */
export function expireOverdueSessions(desk: Desk): void {
  for (const session of Object.values(desk.state.sessions)) {
    if (session.status === 'open' && session.expires_at <= desk.now()) expireSession(desk, session);
  }
}

export function expireSession(desk: Desk, session: Session): Session {
  if (session.status !== 'open') {
    const message = `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of "${session.status}".`;
    throw new Refusal(400, { message });
  }
  Object.assign(session, { status: 'expired', url: null });
  delete desk.state.challenges[session.id];
  const intent = desk.state.intents[session.payment_intent ?? ''];
  if (intent && intent.status !== 'canceled') {
    Object.assign(intent, { status: 'canceled', canceled_at: desk.now(), cancellation_reason: 'automatic' });
    desk.emit('payment_intent.canceled', intent);
  }
  desk.emit('checkout.session.expired', session);
  desk.changed();
  return session;
}

const PARAMETERS =
  'mode line_items success_url cancel_url expires_at customer_email client_reference_id metadata payment_intent_data ' +
  'payment_method_types locale submit_type billing_address_collection';

function createSession(desk: Desk, { form }: Call): Session {
  allowOnly(form, PARAMETERS.split(' '));
  if (requiredText(form, 'mode') !== 'payment') {
    throw new Refusal(400, { param: 'mode', message: 'The stand-in takes payments only.', isValidation: true });
  }
  const lines = readLines(form);
  const total = lines.reduce((sum, line) => sum + line.amount_total, 0);
  if (total < LEAST_CENTS) {
    const message = 'The Checkout Session’s total amount must convert to at least 50 cents.';
    throw new Refusal(400, { code: 'amount_too_small', message, isValidation: true });
  }
  const session = newSession(desk, form, { total, currency: lines[0]!.currency });
  desk.state.sessions[session.id] = session;
  desk.state.lineItems[session.id] = lines;
  desk.state.intentData[session.id] = {
    transfer_group: text(form, 'payment_intent_data.transfer_group'),
    description: text(form, 'payment_intent_data.description'),
    metadata: metadata(form, 'payment_intent_data.metadata'),
  };
  return session;
}

function newSession(desk: Desk, form: Form, { total, currency }: { total: number; currency: string }): Session {
  const id = newId('cs_test_a1', 56);
  const email = text(form, 'customer_email');
  const methods = texts(form, 'payment_method_types');
  return Object.assign({
    id,
    object: 'checkout.session',
    after_expiration: null,
    allow_promotion_codes: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: text(form, 'cancel_url'),
    client_reference_id: text(form, 'client_reference_id'),
    client_secret: null,
    consent: null,
    consent_collection: null,
    created: desk.now(),
    currency,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: null,
    customer_creation: 'if_required' as const,
    customer_details: email ? customerDetails(email, null) : null,
    customer_email: email,
    expires_at: readExpiry(desk, form),
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: text(form, 'locale'),
    metadata: metadata(form),
    mode: 'payment' as const,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required' as const,
    payment_method_options: {},
    payment_method_types: methods.length > 0 ? methods : ['card'],
    payment_status: 'unpaid' as const,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open' as const,
    submit_type: null,
    subscription: null,
    success_url: requiredText(form, 'success_url'),
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    url: `${desk.publicUrl()}/c/pay/${id}`,
  });
}

export function customerDetails(email: string | null, name: string | null) {
  return { address: null, email, name, phone: null, tax_exempt: 'none', tax_ids: [] };
}

/** Between 30 minutes and a day from now; a day when nothing is said. */
function readExpiry(desk: Desk, form: Form): number {
  const at = integer(form, 'expires_at') ?? desk.now() + 24 * 60 * MINUTE;
  const problem =
    at < desk.now() + 30 * MINUTE
      ? 'must be at least 30 minutes from Checkout Session creation.'
      : at > desk.now() + 24 * 60 * MINUTE && 'must be less than 24 hours from Checkout Session creation.';
  if (!problem) return at;
  const message = `The \`expires_at\` timestamp ${problem}`;
  throw new Refusal(400, { param: 'expires_at', message, isValidation: true });
}

function readLines(form: Form): LineItem[] {
  const lines = forms(form, 'line_items');
  if (lines.length === 0) throw missingParameter('line_items');
  if (lines.length > MOST_LINES) {
    const message = `Invalid array: at most ${MOST_LINES} line items are allowed.`;
    throw new Refusal(400, { param: 'line_items', message, isValidation: true });
  }
  return lines.map(readLine);
}

function readLine(line: Form): LineItem {
  const quantity = positiveAmount(line, 'quantity');
  const amount = integer(line, 'price_data.unit_amount') ?? -1;
  const currency = requiredText(line, 'price_data.currency');
  const name = requiredText(line, 'price_data.product_data.name');
  if (amount < 0) {
    const message = 'Invalid non-negative integer';
    throw new Refusal(400, { param: 'line_items[0][price_data][unit_amount]', message, isValidation: true });
  }
  const total = amount * quantity;
  return {
    id: newId('li_'),
    object: 'item',
    ...{ amount_discount: 0, amount_subtotal: total, amount_tax: 0, amount_total: total },
    currency,
    description: name,
    price: price(amount, currency),
    quantity,
  };
}

function price(amount: number, currency: string) {
  return {
    id: newId('price_'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created: 0,
    currency,
    livemode: false,
    metadata: {},
    product: newId('prod_', 14),
    tax_behavior: 'unspecified',
    type: 'one_time',
    unit_amount: amount,
    unit_amount_decimal: String(amount),
  };
}

function listSessions(desk: Desk, { form }: Call): object {
  allowOnly(form, [...PAGING, 'payment_intent', 'status']);
  expireOverdueSessions(desk);
  const sessions = matching(Object.values(desk.state.sessions), form, ['payment_intent', 'status']);
  return page(sessions, form, '/v1/checkout/sessions');
}
