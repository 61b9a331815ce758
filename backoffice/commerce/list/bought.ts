import type { Db } from '#db/connection.ts';

/** What a store bought of a variant, last. */
export interface Bought {
  variantId: string;
  sku: string;
  quantity: number;
  unitPriceCents: number;
  at: string;
  orderNumber: string;
  orderCount: number;
}

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const BOUGHT = `from orders o join wholesaler_orders p on p.order_id = o.id join order_lines l on l.wholesaler_order_id = p.id
  where o.store_id = cast(:storeId as uuid) and not o.is_replacement and p.status not in ('awaiting_payment', 'expired', 'cancelled')`;

/** Everything the store has ever ordered, latest first, a page by keyset. One statement. */
export async function listBought(
  db: Db,
  { storeId, limit, after }: { storeId: string; limit: number; after: readonly [string | number, string] | null },
): Promise<{ items: Bought[]; after: [string, string] | null }> {
  const { rows } = await db.raw(
    `with bought as (
       select l.variant_id, max(o.placed_at) as at, count(distinct o.id)::int as orders,
         (array_agg(json_build_object('quantity', l.quantity, 'unitPriceCents', l.unit_price_cents, 'orderNumber', o.number) order by o.placed_at desc, l.id))[1] as last
       ${BOUGHT} group by l.variant_id
     )
     select b.variant_id as "variantId", v.sku, b.at::text as place, to_char(b.at at time zone 'UTC', ${ISO}) as at, b.orders as "orderCount", b.last
     from bought b join variants v on v.id = b.variant_id
     where ${after ? '(b.at, b.variant_id) < (cast(:afterAt as timestamptz), cast(:afterId as uuid))' : 'true'}
     order by b.at desc, b.variant_id desc limit :take`,
    { storeId, afterAt: after?.[0] ?? null, afterId: after?.[1] ?? null, take: limit + 1 },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ place: _, last, ...one }: Bought & { place: string; last: object }) => ({ ...one, ...last })),
    after: last ? [last.place, last.variantId] : null,
  };
}

/** A search engine is given the products by their ids: so many at most, the latest bought first. */
const MOST_PRODUCTS = 1000;

export async function readBoughtProductIds(db: Db, storeId: string): Promise<string[]> {
  const { rows } = await db.raw(
    `select l.product_id as id ${BOUGHT} group by l.product_id order by max(o.placed_at) desc, l.product_id limit ${MOST_PRODUCTS}`,
    { storeId },
  );
  return rows.map((row: { id: string }) => row.id);
}
