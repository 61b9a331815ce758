import type { Db } from '../../connection.ts';
import { stableId } from '../chance.ts';
import { wholesalerId } from '../demo-accounts.ts';
import { insertRows } from '../insert-rows.ts';
import { chargeAvailableAt, chargeId, feeOf, invoicePaidAt } from './books.ts';
import { dayOf, hoursAfter, isPaid, type PartStatus, type PlannedOrder, type PlannedPart } from './shapes.ts';

const PATH: PartStatus[] = ['placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed'];

export async function insertOrders(
  db: Db,
  orders: PlannedOrder[],
  numbers: Map<string, string>,
  now: Date,
): Promise<void> {
  const parts = orders.flatMap(order =>
    order.parts.map((part, index) => ({ order, part, number: `${numbers.get(order.id)}-${index + 1}` })),
  );
  await insertRows(
    db,
    'orders',
    orders.map(order => orderRow(order, numbers.get(order.id)!)),
  );
  await insertRows(db, 'wholesaler_orders', parts.map(partRow));
  await insertRows(db, 'order_lines', parts.flatMap(lineRows));
  await insertRows(db, 'reservations', parts.flatMap(reservationRows));
  await walk(
    db,
    orders,
    parts.map(({ part }) => part),
  );
  await insertRows(db, 'commissions', parts.filter(({ order }) => isPaid(order)).flatMap(commissionRows));
  const paid = orders.filter(isPaid);
  await insertRows(db, 'payments', paid.filter(order => order.buyer.termsDays === null).map(paymentRow));
  await insertRows(
    db,
    'invoices',
    paid.filter(order => order.buyer.termsDays !== null).map(order => invoiceRow(order, now)),
  );
  await insertRefunds(db, parts);
}

interface Part {
  order: PlannedOrder;
  part: PlannedPart;
  number: string;
}

function orderRow(order: PlannedOrder, number: string) {
  const { buyer } = order;
  return {
    id: order.id,
    number,
    channel: buyer.channel,
    user_id: buyer.userId,
    store_id: buyer.storeId,
    email: buyer.email,
    status: 'awaiting_payment',
    payment_method: buyer.termsDays === null ? 'card' : 'terms',
    currency: 'EUR',
    prices_include_tax: buyer.channel === 'b2c',
    goods_cents: order.goodsCents,
    discount_cents: 0,
    shipping_cents: order.shippingCents,
    tax_cents: order.taxCents,
    total_cents: order.totalCents,
    po_number: order.poNumber,
    shipping_address: buyer.address,
    billing_address: buyer.address,
    expires_at: hoursAfter(order.placedAt, 0.5),
    created_at: hoursAfter(order.placedAt, -0.1),
    updated_at: order.placedAt,
  };
}

function partRow({ order, part, number }: Part) {
  return {
    id: part.id,
    order_id: order.id,
    wholesaler_id: wholesalerId(part.wholesaler.slug),
    number,
    status: 'awaiting_payment',
    currency: 'EUR',
    goods_cents: part.goodsCents,
    discount_cents: 0,
    shipping_cents: part.shippingCents,
    tax_cents: part.taxCents,
    total_cents: part.totalCents,
    shipping_tax_cents: part.shippingTaxCents,
    shipping_service: 'standard',
    is_first_order: part.isFirstOrder,
    status_reason: part.status === 'cancelled' ? part.refund!.reason : null,
    placed_at: isPaid(order) ? order.placedAt : null,
    accepted_at: part.acceptedAt,
    shipped_at: part.shippedAt,
    delivered_at: part.deliveredAt,
    cancelled_at: part.cancelledAt,
    created_at: hoursAfter(order.placedAt, -0.1),
    updated_at: part.deliveredAt ?? part.shippedAt ?? part.acceptedAt ?? order.placedAt,
  };
}

const lineRows = ({ order, part }: Part) =>
  part.lines.map((line, position) => ({
    id: line.id,
    order_id: order.id,
    wholesaler_order_id: part.id,
    wholesaler_id: wholesalerId(part.wholesaler.slug),
    product_id: line.product.id,
    variant_id: line.variant.id,
    sku: line.variant.sku,
    title: line.product.item.name,
    variant_title: line.variant.title,
    quantity: line.quantity,
    unit_price_cents: line.unitCents,
    goods_cents: line.goodsCents,
    discount_cents: 0,
    tax_rate_bp: line.taxBp,
    tax_cents: line.taxCents,
    moq: order.buyer.channel === 'b2b' ? line.variant.moq : 1,
    case_pack: order.buyer.channel === 'b2b' ? line.variant.casePack : 1,
    weight_grams: line.variant.grams,
    price_trace: [],
    position,
    created_at: order.placedAt,
  }));

export const hasLeft = (part: PlannedPart) => part.shippedAt !== null;

const reservationRows = ({ order, part }: Part) =>
  part.lines.map(line => ({
    id: stableId(`reservation ${line.id}`),
    order_id: order.id,
    order_line_id: line.id,
    variant_id: line.variant.id,
    quantity: line.quantity,
    shipped_quantity: hasLeft(part) ? line.quantity : 0,
    status: hasLeft(part) ? 'consumed' : ['expired', 'cancelled'].includes(part.status) ? 'released' : 'committed',
    created_at: order.placedAt,
    updated_at: part.shippedAt ?? order.placedAt,
  }));

/** Step by step through the machines, so that every status has its path. */
async function walk(db: Db, orders: PlannedOrder[], parts: PlannedPart[]): Promise<void> {
  const ids = (list: { id: string }[]) => list.map(one => one.id);
  const step = (table: string, status: string, list: { id: string }[]) =>
    db(table).whereIn('id', ids(list)).update({ status });
  await db.raw(
    `update orders set status = 'placed', placed_at = updated_at, expires_at = null where id = any(?::uuid[])`,
    [ids(orders.filter(isPaid))],
  );
  await step(
    'wholesaler_orders',
    'expired',
    parts.filter(part => part.status === 'expired'),
  );
  const isCancelled = (part: PlannedPart) => part.status === 'cancelled';
  for (const [index, status] of PATH.entries()) {
    await step(
      'wholesaler_orders',
      status,
      parts.filter(part => PATH.indexOf(part.status) >= index || (index === 0 && isCancelled(part))),
    );
  }
  await step('wholesaler_orders', 'cancelled', parts.filter(isCancelled));
  for (const status of ['expired', 'completed', 'cancelled'] as const) {
    const ended = orders.filter(order => order.status === status);
    await db.raw(`update orders set status = ?, ended_at = updated_at where id = any(?::uuid[])`, [status, ids(ended)]);
  }
}

const commissionRows = ({ order, part }: Part) =>
  part.lines.map(line => ({
    id: stableId(`commission ${line.id}`),
    order_line_id: line.id,
    wholesaler_order_id: part.id,
    wholesaler_id: wholesalerId(part.wholesaler.slug),
    commission_rule_id: line.ruleId,
    percent_bp: line.percentBp,
    fixed_cents: 0,
    base_cents: line.baseCents,
    commission_cents: line.commissionCents,
    created_at: order.placedAt,
  }));

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
    stripe_payment_intent_id: `pi_demo_${key}`,
    stripe_charge_id: chargeId(order),
    available_on: chargeAvailableAt(order),
    succeeded_at: order.placedAt,
    created_at: hoursAfter(order.placedAt, -0.1),
    updated_at: order.placedAt,
  };
}

function invoiceRow(order: PlannedOrder, now: Date) {
  const isSettled = invoicePaidAt(order, now) !== null;
  return {
    id: stableId(`invoice ${order.id}`),
    order_id: order.id,
    store_id: order.buyer.storeId,
    status: isSettled ? 'paid' : 'open',
    currency: 'EUR',
    total_cents: order.totalCents,
    credited_cents: 0,
    paid_cents: isSettled ? order.totalCents : 0,
    issued_on: dayOf(order.placedAt),
    due_on: dayOf(hoursAfter(order.placedAt, order.buyer.termsDays! * 24)),
    created_at: order.placedAt,
    updated_at: order.placedAt,
  };
}

async function insertRefunds(db: Db, parts: Part[]): Promise<void> {
  const refunded = parts.flatMap(({ order, part }) => (part.refund ? [{ order, part, refund: part.refund }] : []));
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
      stripe_refund_id: `re_demo_${refund.id.replaceAll('-', '')}`,
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
