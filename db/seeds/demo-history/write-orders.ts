import type { Db } from '../../connection.ts';
import { stableId } from '../chance.ts';
import { wholesalerId } from '../demo-accounts.ts';
import { insertRows } from '../insert-rows.ts';
import { taxRate, taxTreatment } from './prices.ts';
import { hoursAfter, isPaid, type PartStatus, type PlannedOrder, type PlannedPart } from './shapes.ts';

const PATH: PartStatus[] = ['placed', 'accepted', 'packed', 'shipped', 'delivered', 'closed'];

export async function insertOrders(db: Db, orders: PlannedOrder[], numbers: Map<string, string>): Promise<void> {
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
    shipping_tax_rate_bp: taxRate(order.buyer, part.wholesaler.country, 'standard'),
    tax_treatment: taxTreatment(order.buyer, part.wholesaler.country),
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
    price_trace: [
      {
        kind: 'list',
        from: order.buyer.channel === 'b2b' ? 'wholesale price' : 'retail price',
        minQuantity: 1,
        unitPriceCents: line.unitCents,
      },
      {
        kind: 'tax',
        from: taxTreatment(order.buyer, part.wholesaler.country).replace('_', ' '),
        rateBp: line.taxBp,
        amountCents: line.taxCents,
      },
    ],
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
    currency: 'EUR',
    placed_at: order.placedAt,
    created_at: order.placedAt,
  }));
