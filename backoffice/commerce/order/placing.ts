import type { Db } from '#db/connection.ts';

export interface StandingOrder {
  id: string;
  number: string;
  status: string;
  channel: 'b2c' | 'b2b';
  email: string;
  currency: string;
  totalCents: number;
  storeId: string | null;
  userId: string | null;
  viewTokenHash: string | null;
  expiresAt: Date | null;
  /** none: a replacement. */
  paymentMethod: 'card' | 'terms' | 'none';
  lines: { orderLineId: string; variantId: string; quantity: number; title: string; variantTitle: string }[];
}

const STANDING = `
  select o.id, o.number, o.status, o.channel, o.email, o.currency, o.total_cents as "totalCents", o.store_id as "storeId", o.user_id as "userId",
    o.view_token_hash as "viewTokenHash", o.expires_at as "expiresAt", o.payment_method as "paymentMethod",
    (select json_agg(json_build_object('orderLineId', l.id, 'variantId', l.variant_id, 'quantity', l.quantity, 'title', l.title, 'variantTitle', l.variant_title))
      from order_lines l where l.order_id = o.id) as lines
  from orders o`;

export async function findOrder(
  db: Db,
  by: { id: string } | { number: string } | { request_key: string },
): Promise<StandingOrder | null> {
  const [[column, value]] = Object.entries(by) as [[string, string]];
  return (await db.raw(`${STANDING} where o.${column} = ?`, [value])).rows[0] ?? null;
}

export async function lockOrder(trx: Db, orderId: string): Promise<StandingOrder | null> {
  return (await trx.raw(`${STANDING} where o.id = ? for update of o`, [orderId])).rows[0] ?? null;
}

/** Of a part: what the ledger posts for it, its commission included. */
export interface PlacedPart {
  id: string;
  number: string;
  wholesalerId: string;
  currency: string;
  pricesIncludeTax: boolean;
  goodsCents: number;
  discountCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
  commissionCents: number;
  /** What the platform pays for its share of the discounts. */
  subsidyCents: number;
  /** Some of it was bought by an accepted quotation. */
  isQuoted: boolean;
}

/**
 * awaiting_payment (or expired, when its payment came late) → placed, the commission of every line snapshotted, and the bought units taken
 * out of the cart. One statement. snapshot: the CTEs that write the commissions of the lines in bases.
 */
export async function placeParts(trx: Db, { orderId, at, snapshot }: Placing): Promise<PlacedPart[]> {
  const { rows } = await trx.raw(place(snapshot), { orderId, at });
  return rows;
}

interface Placing {
  orderId: string;
  at: Date;
  snapshot: string;
}

const place = (snapshot: string) => `
  with recursive placed as (
    update orders set status = 'placed', placed_at = :at, expires_at = null, status_reason = null, updated_at = :at where id = :orderId returning *
  ), parts as (
    update wholesaler_orders p set status = 'placed', placed_at = :at, updated_at = :at from placed where p.order_id = placed.id returning p.*
  ), bases as (
    select l.id, l.wholesaler_order_id, l.wholesaler_id, parts.currency, pr.category_id, parts.is_first_order,
      l.goods_cents - l.discount_cents + l.subsidy_cents - case when placed.prices_include_tax then l.tax_cents else 0 end as base
    from order_lines l join placed on placed.id = l.order_id join parts on parts.id = l.wholesaler_order_id
    join products pr on pr.id = l.product_id
  ), ${snapshot}, emptied as (
    delete from cart_lines cl using placed, order_lines l where cl.cart_id = placed.cart_id and l.order_id = placed.id and cl.variant_id = l.variant_id
      and cl.quantity <= l.quantity
  ), used as (
    delete from cart_promotions kept using placed, promotion_redemptions r
    where kept.cart_id = placed.cart_id and r.order_id = placed.id and r.promotion_id = kept.promotion_id
  ), lowered as (
    update cart_lines cl set quantity = cl.quantity - l.quantity, updated_at = :at from placed, order_lines l
    where cl.cart_id = placed.cart_id and l.order_id = placed.id and cl.variant_id = l.variant_id and cl.quantity > l.quantity
  )
  select parts.id, parts.number, parts.wholesaler_id as "wholesalerId", parts.currency, placed.prices_include_tax as "pricesIncludeTax", parts.goods_cents as "goodsCents",
    parts.discount_cents as "discountCents", parts.shipping_cents as "shippingCents", parts.tax_cents as "taxCents", parts.total_cents as "totalCents",
    coalesce((select sum(s.commission_cents) from snapshot s where s.wholesaler_order_id = parts.id), 0)::bigint as "commissionCents",
    (parts.shipping_subsidy_cents + (select coalesce(sum(l.subsidy_cents), 0) from order_lines l where l.wholesaler_order_id = parts.id))::bigint as "subsidyCents",
    exists (select from order_lines l where l.wholesaler_order_id = parts.id and l.offer_line_id is not null) as "isQuoted"
  from parts, placed order by parts.number`;

/** An order that came to nothing through no fault of the buyer's: the same request may be sent again. */
export async function giveBackRequestKey(db: Db, orderId: string): Promise<void> {
  await db('orders').where({ id: orderId, status: 'cancelled' }).update({ request_key: null });
}

/** Never paid: the order ends and its parts with it. False when it is in no state for that. */
export async function endUnpaidOrder(
  trx: Db,
  orderId: string,
  end: { status: 'expired' | 'cancelled'; reason: string; at: Date },
): Promise<boolean> {
  const count = await trx('orders')
    .where({ id: orderId, status: 'awaiting_payment' })
    .update({ status: end.status, status_reason: end.reason, ended_at: end.at, updated_at: end.at });
  if (count === 1)
    await trx('wholesaler_orders')
      .where({ order_id: orderId, status: 'awaiting_payment' })
      .update({
        status: end.status,
        updated_at: end.at,
        ...(end.status === 'cancelled' ? { cancelled_at: end.at } : {}),
      });
  return count === 1;
}

/** Paid too late and given back: an expired order is cancelled for good. */
export async function cancelExpiredOrder(trx: Db, orderId: string, reason: string, at: Date): Promise<void> {
  await trx('orders')
    .where({ id: orderId, status: 'expired' })
    .update({ status: 'cancelled', status_reason: reason, ended_at: at, updated_at: at });
  await trx('wholesaler_orders')
    .where({ order_id: orderId, status: 'expired' })
    .update({ status: 'cancelled', cancelled_at: at, updated_at: at });
}

/** Unpaid and past their time, oldest first. */
export async function listOverdue(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ id: string; sessionId: string | null }[]> {
  const { rows } = await db.raw(
    `select o.id, (select pay.stripe_checkout_session_id from payments pay where pay.order_id = o.id and pay.status = 'pending' order by pay.created_at desc limit 1) as "sessionId"
     from orders o where o.status = 'awaiting_payment' and o.expires_at < :now order by o.expires_at limit :limit`,
    { now, limit },
  );
  return rows;
}

export async function readReorderLines(
  db: Db,
  orderId: string,
): Promise<
  { variantId: string; quantity: number; unitPriceCents: number; sku: string; title: string; variantTitle: string }[]
> {
  const { rows } = await db.raw(
    `select variant_id as "variantId", sum(quantity)::int as quantity, max(unit_price_cents) as "unitPriceCents", max(sku) as sku, max(title) as title, max(variant_title) as "variantTitle"
     from order_lines where wholesaler_order_id in (select id from wholesaler_orders where order_id = ?)
     group by variant_id order by min(position), variant_id`,
    [orderId],
  );
  return rows;
}
