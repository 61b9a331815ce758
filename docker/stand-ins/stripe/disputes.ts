import { move } from './balance.ts';
import type { Endpoints } from './endpoint.ts';
import { allowOnly } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { Charge, Dispute } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const disputeEndpoints: Endpoints = {
  'GET /v1/disputes': (desk, { form }) => {
    allowOnly(form, [...PAGING, 'charge', 'payment_intent']);
    const disputes = matching(Object.values(desk.state.disputes), form, ['charge', 'payment_intent']);
    return page(disputes, form, '/v1/disputes');
  },
  'GET /v1/disputes/:id': (desk, { id }) => findDispute(desk, id),
};

const DAY = 24 * 60 * 60;
const FEE_CENTS = 2_000;

export function findDispute(desk: Desk, id: string): Dispute {
  const dispute = desk.state.disputes[id];
  if (!dispute) throw noSuch('dispute', id, { param: 'dispute' });
  return dispute;
}

/** The bank takes the money back at once; what it took stays away unless the dispute is won. An inquiry only asks: no money moves yet. */
export function openDispute(
  desk: Desk,
  charge: Charge,
  { amount = charge.amount, reason = 'general', isInquiry = false } = {},
): Dispute {
  if (charge.disputed) throw new Refusal(400, { message: `Charge ${charge.id} is disputed already.` });
  const id = newId('du_1');
  const { currency } = charge;
  const fee = { fee: FEE_CENTS, feeName: 'Dispute fee' };
  const taken = () => move(desk, { type: 'adjustment', amount: -amount, currency, source: id, ...fee });
  const dispute: Dispute = Object.assign(
    {
      id,
      object: 'dispute',
      amount,
      balance_transactions: isInquiry ? [] : [taken()],
      charge: charge.id,
      created: desk.now(),
      currency,
      payment_intent: charge.payment_intent,
      reason,
      status: isInquiry ? ('warning_needs_response' as const) : ('needs_response' as const),
    },
    {
      enhanced_eligibility_types: [],
      evidence: {} as Record<string, string>,
      evidence_details: { due_by: desk.now() + 9 * DAY, has_evidence: false, past_due: false, submission_count: 0 },
      is_charge_refundable: isInquiry,
      livemode: false,
      metadata: {},
      payment_method_details: {
        card: { brand: 'visa', case_type: isInquiry ? 'inquiry' : 'chargeback', network_reason_code: '10.4' },
        type: 'card',
      },
    },
  );
  charge.disputed = true;
  desk.state.disputes[id] = dispute;
  desk.emit('charge.dispute.created', dispute);
  if (!isInquiry) desk.emit('charge.dispute.funds_withdrawn', dispute);
  desk.changed();
  return dispute;
}

export function closeDispute(desk: Desk, id: string, outcome: 'won' | 'lost'): Dispute {
  const dispute = findDispute(desk, id);
  if (['won', 'lost', 'warning_closed'].includes(dispute.status))
    throw new Refusal(400, { message: 'It is closed already.' });
  const isInquiry = dispute.status.startsWith('warning');
  dispute.status = isInquiry ? 'warning_closed' : outcome;
  if (outcome === 'won' && !isInquiry) {
    const { amount, currency } = dispute;
    dispute.balance_transactions.push(move(desk, { type: 'adjustment', amount, currency, source: id }));
    desk.emit('charge.dispute.funds_reinstated', dispute);
  }
  desk.emit('charge.dispute.closed', dispute);
  desk.changed();
  return dispute;
}
