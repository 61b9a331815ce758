import type { Db } from '#db/connection.ts';

export interface CategoryRow {
  slug: string;
  name: string;
  blurb: string;
  parentSlug: string | null;
  imageUrl: string | null;
  productCount: number;
}

/** Parents before children, counts with everything beneath. */
export async function listCategories(db: Db): Promise<CategoryRow[]> {
  const { rows } = await db.raw(
    `with counts as (select category_slug as slug, count(*)::int as products from category_listings group by category_slug)
     select c.slug, c.name, c.blurb, p.slug as "parentSlug", '/api/images/' || c.image_key as "imageUrl", coalesce(counts.products, 0) as "productCount"
     from categories c left join categories p on p.id = c.parent_id left join counts on counts.slug = c.slug
     order by p.position nulls first, p.id nulls first, c.position, c.name`,
  );
  return rows;
}

export interface WholesalerRow {
  slug: string;
  name: string;
  tagline: string;
  country: string;
  logoUrl: string | null;
  productCount: number;
}

const CARD = `w.slug, w.name, w.tagline, w.country, '/api/images/' || w.logo_key as "logoUrl",
  (select count(*)::int from search_documents d where d.wholesaler_slug = w.slug) as "productCount"`;

export async function listWholesalers(db: Db): Promise<WholesalerRow[]> {
  return (await db.raw(`select ${CARD} from wholesalers w where w.status = 'approved' order by w.name`)).rows;
}

export interface WholesalerPageRow extends WholesalerRow {
  story: string;
  leadTimeDays: number;
  shippingMode: 'flat' | 'free' | 'carrier';
  flatRateCents: number;
  freeShippingOverCents: number | null;
  minimumOrderCents: number;
  minimumFirstOrderCents: number;
  /** For this store; true for everyone else. */
  isFirstOrder: boolean;
}

export async function readWholesalerPage(
  db: Db,
  slug: string,
  storeId: string | null,
): Promise<WholesalerPageRow | null> {
  const { rows } = await db.raw(
    `select ${CARD}, w.story, w.lead_time_days as "leadTimeDays", w.shipping_mode as "shippingMode", w.flat_rate_cents as "flatRateCents",
       w.free_shipping_over_cents as "freeShippingOverCents", coalesce(m.minimum_order_cents, w.minimum_order_cents) as "minimumOrderCents",
       coalesce(m.minimum_first_order_cents, w.minimum_first_order_cents) as "minimumFirstOrderCents",
       not exists (select from wholesaler_orders x join orders o on o.id = x.order_id where o.store_id = cast(:storeId as uuid) and x.wholesaler_id = w.id
         and not o.is_replacement and x.status not in ('awaiting_payment', 'expired', 'cancelled')) as "isFirstOrder"
     from wholesalers w
     left join wholesaler_minimums m on m.wholesaler_id = w.id and m.country = (select country from stores where id = cast(:storeId as uuid))
     where w.slug = :slug and w.status = 'approved'`,
    { slug, storeId },
  );
  return rows[0] ?? null;
}
