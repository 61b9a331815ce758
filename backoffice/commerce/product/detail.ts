import type { Db } from '#db/connection.ts';

/** A published product with everything its page shows but the wholesale side, in one statement. Money in cents, tax included. */
export interface ProductPage {
  id: string;
  slug: string;
  title: string;
  description_html: string;
  tags: string[];
  attributes: Record<string, string[]>;
  option_names: string[];
  tax_category: string;
  category: { slug: string; name: string };
  breadcrumbs: { slug: string; name: string }[];
  images: { id: string; alt: string; variantId: string | null }[];
  variants: PageVariant[];
  wholesaler: PageWholesaler;
  stars: number[];
  reviews: { id: string; author: string; rating: number; title: string; body: string; createdAt: string }[];
}

export interface PageVariant {
  id: string;
  sku: string;
  title: string;
  options: Record<string, string>;
  retailPriceCents: number;
  compareAtCents: number | null;
  isSoldInBulk: boolean;
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
  weightGrams: number;
  availableQuantity: number;
  lowStockThreshold: number;
}

export interface PageWholesaler {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  country: string;
  currency: string;
  logoKey: string | null;
  productCount: number;
  leadTimeDays: number;
  shippingMode: 'flat' | 'free' | 'carrier';
  flatRateCents: number;
  freeShippingOverCents: number | null;
}

export async function readProductPage(db: Db, slug: string): Promise<ProductPage | null> {
  const { rows } = await db.raw(
    `with recursive product as (
       select p.* from products p join wholesalers w on w.id = p.wholesaler_id
       where p.slug = ? and p.status = 'published' and w.status = 'approved'
     ), path as (
       select c.id, c.parent_id, c.slug, c.name, 0 as height from categories c join product on c.id = product.category_id
       union all select c.id, c.parent_id, c.slug, c.name, height + 1 from path join categories c on c.id = path.parent_id
     )
     select product.id, product.slug, product.title, product.description_html, product.tags, product.attributes, product.option_names, product.tax_category,
       (select json_build_object('slug', slug, 'name', name) from path where height = 0) as category,
       (select json_agg(json_build_object('slug', slug, 'name', name) order by height desc) from path) as breadcrumbs,
       coalesce((select json_agg(json_build_object('id', i.id, 'alt', i.alt, 'variantId', i.variant_id) order by i.position, i.id)
         from product_images i where i.product_id = product.id and i.status = 'ready'), '[]') as images,
       (select json_agg(json_build_object('id', v.id, 'sku', v.sku, 'title', v.title, 'options', v.options, 'retailPriceCents', v.retail_price_cents,
           'compareAtCents', v.compare_at_price_cents, 'isSoldInBulk', v.wholesale_price_cents is not null, 'moq', v.moq, 'casePack', v.case_pack,
           'maximumQuantity', v.maximum_quantity, 'weightGrams', v.weight_grams, 'availableQuantity', coalesce(s.on_hand - s.reserved, 0),
           'lowStockThreshold', coalesce(s.low_stock_threshold, 0)) order by v.position, v.id)
         from variants v left join stock s on s.variant_id = v.id where v.product_id = product.id and v.archived_at is null) as variants,
       (select json_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'tagline', w.tagline, 'country', w.country, 'currency', w.currency,
           'logoKey', w.logo_key, 'leadTimeDays', w.lead_time_days, 'shippingMode', w.shipping_mode, 'flatRateCents', w.flat_rate_cents,
           'freeShippingOverCents', w.free_shipping_over_cents, 'productCount', (select count(*) from search_documents d where d.wholesaler_slug = w.slug))
         from wholesalers w where w.id = product.wholesaler_id) as wholesaler,
       array(select count(r.id)::int from generate_series(1, 5) star left join product_reviews r on r.product_id = product.id and r.rating = star
         group by star order by star) as stars,
       coalesce((select json_agg(recent) from (
         select r.id, r.author, r.rating, r.title, r.body, to_char(r.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt"
         from product_reviews r where r.product_id = product.id order by r.created_at desc limit 12) recent), '[]') as reviews
     from product`,
    [slug],
  );
  return rows[0] ?? null;
}
