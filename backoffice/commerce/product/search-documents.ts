import type { Db } from '#db/connection.ts';

/** One published product as search engines take it (providers/search SearchDocument). */
export interface ProductDocument {
  productId: string;
  slug: string;
  title: string;
  description: string;
  wholesalerId: string;
  wholesalerSlug: string;
  wholesalerName: string;
  categorySlugs: string[];
  categoryName: string;
  tags: string[];
  skus: string[];
  attributes: Record<string, string[]>;
  imageId: string | null;
  currency: string;
  retailFromCents: number;
  compareAtCents: number | null;
  wholesaleFromCents: number | null;
  inStock: boolean;
  ratingAverage: number | null;
  ratingCount: number;
  popularity: number;
  publishedAt: string;
}

/**
 * The documents of those products that are for sale now: published, by an approved wholesaler, with a variant.
 * wholesaleFromCents is the lowest price any approved store pays (lists for one store group do not count).
 * popularity: ln(1 + units sold in 30 days + a tenth of the views).
 */
export async function readSearchDocuments(db: Db, productIds: string[], now: Date): Promise<ProductDocument[]> {
  const { rows } = await db.raw(
    `with recursive wanted as (
       select p.*, w.slug as wholesaler_slug, w.name as wholesaler_name, w.currency from products p join wholesalers w on w.id = p.wholesaler_id
       where p.id = any(:productIds) and p.status = 'published' and w.status = 'approved'
     ), path as (
       select id as category_id, id as at, parent_id, array[slug] as slugs from categories
       union all select path.category_id, c.id, c.parent_id, c.slug || path.slugs from path join categories c on c.id = path.parent_id
     ), offer as (
       select v.product_id, min(v.retail_price_cents) as retail, min(v.compare_at_price_cents) as compare_at,
         min(least(v.wholesale_price_cents, (
           select min(t.unit_price_cents) from price_tiers t join price_lists l on l.id = t.price_list_id
           where t.variant_id = v.id and v.wholesale_price_cents is not null and l.store_group_id is null and :now between l.starts_at and l.ends_at
         ))) as wholesale,
         bool_or(s.on_hand > s.reserved) as in_stock, array_agg(v.sku order by v.position) as skus
       from variants v left join stock s on s.variant_id = v.id
       where v.product_id = any(:productIds) and v.archived_at is null group by v.product_id
     ), sold as (
       select product_id, sum(units) as units, sum(views) as views from daily_rollups
       where product_id = any(:productIds) and day > cast(:now as timestamptz) - interval '30 days' group by product_id
     )
     select wanted.id as "productId", wanted.slug, wanted.title, wanted.description_html as description,
       wanted.wholesaler_id as "wholesalerId", wholesaler_slug as "wholesalerSlug", wholesaler_name as "wholesalerName",
       path.slugs as "categorySlugs", c.name as "categoryName", wanted.tags, offer.skus, wanted.attributes,
       (select i.id from product_images i where i.product_id = wanted.id and i.status = 'ready' order by i.position, i.id limit 1) as "imageId",
       wanted.currency, offer.retail as "retailFromCents", offer.compare_at as "compareAtCents", offer.wholesale as "wholesaleFromCents",
       coalesce(offer.in_stock, false) as "inStock",
       (select round(avg(r.rating), 2)::float8 from product_reviews r where r.product_id = wanted.id) as "ratingAverage",
       (select count(*)::int from product_reviews r where r.product_id = wanted.id) as "ratingCount",
       ln(1 + coalesce(sold.units, 0) + coalesce(sold.views, 0) * 0.1)::float8 as popularity, wanted.published_at as "publishedAt"
     from wanted join offer on offer.product_id = wanted.id
     join categories c on c.id = wanted.category_id join path on path.category_id = c.id and path.parent_id is null
     left join sold on sold.product_id = wanted.id
     order by wanted.id`,
    { productIds, now },
  );
  return rows.map((row: ProductDocument & { publishedAt: Date }) => ({
    ...row,
    description: withoutTags(row.description),
    publishedAt: new Date(row.publishedAt).toISOString(),
  }));
}

const withoutTags = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&amp;|&lt;|&gt;|&quot;|&#39;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
