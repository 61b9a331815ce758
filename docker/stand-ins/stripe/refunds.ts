import { move } from './balance.ts';
import { behaviourOfLast4 } from './cards.ts';
import { findCharge } from './charges.ts';
import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly, integer, metadata, positiveAmount, text } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { missingParameter, noSuch, Refusal } from './refusal.ts';
import type { Charge, Refund } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const refundEndpoints: Endpoints = {
  'POST /v1/refunds': createRefund,
  'GET /v1/refunds': (desk, { form }) => {
    allowOnly(form, [...PAGING, 'payment_intent', 'charge']);
    return page(matching(Object.values(desk.state.refunds), form, ['payment_intent', 'charge']), form, '/v1/refunds');
  },
  'GET /v1/refunds/:id': (desk, { id }) => findRefund(desk, id),
};

function findRefund(desk: Desk, id: string): Refund {
  const refund = desk.state.refunds[id];
  if (!refund) throw noSuch('refund', id, { param: 'refund' });
  return refund;
}

function createRefund(desk: Desk, { form }: Call): Refund {
  allowOnly(form, ['amount', 'charge', 'payment_intent', 'reason', 'metadata']);
  const charge = chargeOf(desk, text(form, 'payment_intent'), text(form, 'charge'));
  const disputes = Object.values(desk.state.disputes).filter(one => one.charge === charge.id);
  const lost = disputes.filter(one => one.status === 'lost').reduce((sum, one) => sum + one.amount, 0);
  const left = charge.amount - charge.amount_refunded - lost;
  if (disputes.some(one => HELD.includes(one.status)) || (lost > 0 && left <= 0)) {
    const message = `Charge ${charge.id} has been charged back; cannot issue a refund.`;
    throw new Refusal(400, { code: 'charge_disputed', message });
  }
  if (left === 0) {
    const message = `Charge ${charge.id} has already been refunded.`;
    throw new Refusal(400, { code: 'charge_already_refunded', message });
  }
  const amount = integer(form, 'amount') === null ? left : positiveAmount(form, 'amount');
  if (amount > left) {
    const message = `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`;
    throw new Refusal(400, { param: 'amount', message });
  }
  const refund = newRefund(desk, charge, amount, { metadata: metadata(form), reason: text(form, 'reason') });
  desk.emit('refund.created', refund);
  desk.emit('charge.refunded', charge);
  return refund;
}

export function newRefund(
  desk: Desk,
  charge: Charge,
  amount: number,
  said: { metadata: Record<string, string>; reason: string | null },
  { id = newId('re_3'), created = desk.now() } = {},
): Refund {
  const { currency } = charge;
  const isPending = behaviourOfLast4(charge.payment_method_details.card.last4).refunds === 'pending';
  const reference = { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' };
  const refund: Refund = {
    id,
    object: 'refund',
    amount,
    balance_transaction: move(desk, { type: 'refund', amount: -amount, currency, source: id, created }).id,
    charge: charge.id,
    created,
    currency,
    payment_intent: charge.payment_intent,
    ...said,
    ...{ destination_details: { card: reference, type: 'card' }, receipt_number: null },
    ...{ source_transfer_reversal: null, transfer_reversal: null },
    status: isPending ? 'pending' : 'succeeded',
  };
  desk.state.refunds[id] = refund;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  return refund;
}

/** The buyer's bank took the money, or sent it back; a refund that had succeeded may still fail. */
export function settleRefund(desk: Desk, id: string, outcome: 'succeeded' | 'failed'): Refund {
  const refund = findRefund(desk, id);
  if (refund.status === outcome) return refund;
  if (refund.status === 'failed') throw new Refusal(400, { message: 'A failed refund stays failed.' });
  const previous = { status: refund.status };
  refund.status = outcome;
  if (outcome === 'failed') giveBack(desk, refund);
  desk.emit('refund.updated', refund, { previous });
  if (outcome === 'failed') desk.emit('refund.failed', refund);
  desk.changed();
  return refund;
}

function giveBack(desk: Desk, refund: Refund): void {
  const { id, amount, currency } = refund;
  const charge = findCharge(desk, refund.charge);
  charge.amount_refunded -= amount;
  charge.refunded = false;
  refund.failure_reason = 'expired_or_canceled_card';
  refund.failure_balance_transaction = move(desk, { type: 'refund_failure', amount, currency, source: id }).id;
}

function chargeOf(desk: Desk, intentId: string | null, chargeId: string | null): Charge {
  if (!intentId && !chargeId) throw missingParameter('payment_intent');
  if (chargeId) return findCharge(desk, chargeId);
  const intent = desk.state.intents[intentId!];
  if (!intent) throw noSuch('payment_intent', intentId!, { param: 'payment_intent' });
  if (intent.status !== 'succeeded') {
    const message = `This PaymentIntent (${intentId}) does not have a successful charge to refund.`;
    throw new Refusal(400, { code: 'payment_intent_unexpected_state', message });
  }
  return findCharge(desk, intent.latest_charge!);
}

/** While the bank holds money of a charge nothing of it is refunded, however little is disputed. */
const HELD = ['needs_response', 'under_review'];

const money = (cents: number) => `€${(cents / 100).toFixed(2)}`;
