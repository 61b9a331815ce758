import { randomUUID } from 'node:crypto';
import type { Db } from '../../connection.ts';
import { WORLD } from './ids.ts';

export interface PlantedPart {
  wholesalerId: string;
  shippingCents?: number;
  lines: { variantId: string; quantity: number; unitPriceCents: number }[];
}

export interface PlantedOrder {
  orderId: string;
  number: string;
  parts: { id: string; number: string; wholesalerId: string; lineIds: string[]; earningsCents: number }[];
}

const TAX_BP = 1900;
const COMMISSION_BP = 1200;

/**
 * Anna's order, paid by card and split, as the checkout leaves it: stock committed, commissions and ledger written. For tests of what
 * comes after; each part's earnings are its goods and shipping without tax, less the commission.
 */
export async function plantPlacedOrder(
  db: Db,
  parts: PlantedPart[],
  placedAt = new Date('2026-03-01T10:00:00Z'),
): Promise<PlantedOrder> {
  return db.transaction(async trx => {
    const written = parts.map(amountsOf);
    const sum = (of: (part: PartAmounts) => number) => written.reduce((total, part) => total + of(part), 0);
    const address = {
      name: 'Anna Ahrens',
      line1: 'Lindenweg 3',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    };
    const [order] = await trx('orders')
      .insert({
        channel: 'b2c',
        user_id: WORLD.users.anna,
        email: 'anna@example.org',
        status: 'awaiting_payment',
        payment_method: 'card',
        currency: 'EUR',
        prices_include_tax: true,
        goods_cents: sum(part => part.goodsCents),
        shipping_cents: sum(part => part.shippingCents),
        tax_cents: sum(part => part.taxCents),
        total_cents: sum(part => part.totalCents),
        shipping_address: JSON.stringify(address),
        billing_address: JSON.stringify(address),
        expires_at: new Date(placedAt.getTime() + 1_800_000),
        created_at: placedAt,
        placed_at: placedAt,
      })
      .returning(['id', 'number']);
    const result: PlantedOrder = { orderId: order.id, number: order.number, parts: [] };
    for (const [index, part] of written.entries())
      result.parts.push(await plantPart(trx, { order, index, part, placedAt }));
    await plantPayment(
      trx,
      order.id,
      sum(part => part.totalCents),
      placedAt,
    );
    await trx('wholesaler_orders').where({ order_id: order.id }).update({ status: 'placed' });
    await trx('orders').where({ id: order.id }).update({ status: 'placed' });
    return result;
  });
}

interface PartAmounts extends PlantedPart {
  goodsCents: number;
  shippingCents: number;
  shippingTaxCents: number;
  taxCents: number;
  commissionCents: number;
  totalCents: number;
  earningsCents: number;
}

const taxInside = (gross: number) => Math.round((gross * TAX_BP) / (10_000 + TAX_BP));
const commissionOf = (line: { quantity: number; unitPriceCents: number }) => {
  const goods = line.quantity * line.unitPriceCents;
  return Math.round(((goods - taxInside(goods)) * COMMISSION_BP) / 10_000);
};

function amountsOf(part: PlantedPart): PartAmounts {
  const shippingCents = part.shippingCents ?? 590;
  const goods = part.lines.map(line => line.quantity * line.unitPriceCents);
  const total = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const goodsCents = total(goods);
  const shippingTaxCents = taxInside(shippingCents);
  const taxCents = total(goods.map(taxInside)) + shippingTaxCents;
  const commissionCents = total(part.lines.map(commissionOf));
  const totalCents = goodsCents + shippingCents;
  const earningsCents = totalCents - taxCents - commissionCents;
  return { ...part, goodsCents, shippingCents, shippingTaxCents, taxCents, commissionCents, totalCents, earningsCents };
}

interface Planting {
  order: { id: string; number: string };
  index: number;
  part: PartAmounts;
  placedAt: Date;
}

async function plantPart(trx: Db, { order, index, part, placedAt }: Planting): Promise<PlantedOrder['parts'][number]> {
  const number = `${order.number}-${index + 1}`;
  const [{ id }] = await trx('wholesaler_orders')
    .insert({
      order_id: order.id,
      wholesaler_id: part.wholesalerId,
      number,
      currency: 'EUR',
      goods_cents: part.goodsCents,
      shipping_cents: part.shippingCents,
      shipping_tax_cents: part.shippingTaxCents,
      shipping_tax_rate_bp: TAX_BP,
      tax_cents: part.taxCents,
      total_cents: part.totalCents,
      shipping_service: 'Standard',
      created_at: placedAt,
      placed_at: placedAt,
    })
    .returning('id');
  const lineIds: string[] = [];
  for (const [position, line] of part.lines.entries())
    lineIds.push(await plantLine(trx, { order, partId: id, part, line, position }));
  await post(trx, { orderId: order.id, partId: id, cause: `order:${order.id}:placed:${id}`, placedAt, part });
  return { id, number, wholesalerId: part.wholesalerId, lineIds, earningsCents: part.earningsCents };
}

interface PlantingLine {
  order: { id: string };
  partId: string;
  part: PartAmounts;
  line: PlantedPart['lines'][number];
  position: number;
}

async function plantLine(trx: Db, { order, partId, part, line, position }: PlantingLine): Promise<string> {
  const variant = await trx('variants as v')
    .join('products as p', 'p.id', 'v.product_id')
    .where('v.id', line.variantId)
    .first('v.*', 'p.title as product_title');
  const goodsCents = line.quantity * line.unitPriceCents;
  const [{ id }] = await trx('order_lines')
    .insert({
      order_id: order.id,
      wholesaler_order_id: partId,
      wholesaler_id: part.wholesalerId,
      product_id: variant.product_id,
      variant_id: line.variantId,
      sku: variant.sku,
      title: variant.product_title,
      variant_title: variant.title,
      quantity: line.quantity,
      unit_price_cents: line.unitPriceCents,
      goods_cents: goodsCents,
      tax_rate_bp: TAX_BP,
      tax_cents: taxInside(goodsCents),
      moq: 1,
      case_pack: 1,
      weight_grams: variant.weight_grams,
      position,
    })
    .returning('id');
  await trx('reservations').insert({
    order_id: order.id,
    order_line_id: id,
    variant_id: line.variantId,
    quantity: line.quantity,
    status: 'committed',
  });
  await trx('stock').where({ variant_id: line.variantId }).increment('reserved', line.quantity);
  await trx('commissions').insert({
    order_line_id: id,
    wholesaler_order_id: partId,
    wholesaler_id: part.wholesalerId,
    commission_rule_id: WORLD.commissionRules.platform,
    percent_bp: COMMISSION_BP,
    fixed_cents: 0,
    base_cents: goodsCents - taxInside(goodsCents),
    commission_cents: commissionOf(line),
    currency: 'EUR',
    placed_at: trx('wholesaler_orders').where({ id: partId }).select('placed_at'),
  });
  return id;
}

async function plantPayment(trx: Db, orderId: string, amountCents: number, placedAt: Date): Promise<void> {
  await trx('payments').insert({
    order_id: orderId,
    status: 'succeeded',
    currency: 'EUR',
    amount_cents: amountCents,
    captured_cents: amountCents,
    stripe_payment_intent_id: `pi_${randomUUID()}`,
    stripe_charge_id: `ch_${randomUUID()}`,
    available_on: new Date(placedAt.getTime() + 2 * 86_400_000),
    succeeded_at: placedAt,
  });
}

async function post(
  trx: Db,
  posting: { orderId: string; partId: string; cause: string; placedAt: Date; part: PartAmounts },
): Promise<void> {
  const { part, partId } = posting;
  const [{ id }] = await trx('ledger_transactions')
    .insert({
      kind: 'order_placed',
      cause: posting.cause,
      memo: 'Order placed',
      order_id: posting.orderId,
      wholesaler_order_id: partId,
      occurred_at: posting.placedAt,
    })
    .returning('id');
  const entries: [kind: string, wholesalerId: string | null, amountCents: number][] = [
    ['stripe_clearing', null, part.totalCents],
    ['wholesaler_pending', part.wholesalerId, -part.earningsCents],
    ['commission_revenue', null, -part.commissionCents],
    ['tax_payable', null, -part.taxCents],
  ];
  for (const [kind, wholesalerId, amountCents] of entries)
    await trx('ledger_entries').insert({
      transaction_id: id,
      account_id: await account(trx, kind, wholesalerId),
      wholesaler_order_id: partId,
      currency: 'EUR',
      amount_cents: amountCents,
    });
}

async function account(trx: Db, kind: string, wholesalerId: string | null): Promise<string> {
  const key = { kind, wholesaler_id: wholesalerId, currency: 'EUR' };
  await trx('ledger_accounts').insert(key).onConflict().ignore();
  const { id } = await trx('ledger_accounts').where(key).whereNull('store_id').first('id');
  return id;
}
