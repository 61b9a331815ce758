import { v7 as uuid } from 'uuid';
import { cancelOrder } from '../../../backoffice/workflows/cancel-order.ts';
import { acceptDispute, contestDispute, setBearer } from '../../../backoffice/workflows/decide-dispute.ts';
import { decideReturn } from '../../../backoffice/workflows/decide-return.ts';
import { editDisputeEvidence } from '../../../backoffice/workflows/edit-dispute-evidence.ts';
import { retryRefund } from '../../../backoffice/workflows/mend-refund.ts';
import { askToPayByBank, decideOnBankRefund } from '../../../backoffice/workflows/pay-refund-by-bank.ts';
import { type RefundRequest, refundOrder } from '../../../backoffice/workflows/refund-order.ts';
import { requestReturn } from '../../../backoffice/workflows/request-return.ts';
import { reverseTransfer } from '../../../backoffice/workflows/reverse-transfer.ts';
import { between, pick } from '../../../db/seeds/chance.ts';
import { CONTROLLER, FINANCE, pickRow } from './finding.ts';
import type { Market } from './market.ts';

const paidPart = (market: Market) =>
  pickRow(
    market,
    market
      .db('wholesaler_orders')
      .whereNotIn('status', ['awaiting_payment', 'expired', 'cancelled'])
      .orderBy('number', 'desc'),
  );
const linesOf = (market: Market, partId: string) =>
  market.db('order_lines').where({ wholesaler_order_id: partId }).orderBy('position');

export async function refundPart(market: Market) {
  const asked = await someRefund(market);
  return asked && (await refundOrder(market.services, asked)).amountCents.toString();
}

/** A double submit: both at once. */
export async function refundTwice(market: Market) {
  const asked = await someRefund(market);
  if (!asked) return null;
  const ends = await Promise.allSettled([refundOrder(market.services, asked), refundOrder(market.services, asked)]);
  const ids = new Set(ends.flatMap(end => (end.status === 'fulfilled' ? [end.value.id] : [])));
  if (ids.size > 1) throw new Error(`One request made the refunds ${[...ids].join(' and ')}`);
  return [...ids].join();
}

/** What a lost dispute left of an order goes back too, at times with a double click. */
export async function refundAfterLoss(market: Market) {
  const part = await pickRow(
    market,
    market
      .db('wholesaler_orders as p')
      .whereIn('p.id', market.db('dispute_shares').select('wholesaler_order_id'))
      .orderBy('p.number', 'desc')
      .select('p.*'),
  );
  if (!part) return null;
  if (part.status === 'placed' && market.chance() < 0.5) {
    const cancelled = { orderId: part.order_id, wholesalerId: part.wholesaler_id };
    await cancelOrder(market.services, { ...cancelled, reason: 'Turmoil', actor: FINANCE });
    return `${part.number} cancelled`;
  }
  const asked = await refundOf(market, part.id);
  const both = market.chance() < 0.3 ? [asked, asked] : [asked];
  const [first] = await Promise.all(both.map(one => refundOrder(market.services, one)));
  return first!.amountCents.toString();
}

async function someRefund(market: Market): Promise<RefundRequest | null> {
  const part = await paidPart(market);
  return part && refundOf(market, part.id);
}

async function refundOf(market: Market, partId: string): Promise<RefundRequest> {
  const { chance } = market;
  const lines = await linesOf(market, partId);
  const line = pick(chance, lines);
  const asked =
    chance() < 0.3
      ? null
      : {
          lines: chance() < 0.9 ? [{ orderLineId: line.id, quantity: between(chance, 1, line.quantity) }] : [],
          includeShipping: chance() < 0.3,
        };
  return { wholesalerOrderId: partId, asked, reason: 'Turmoil', requestKey: uuid(), actor: FINANCE };
}

export async function returnGoods(market: Market) {
  const { chance, services } = market;
  const part = await pickRow(
    market,
    market
      .db('wholesaler_orders as p')
      .join('wholesalers as w', 'w.id', 'p.wholesaler_id')
      .where('p.status', 'delivered')
      .orderBy('p.number')
      .select('p.*', 'w.slug'),
  );
  if (!part) return null;
  const line = pick(chance, await linesOf(market, part.id));
  const { number } = await requestReturn(services, {
    orderId: part.order_id,
    wholesalerSlug: part.slug,
    reason: 'Too small',
    lines: [{ orderLineId: line.id, quantity: between(chance, 1, line.quantity) }],
    requestKey: uuid(),
    requestedBy: null,
  });
  const decision = { number, wholesalerId: null, restock: chance() < 0.5, actor: FINANCE };
  await decideReturn(services, { ...decision, decision: 'approve' });
  return (await decideReturn(services, { ...decision, decision: 'receive' })).status;
}

export async function cancelAll(market: Market) {
  const order = await pickRow(market, market.db('orders').where({ status: 'placed' }).orderBy('number'));
  if (!order) return null;
  await cancelOrder(market.services, { orderId: order.id, reason: 'Changed my mind', actor: FINANCE });
  return order.number;
}

/** A bank takes a refund that was under way; or sends it back, weeks after it had arrived too. */
export async function failRefund(market: Market) {
  const known = market.db('refunds').whereIn('status', ['sent', 'succeeded']).whereNotNull('stripe_refund_id');
  const refund = await pickRow(market, known.orderBy('created_at', 'desc'));
  if (!refund) return null;
  const isBack = refund.status === 'succeeded' || market.chance() < 0.5;
  market.stripe.settleRefund(refund.stripe_refund_id, isBack ? 'failed' : 'succeeded');
  return refund.id;
}

/** Finance tries it again, at times two people at once; or pays it by bank, and a second person agrees or not. */
export async function mendRefund(market: Market) {
  const { chance, services } = market;
  const refund = await pickRow(market, market.db('refunds').where({ status: 'failed' }).orderBy('created_at'));
  if (!refund) return null;
  if (chance() < 0.6) {
    const retry = () => retryRefund(services, { refundId: refund.id, actor: FINANCE });
    if (chance() < 0.3) await Promise.allSettled([retry(), retry()]);
    else await retry();
    return refund.id;
  }
  const paidOn = market.now().toISOString().slice(0, 10);
  const asked = { refundId: refund.id, paidOn, bankReference: 'SCT', note: 'Turmoil', actor: FINANCE };
  const { id } = await askToPayByBank(services, asked);
  return (await decideOnBankRefund(services, { id, isApproved: chance() < 0.7, actor: CONTROLLER })).status;
}

/** Finance takes a part or all of a payout back, at times with a double click. */
export async function takeBack(market: Market) {
  const { chance, services } = market;
  const payout = await pickRow(market, market.db('payouts').where({ status: 'sent' }).orderBy('number', 'desc'));
  if (!payout) return null;
  const amountCents = chance() < 0.2 ? null : between(chance, 1, payout.amount_cents);
  const asked = { payoutId: payout.id, amountCents, reason: 'Turmoil', requestKey: uuid(), actor: FINANCE };
  const both = chance() < 0.3 ? [asked, asked] : [asked];
  const [first] = await Promise.all(both.map(one => reverseTransfer(services, one)));
  return first!.status;
}

/** A transfer is reversed at Stripe, in part or whole. */
export async function pullBack(market: Market) {
  const { chance, stripe } = market;
  const transfer = pick(chance, stripe.transfers().slice(-30));
  const left = transfer ? transfer.amount - transfer.amount_reversed : 0;
  if (!transfer || left <= 0) return null;
  stripe.reverseTransfer(transfer.id, between(chance, 1, left));
  return transfer.id;
}

/** A buyer asks the bank for the money back, for all of it or a part. */
export async function dispute(market: Market) {
  const { chance, stripe } = market;
  const payment = await pickRow(
    market,
    market
      .db('payments as p')
      .where({ status: 'succeeded' })
      .whereNotNull('stripe_charge_id')
      .whereNotExists(market.db('disputes').whereRaw('payment_id = p.id'))
      .orderBy('created_at', 'desc'),
  );
  if (!payment) return null;
  const amount = chance() < 0.5 ? undefined : between(chance, 1, payment.captured_cents);
  return stripe.dispute(payment.stripe_charge_id, amount ? { amount } : {}).id;
}

/** The desk gives in, or sends something to the bank; who bears a loss is decided on the way. */
export async function answerDispute(market: Market) {
  const { chance, services } = market;
  const open = await pickRow(market, market.db('disputes').where({ stage: 'to_answer' }).orderBy('created_at'));
  if (!open) return null;
  const decided = { disputeId: open.id, actor: FINANCE };
  const borne = { ...decided, platformShareBp: pick(chance, [0, 0, 2_500, 10_000]), reason: 'Turmoil' };
  if (chance() < 0.4) {
    await acceptDispute(services, borne);
    return `${open.stripe_dispute_id} accepted`;
  }
  const uncategorized_text = pick(chance, ['winning_evidence', 'losing_evidence', 'Signed for at the door.']);
  await setBearer(services, borne);
  await editDisputeEvidence(services, { ...decided, texts: { uncategorized_text }, files: {} });
  await contestDispute(services, decided);
  return `${open.stripe_dispute_id} ${uncategorized_text}`;
}

/** The bank decides. */
export async function decideDispute(market: Market) {
  const open = await pickRow(
    market,
    market.db('disputes').whereIn('status', ['needs_response', 'under_review']).orderBy('created_at'),
  );
  if (!open) return null;
  const outcome = pick(market.chance, ['won', 'lost'] as const);
  market.stripe.closeDispute(open.stripe_dispute_id, outcome);
  return `${open.stripe_dispute_id} ${outcome}`;
}
