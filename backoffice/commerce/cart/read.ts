import type { LineOffer } from '#backoffice/commerce/quotation/index.ts';
import type { Db } from '#db/connection.ts';

/** Whose cart: a person's, or a guest's by the hash of the token in the cookie. */
export interface CartOwner {
  userId: string | null;
  guestTokenHash: string | null;
  channel: 'b2c' | 'b2b';
  /** Set for b2b. */
  storeId: string | null;
  /** The cart of an order that waits for its approval, instead of the person's own. */
  approvalId?: string;
}

export interface CartRow {
  cartId: string;
  lineId: string;
  variantId: string;
  productId: string;
  productSlug: string;
  title: string;
  variantTitle: string;
  sku: string;
  imageId: string | null;
  quantity: number;
  seenUnitPriceCents: number;
  retailPriceCents: number;
  wholesalePriceCents: number | null;
  tiers: { minQuantity: number; unitPriceCents: number; priceList: string }[];
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
  weightGrams: number;
  taxCategory: 'standard' | 'reduced' | 'zero';
  /** Its category, then that one's parent. */
  categoryIds: string[];
  availableQuantity: number;
  /** Published, by an approved wholesaler, and the variant is not withdrawn. */
  isForSale: boolean;
  wholesaler: CartWholesaler;
  /** The accepted offer that the line came from. */
  offer: LineOffer | null;
  /** What the riders answered once: in the first row, null in the others. */
  store: unknown;
  taxRates: unknown;
  promotions: unknown;
}

export interface CartWholesaler {
  id: string;
  slug: string;
  name: string;
  country: string;
  minimumOrderCents: number;
  minimumFirstOrderCents: number;
  isFirstOrder: boolean;
  shippingMode: 'flat' | 'free' | 'carrier';
  flatRateCents: number;
  freeShippingOverCents: number | null;
}

/** SQL that other modules know best, and its bindings: it rides in the same statement. */
export interface Riders {
  /** JSON of the tiers of a variant. */
  tiersOfVariant: (variant: string) => string;
  /** JSON of a line's offer. */
  offerOfLine: (offerLineId: string) => string;
  /** JSON of the buying store; read once. */
  store: string;
  /** JSON of the tax rates of the destination; read once. */
  taxRates: string;
  /** JSON of the promotions of the row named cart; read once. */
  promotions: string;
  bindings: Record<string, unknown>;
}

/** Every line with what is needed to price, judge and order it, in one statement. Wholesale columns are read for b2b carts only. */
export async function readCartRows(db: Db, owner: CartOwner, riders: Riders): Promise<CartRow[]> {
  const isB2b = owner.channel === 'b2b';
  const once = (sql: string) => `case when row_number() over (order by l.created_at, l.id) = 1 then ${sql} end`;
  const { rows } = await db.raw(
    `with cart as materialized (
       select c.id from carts c where c.channel = :channel and ${ownedBy(owner)}
     ), known as materialized (${isB2b ? KNOWN_WHOLESALERS : 'select null::uuid as wholesaler_id'})
     select cart.id as "cartId", l.id as "lineId", v.id as "variantId", p.id as "productId", p.slug as "productSlug", p.title, case when v.options = '{}' then '' else v.title end as "variantTitle", v.sku,
       (select i.id from product_images i where i.product_id = p.id and i.status = 'ready' order by (i.variant_id = v.id) desc nulls last, i.position, i.id limit 1) as "imageId",
       l.quantity, l.seen_unit_price_cents as "seenUnitPriceCents", v.retail_price_cents as "retailPriceCents",
       ${isB2b ? `v.wholesale_price_cents as "wholesalePriceCents", ${riders.tiersOfVariant('v.id')} as tiers` : `null::bigint as "wholesalePriceCents", '[]'::json as tiers`},
       v.moq, v.case_pack as "casePack", v.maximum_quantity as "maximumQuantity", v.weight_grams as "weightGrams", p.tax_category as "taxCategory",
       array_remove(array[p.category_id, cat.parent_id], null) as "categoryIds", coalesce(s.on_hand - s.reserved, 0) as "availableQuantity",
       (p.status = 'published' and w.status = 'approved' and v.archived_at is null) as "isForSale",
       json_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'country', w.country,
         'minimumOrderCents', coalesce(m.minimum_order_cents, w.minimum_order_cents),
         'minimumFirstOrderCents', coalesce(m.minimum_first_order_cents, w.minimum_first_order_cents),
         'shippingMode', w.shipping_mode, 'flatRateCents', w.flat_rate_cents, 'freeShippingOverCents', w.free_shipping_over_cents,
         'isFirstOrder', not exists (select from known where known.wholesaler_id = w.id)) as wholesaler,
       ${isB2b ? riders.offerOfLine('l.offer_line_id') : 'null'} as offer, ${isB2b ? once(riders.store) : 'null'} as store,
       ${once(riders.taxRates)} as "taxRates", ${once(riders.promotions)} as promotions
     from cart join cart_lines l on l.cart_id = cart.id join variants v on v.id = l.variant_id join products p on p.id = v.product_id
     join wholesalers w on w.id = p.wholesaler_id left join stock s on s.variant_id = v.id left join categories cat on cat.id = p.category_id
     left join wholesaler_minimums m on m.wholesaler_id = w.id and m.country = (select country from stores where id = cast(:storeId as uuid))
     order by l.created_at, l.id`,
    { ...owner, ...riders.bindings },
  );
  return rows;
}

export const ownedBy = (owner: Pick<CartOwner, 'userId' | 'approvalId'>): string => {
  if (owner.approvalId) return 'c.approval_id = :approvalId';
  return owner.userId ? 'c.user_id = :userId' : 'c.guest_token_hash = :guestTokenHash';
};

/** Those the store has ordered from before; what was only replaced does not count. */
const KNOWN_WHOLESALERS = `
  select distinct x.wholesaler_id from orders o join wholesaler_orders x on x.order_id = o.id
  where o.store_id = cast(:storeId as uuid) and not o.is_replacement and x.status not in ('awaiting_payment', 'expired', 'cancelled')`;
