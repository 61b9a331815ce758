import type { Db } from '../../connection.ts';
import { stableId } from '../chance.ts';
import { insertRows } from '../insert-rows.ts';
import { chargeAvailableAt, chargeId, feeOf, invoicePaidAt } from './books.ts';
import { dayOf, hoursAfter, isPaid, type PlannedOrder } from './shapes.ts';

/** What came in for the orders, by card or on an invoice, and what went back. */
export async function insertPayments(db: Db, orders: PlannedOrder[], now: Date): Promise<void> {
  const paid = orders.filter(isPaid);
  const isOnTerms = (order: PlannedOrder) => order.buyer.termsDays !== null;
  await insertRows(db, 'payments', paid.filter(order => !isOnTerms(order)).map(paymentRow));
  await insertRows(
    db,
    'invoices',
    paid.filter(isOnTerms).map(order => invoiceRow(order, now)),
  );
  await insertRefunds(db, orders);
}

export const paymentIntentId = (order: PlannedOrder) => `pi_demo_${order.id.replaceAll('-', '')}`;
export const refundId = (refund: { id: string }) => `re_demo_${refund.id.replaceAll('-', '')}`;
const paymentId = (order: PlannedOrder) => stableId(`payment ${order.id}`);

function paymentRow(order: PlannedOrder) {
  const key = order.id.replaceAll('-', '');
  return {
    id: paymentId(order),
    order_id: order.id,
    status: 'succeeded',
    currency: 'EUR',
    amount_cents: order.totalCents,
    captured_cents: order.totalCents,
    fee_cents: feeOf(order),
    stripe_checkout_session_id: `cs_demo_${key}`,
    stripe_payment_intent_id: paymentIntentId(order),
    stripe_charge_id: chargeId(order),
    available_on: chargeAvailableAt(order),
    succeeded_at: order.placedAt,
    created_at: hoursAfter(order.placedAt, -0.1),
    updated_at: order.placedAt,
  };
}

function invoiceRow(order: PlannedOrder, now: Date) {
  const paidAt = invoicePaidAt(order, now);
  const isSettled = paidAt !== null;
  return {
    id: stableId(`invoice ${order.id}`),
    order_id: order.id,
    store_id: order.buyer.storeId,
    status: isSettled ? 'paid' : 'open',
    currency: 'EUR',
    total_cents: order.totalCents,
    credited_cents: 0,
    paid_cents: isSettled ? order.totalCents : 0,
    paid_at: paidAt,
    issued_on: dayOf(order.placedAt),
    due_on: dayOf(hoursAfter(order.placedAt, order.buyer.termsDays! * 24)),
    created_at: order.placedAt,
    updated_at: order.placedAt,
  };
}

async function insertRefunds(db: Db, orders: PlannedOrder[]): Promise<void> {
  const refunded = orders.flatMap(order =>
    order.parts.flatMap(part => (part.refund ? [{ order, part, refund: part.refund }] : [])),
  );
  await insertRows(
    db,
    'refunds',
    refunded.map(({ order, part, refund }) => ({
      id: refund.id,
      order_id: order.id,
      payment_id: paymentId(order),
      wholesaler_order_id: part.id,
      status: 'succeeded',
      currency: 'EUR',
      amount_cents: refund.amountCents,
      goods_cents: refund.goodsCents,
      shipping_cents: refund.shippingCents,
      tax_cents: refund.taxCents,
      commission_cents: refund.commissionCents,
      reason: refund.reason,
      request_key: `demo-${refund.id}`,
      stripe_refund_id: refundId(refund),
      created_at: refund.at,
      updated_at: refund.at,
    })),
  );
  await insertRows(
    db,
    'refund_lines',
    refunded.flatMap(({ refund }) =>
      refund.lines.map(line => ({
        id: stableId(`refund line ${line.id}`),
        refund_id: refund.id,
        order_line_id: line.id,
        quantity: line.quantity,
        goods_cents: line.goodsCents,
        tax_cents: line.taxCents,
        commission_cents: line.commissionCents,
      })),
    ),
  );
}
