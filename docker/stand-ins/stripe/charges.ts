import { behaviourOf, type Decline } from './cards.ts';
import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import type { Card } from './payments.ts';
import { noSuch } from './refusal.ts';
import type { Charge, PaymentIntent } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const chargeEndpoints: Endpoints = {
  'GET /v1/charges': (desk, { form }: Call) => {
    allowOnly(form, [...PAGING, 'payment_intent', 'transfer_group']);
    const charges = matching(Object.values(desk.state.charges), form, ['payment_intent', 'transfer_group']);
    return page(charges, form, '/v1/charges');
  },
  'GET /v1/charges/:id': (desk, { id }) => findCharge(desk, id),
};

export function findCharge(desk: Desk, id: string): Charge {
  const charge = desk.state.charges[id];
  if (!charge) throw noSuch('charge', id, { param: 'charge' });
  return charge;
}

/** Every attempt to pay leaves one, the declined ones too. */
export function newCharge(
  desk: Desk,
  intent: PaymentIntent,
  { id = newId('ch_3'), card, failure }: { id?: string; card: Card; failure: Decline | null },
): Charge {
  const paid = failure === null;
  const details = { address: NO_ADDRESS, email: card.email ?? intent.receipt_email, name: card.name, phone: null };
  const unused = { application: null, application_fee: null, application_fee_amount: null, customer: null };
  const charge = Object.assign(unused, {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    balance_transaction: null,
    billing_details: { ...details, tax_id: null },
    calculated_statement_descriptor: 'STACKR',
    captured: paid,
    created: desk.now(),
    currency: intent.currency,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...intent.metadata },
    on_behalf_of: null,
    outcome: failure ? REFUSED : AUTHORIZED,
    paid,
    payment_intent: intent.id,
    payment_method: newId('pm_1'),
    payment_method_details: { card: cardDetails(card.number), type: 'card' },
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: paid ? ('succeeded' as const) : ('failed' as const),
    transfer_data: null,
    transfer_group: intent.transfer_group,
  });
  desk.state.charges[id] = charge;
  return charge;
}

const NO_ADDRESS = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
const AUTHORIZED = {
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  seller_message: 'Payment complete.',
  type: 'authorized',
};
const REFUSED = {
  network_status: 'declined_by_network',
  reason: 'generic_decline',
  risk_level: 'normal',
  seller_message: 'The bank did not return any further details with this decline.',
  type: 'issuer_declined',
};

function cardDetails(number: string) {
  const { brand } = behaviourOf(number);
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'IE',
    exp_month: 12,
    exp_year: 2034,
    fingerprint: `stand-in-${number.slice(-4)}`,
    funding: 'credit',
    installments: null,
    last4: number.slice(-4),
    mandate: null,
    network: brand,
    three_d_secure: null,
    wallet: null,
  };
}
