import type { Db } from '#db/connection.ts';

export interface Buyer {
  channel: 'b2c' | 'b2b';
  userId: string | null;
  storeId: string | null;
}

/** A variant that an asked row may mean. */
export interface FoundVariant {
  /** Positions of the rows that ask for it, from 0. */
  askedBy: number[];
  id: string;
  productId: string;
  productSlug: string;
  title: string;
  variantTitle: string;
  sku: string;
  imageId: string | null;
  wholesaler: { slug: string; name: string };
  retailPriceCents: number;
  /** Read for b2b only. */
  wholesalePriceCents: number | null;
  tiers: { minQuantity: number; unitPriceCents: number; priceList: string }[];
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
  availableQuantity: number;
  quantityInCart: number;
  /** Published, by an approved wholesaler, not withdrawn. */
  isForSale: boolean;
}

interface Question {
  buyer: Buyer;
  now: Date;
  tiersOfVariant: (variant: string) => string;
}

/** What the rows mean: by variant, SKU or barcode. What was never published is not found, as it is nobody's business. One statement. */
export async function findVariants(
  db: Db,
  asked: { code: string; variantId: string | null; wholesaler: string | null }[],
  question: Question,
): Promise<FoundVariant[]> {
  const { rows } = await db.raw(
    `with asked as materialized (
       select n, code, lower(code) as folded, "variantId" as variant_id, lower(wholesaler) as wholesaler
       from jsonb_to_recordset(cast(:asked as jsonb)) as a (n int, code text, "variantId" uuid, wholesaler text)
     ), hit as (
       select a.n, a.wholesaler, v.id from asked a join variants v on lower(v.sku) = a.folded where a.variant_id is null
       union select a.n, a.wholesaler, v.id from asked a join variants v on v.barcode = a.code where a.variant_id is null and a.code <> ''
       union select a.n, a.wholesaler, v.id from asked a join variants v on v.id = a.variant_id
     ), wanted as (
       select v.id, array_agg(hit.n order by hit.n) as "askedBy"
       from hit join variants v on v.id = hit.id join products p on p.id = v.product_id join wholesalers w on w.id = v.wholesaler_id
       where p.published_at is not null and (hit.wholesaler is null or hit.wholesaler in (w.slug, lower(w.name)))
       group by v.id
     )
     ${DETAILS(question)} order by w.name, v.id`,
    {
      ...bindingsOf(question),
      asked: JSON.stringify(asked.map(({ code, variantId, wholesaler }, n) => ({ n, code, variantId, wholesaler }))),
    },
  );
  return rows;
}

/** A hundred slips of the finger are mended; of more, the file is another shop's. */
const MOST_SUGGESTED_FOR = 100;

/** Up to three SKUs for sale that look like each code, nearest first, by the trigram index. One statement. */
export async function findNearVariants(
  db: Db,
  codes: { n: number; code: string }[],
  question: Question,
): Promise<FoundVariant[]> {
  const { rows } = await db.raw(
    `with asked as materialized (
       select n, lower(code) as folded from jsonb_to_recordset(cast(:asked as jsonb)) as a (n int, code text)
     ), wanted as (
       select near.id, array_agg(a.n) as "askedBy", min(near.distance) as distance
       from asked a cross join lateral (
         select close.id, close.distance from (
           select v.id, v.product_id, v.wholesaler_id, v.archived_at, v.wholesale_price_cents, lower(v.sku) <-> a.folded as distance
           from variants v order by lower(v.sku) <-> a.folded limit 12
         ) close join products p on p.id = close.product_id join wholesalers w on w.id = close.wholesaler_id
         where close.distance < 0.75 and p.status = 'published' and w.status = 'approved' and close.archived_at is null
           and (:channel = 'b2c' or close.wholesale_price_cents is not null)
         order by close.distance, close.id limit 3
       ) near group by near.id
     )
     ${DETAILS(question)} order by wanted.distance, v.id`,
    { ...bindingsOf(question), asked: JSON.stringify(codes.slice(0, MOST_SUGGESTED_FOR)) },
  );
  return rows;
}

const bindingsOf = ({ buyer, now }: Question) => ({
  channel: buyer.channel,
  userId: buyer.userId,
  storeId: buyer.storeId,
  now,
});

const DETAILS = ({ buyer, tiersOfVariant }: Question) => `
  select wanted."askedBy", v.id, p.id as "productId", p.slug as "productSlug", p.title, case when v.options = '{}' then '' else v.title end as "variantTitle", v.sku,
    (select i.id from product_images i where i.product_id = p.id and i.status = 'ready' order by (i.variant_id = v.id) desc nulls last, i.position, i.id limit 1) as "imageId",
    json_build_object('slug', w.slug, 'name', w.name) as wholesaler, v.retail_price_cents as "retailPriceCents",
    ${buyer.channel === 'b2b' ? `v.wholesale_price_cents as "wholesalePriceCents", ${tiersOfVariant('v.id')} as tiers` : `null::bigint as "wholesalePriceCents", '[]'::json as tiers`},
    v.moq, v.case_pack as "casePack", v.maximum_quantity as "maximumQuantity", greatest(coalesce(s.on_hand - s.reserved, 0), 0) as "availableQuantity",
    coalesce(l.quantity, 0) as "quantityInCart", (p.status = 'published' and w.status = 'approved' and v.archived_at is null) as "isForSale"
  from wanted join variants v on v.id = wanted.id join products p on p.id = v.product_id join wholesalers w on w.id = v.wholesaler_id
  left join stock s on s.variant_id = v.id
  left join carts c on c.user_id = cast(:userId as uuid) and c.channel = :channel left join cart_lines l on l.cart_id = c.id and l.variant_id = v.id`;
