import type { Db } from '#db/connection.ts';

export interface FillUpRow {
  variantId: string;
  productId: string;
  productSlug: string;
  title: string;
  variantTitle: string;
  sku: string;
  imageId: string | null;
  wholesalePriceCents: number;
  tiers: { minQuantity: number; unitPriceCents: number; priceList: string }[];
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
  availableQuantity: number;
  quantityInCart: number;
  /** Cosine distance to the mean of what the store buys; null without embeddings. */
  distance: number | null;
}

const PRODUCTS = 24;

/**
 * What a wholesaler could add to a store's cart, likest to what the store bought in the last year and has in the cart, then most sold in
 * the last ninety days. One statement.
 */
export async function readFillUp(
  db: Db,
  asked: { cartId: string; wholesalerId: string; storeId: string; now: Date },
  tiersOfVariant: (variant: string) => string,
): Promise<FillUpRow[]> {
  const { rows } = await db.raw(
    `with bought as (
       select v.product_id from cart_lines cl join variants v on v.id = cl.variant_id where cl.cart_id = :cartId
       union select l.product_id from orders o join order_lines l on l.order_id = o.id
       where o.store_id = cast(:storeId as uuid) and o.placed_at > cast(:now as timestamptz) - interval '1 year'
     ), taste as (
       select avg(e.embedding) as mean from product_embeddings e where e.product_id in (select product_id from bought)
     ), sold as (
       select l.product_id, sum(l.quantity) as units from wholesaler_orders p join order_lines l on l.wholesaler_order_id = p.id
       where p.wholesaler_id = :wholesalerId and p.placed_at > cast(:now as timestamptz) - interval '90 days' group by l.product_id
     ), near as (
       select p.id, p.slug, p.title, e.embedding <=> taste.mean as distance, coalesce(sold.units, 0) as units
       from products p cross join taste left join product_embeddings e on e.product_id = p.id left join sold on sold.product_id = p.id
       where p.wholesaler_id = :wholesalerId and p.status = 'published'
         and exists (select from variants v join stock s on s.variant_id = v.id
           where v.product_id = p.id and v.archived_at is null and v.wholesale_price_cents is not null and s.on_hand - s.reserved >= v.case_pack)
       order by distance nulls last, units desc, p.id limit ${PRODUCTS}
     )
     select v.id as "variantId", near.id as "productId", near.slug as "productSlug", near.title, case when v.options = '{}' then '' else v.title end as "variantTitle", v.sku,
       (select i.id from product_images i where i.product_id = near.id and i.status = 'ready' order by (i.variant_id = v.id) desc nulls last, i.position, i.id limit 1) as "imageId",
       v.wholesale_price_cents as "wholesalePriceCents", ${tiersOfVariant('v.id')} as tiers, v.moq, v.case_pack as "casePack", v.maximum_quantity as "maximumQuantity",
       s.on_hand - s.reserved as "availableQuantity", coalesce(cl.quantity, 0) as "quantityInCart", near.distance
     from near join variants v on v.product_id = near.id and v.archived_at is null and v.wholesale_price_cents is not null join stock s on s.variant_id = v.id
     left join cart_lines cl on cl.cart_id = :cartId and cl.variant_id = v.id and cl.offer_line_id is null
     where not exists (select from cart_lines held where held.cart_id = :cartId and held.variant_id = v.id and held.offer_line_id is not null)
     order by near.distance nulls last, near.units desc, near.id, v.position, v.id`,
    asked,
  );
  return rows;
}
