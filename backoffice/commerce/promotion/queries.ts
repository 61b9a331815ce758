import type { Db } from '#db/connection.ts';
import type { Promotion } from './rules.ts';

/** An order that expired or was cancelled has given its use back. */
const ALIVE = `join orders o on o.id = r.order_id and o.status not in ('expired', 'cancelled')`;

const JUDGED = `json_build_object('id', p.id, 'code', p.code, 'title', p.title, 'kind', p.kind, 'percentBp', p.percent_bp, 'fixedCents', p.fixed_cents,
  'buyQuantity', p.buy_quantity, 'getQuantity', p.get_quantity, 'wholesalerId', p.wholesaler_id, 'categoryId', p.category_id, 'channel', p.channel,
  'minimumGoodsCents', p.minimum_goods_cents, 'wholesalerShareBp', p.wholesaler_share_bp, 'isCombinable', p.is_combinable,
  'window', case when cast(:now as timestamptz) < p.starts_at then 'ahead' when cast(:now as timestamptz) >= p.ends_at then 'over' else 'open' end,
  'usesLeft', case when p.usage_limit is not null then p.usage_limit - (select count(*) from promotion_redemptions r ${ALIVE} where r.promotion_id = p.id) end,
  'usesLeftOfBuyer', case when p.usage_limit_per_buyer is not null then p.usage_limit_per_buyer - (select count(*) from promotion_redemptions r ${ALIVE}
    where r.promotion_id = p.id and r.buyer = ${buyerSql()}) end,
  'budgetLeftCents', case when p.budget_cents is not null then p.budget_cents
    - (select coalesce(sum(r.discount_cents), 0) from promotion_redemptions r ${ALIVE} where r.promotion_id = p.id) end)`;

/** Who uses it: a store is one buyer whoever of it orders; a person is their address, signed in or not. */
function buyerSql(): string {
  return `case when cast(:storeId as uuid) is not null then 'store:' || cast(:storeId as uuid)
    else 'email:' || lower(coalesce((select u.email from users u where u.id = cast(:userId as uuid)), cast(:email as text))) end`;
}

/**
 * SQL for the promotions of a cart, as one JSON array: the automatic ones that are open and whatever codes it keeps. The query around it
 * names the cart's row "cart". Bindings: channel, userId, storeId, email, now.
 */
export const PROMOTIONS_OF_CART = `(
  select coalesce(json_agg(${JUDGED}), '[]') from promotions p
  where (p.code is null and cast(:now as timestamptz) >= p.starts_at and cast(:now as timestamptz) < p.ends_at
      and (p.channel is null or p.channel = cast(:channel as text))
      and (p.wholesaler_id is null or p.wholesaler_id in (select v.wholesaler_id from cart join cart_lines cl on cl.cart_id = cart.id join variants v on v.id = cl.variant_id)))
    or p.id in (select kept.promotion_id from cart join cart_promotions kept on kept.cart_id = cart.id))`;

/** An open promotion by its code as it was typed; null: there is none of that name. */
export async function findPromotionByCode(db: Db, code: string): Promise<{ id: string } | null> {
  return (await db('promotions').where({ code: code.trim().toUpperCase() }).first('id')) ?? null;
}

export async function keepPromotion(db: Db, cartId: string, promotionId: string): Promise<void> {
  await db('cart_promotions').insert({ cart_id: cartId, promotion_id: promotionId }).onConflict().ignore();
}

export async function dropPromotion(db: Db, cartId: string, code: string): Promise<void> {
  await db('cart_promotions')
    .where({ cart_id: cartId })
    .whereIn('promotion_id', db('promotions').where({ code: code.trim().toUpperCase() }).select('id'))
    .delete();
}

export interface Redemption {
  promotionId: string;
  discountCents: number;
}
export interface Redeeming {
  orderId: string;
  buyer: { storeId: string | null; email: string };
  redemptions: Redemption[];
  now: Date;
}

/**
 * Writes what an order redeems; answers the titles of those whose limit or budget another order took meanwhile, and then nothing counts:
 * the caller rolls back. Promotions with a limit are locked first and counted afterwards, because a statement that waits still sees what
 * was there before its wait; those without one are not locked, so that their orders do not queue.
 */
export async function redeemPromotions(trx: Db, { orderId, buyer, redemptions, now }: Redeeming): Promise<string[]> {
  const given = JSON.stringify(redemptions.map(one => ({ id: one.promotionId, cents: one.discountCents })));
  const { rows: limited } = await trx.raw(
    `select id from promotions where id = any (?) and num_nonnulls(usage_limit, usage_limit_per_buyer, budget_cents) > 0 order by id for update`,
    [redemptions.map(one => one.promotionId)],
  );
  await trx.raw(
    `insert into promotion_redemptions (promotion_id, order_id, buyer, discount_cents)
     select g.id, cast(:orderId as uuid), :buyer, g.cents from jsonb_to_recordset(cast(:given as jsonb)) as g (id uuid, cents bigint)`,
    { orderId, given, buyer: buyer.storeId ? `store:${buyer.storeId}` : `email:${buyer.email.toLowerCase()}` },
  );
  if (limited.length === 0) return [];
  const { rows } = await trx.raw(
    `select p.title from promotions p join promotion_redemptions own on own.promotion_id = p.id and own.order_id = :orderId
     cross join lateral (
       select count(*) as uses, count(*) filter (where r.buyer = own.buyer) as uses_of_buyer, sum(r.discount_cents) as cents
       from promotion_redemptions r ${ALIVE} where r.promotion_id = p.id) used
     where used.uses > p.usage_limit or used.uses_of_buyer > p.usage_limit_per_buyer or used.cents > p.budget_cents
       or cast(:now as timestamptz) >= p.ends_at`,
    { orderId, now },
  );
  return rows.map((row: { title: string }) => row.title);
}

export type { Promotion };
