import { v7 as uuid } from 'uuid';
import type { Db } from '#db/connection.ts';
import { insertRows } from '#db/seeds/insert-rows.ts';
import { WORLD } from '#db/seeds/world.ts';
import type { LineToReserve } from './reserve.ts';

const { fig, cedar, candlery } = {
  fig: WORLD.variants.candleFig,
  cedar: WORLD.variants.candleCedar,
  candlery: WORLD.wholesalers.candlery,
};
export const CANDLES = [fig, cedar];

export interface BareOrder {
  orderId: string;
  partId: string;
  lines: LineToReserve[];
}

/** Unpaid orders of the candlery with these lines and nothing reserved: what a reservation needs to hang on to. */
export async function plantBareOrders(
  db: Db,
  carts: { variantId: string; quantity: number }[][],
): Promise<BareOrder[]> {
  const orders = carts.map(cart => ({
    orderId: uuid(),
    partId: uuid(),
    lines: cart.map(line => ({ ...line, orderLineId: uuid() })),
  }));
  const sums = { goods_cents: 900, shipping_cents: 0, tax_cents: 0, total_cents: 900, currency: 'EUR' };
  await insertRows(
    db,
    'orders',
    orders.map(({ orderId }) => ({
      ...sums,
      id: orderId,
      number: `T-${orderId}`,
      channel: 'b2c',
      email: 'anna@example.org',
      status: 'awaiting_payment',
      payment_method: 'card',
      prices_include_tax: true,
      discount_cents: 0,
      shipping_address: {},
      billing_address: {},
      expires_at: '2026-03-01T10:30:00Z',
      created_at: '2026-03-01T10:00:00Z',
      updated_at: '2026-03-01T10:00:00Z',
    })),
  );
  await insertRows(
    db,
    'wholesaler_orders',
    orders.map(({ orderId, partId }) => ({
      ...sums,
      id: partId,
      order_id: orderId,
      wholesaler_id: candlery,
      number: `T-${partId}`,
      status: 'awaiting_payment',
      discount_cents: 0,
      shipping_tax_cents: 0,
      shipping_service: 'standard',
      is_first_order: false,
      created_at: '2026-03-01T10:00:00Z',
      updated_at: '2026-03-01T10:00:00Z',
    })),
  );
  await insertRows(db, 'order_lines', orders.flatMap(lineRows));
  return orders;
}

const lineRows = ({ orderId, partId, lines }: BareOrder) =>
  lines.map(({ orderLineId, variantId, quantity }, position) => ({
    id: orderLineId,
    order_id: orderId,
    wholesaler_order_id: partId,
    wholesaler_id: candlery,
    product_id: WORLD.products.candle,
    variant_id: variantId,
    sku: 'PILLAR',
    title: 'Pillar Candle',
    variant_title: '',
    quantity,
    unit_price_cents: 900,
    goods_cents: 900 * quantity,
    discount_cents: 0,
    tax_rate_bp: 0,
    tax_cents: 0,
    moq: 1,
    case_pack: 1,
    weight_grams: 420,
    price_trace: [],
    position,
    created_at: '2026-03-01T10:00:00Z',
  }));
