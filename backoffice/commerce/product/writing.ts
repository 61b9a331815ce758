import type { Db } from '#db/connection.ts';
import { refuseIfAny } from '../refusal.ts';
import { type SellingRules, sellingReasons } from './variant-rules.ts';

export interface ProductRow {
  id: string;
  wholesaler_id: string;
  title: string;
  slug: string;
  status: string;
  category_id: string | null;
  variant_count: number;
}

export interface NewVariant {
  sku: string;
  barcode?: string | null | undefined;
  options: Record<string, string>;
  retailPriceCents: number;
  compareAtPriceCents?: number | null | undefined;
  wholesalePriceCents?: number | null | undefined;
  moq: number;
  casePack: number;
  maximumQuantity?: number | null | undefined;
  weightGrams: number;
  onHand?: number | undefined;
  tiers?: { minQuantity: number; unitPriceCents: number }[] | undefined;
}

export interface NewProduct {
  wholesalerId: string;
  slug: string;
  title: string;
  /** Sanitised by the caller. */
  descriptionHtml: string;
  categoryId: string;
  tags: string[];
  attributes: Record<string, string[]>;
  optionNames: string[];
  variants: NewVariant[];
}

export async function findProduct(db: Db, productId: string, { isLocked = false } = {}): Promise<ProductRow | null> {
  const { rows } = await db.raw(
    `select p.id, p.wholesaler_id, p.title, p.slug, p.status, p.category_id,
       (select count(*)::int from variants v where v.product_id = p.id and v.archived_at is null) as variant_count
     from products p where p.id = ? ${isLocked ? 'for update of p' : ''}`,
    [productId],
  );
  return rows[0] ?? null;
}

export async function listProductIds(db: Db, wholesalerId: string): Promise<string[]> {
  return db('products').where({ wholesaler_id: wholesalerId }).pluck('id');
}

export async function changeProductStatus(
  trx: Db,
  productId: string,
  to: { status: string; reason: string | null },
  now: Date,
): Promise<void> {
  await trx('products')
    .where({ id: productId })
    .update({
      status: to.status,
      status_reason: to.reason,
      updated_at: now,
      ...(to.status === 'published' ? { published_at: now } : {}),
    });
}

/** The slug itself, or with the first free number behind it. */
export async function freeProductSlug(db: Db, wanted: string): Promise<string> {
  const taken = new Set(
    await db('products').where('slug', wanted).orWhere('slug', 'like', `${wanted}-%`).pluck('slug'),
  );
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

/** A draft with its variants; their stock rows and opening movements are the inventory's to write. Answers variant ids in the given order. */
export async function insertProduct(trx: Db, product: NewProduct): Promise<{ id: string; variantIds: string[] }> {
  const [row] = await trx('products')
    .insert({
      wholesaler_id: product.wholesalerId,
      handle: product.slug,
      slug: product.slug,
      title: product.title,
      description_html: product.descriptionHtml,
      category_id: product.categoryId,
      tags: product.tags,
      attributes: JSON.stringify(product.attributes),
      option_names: product.optionNames,
    })
    .returning('id');
  const variants = await trx('variants')
    .insert(product.variants.map((variant, position) => variantColumns(product, row.id, variant, position)))
    .returning('id');
  return { id: row.id, variantIds: variants.map((variant: { id: string }) => variant.id) };
}

function variantColumns(product: NewProduct, productId: string, variant: NewVariant, position: number) {
  return {
    product_id: productId,
    wholesaler_id: product.wholesalerId,
    sku: variant.sku,
    barcode: variant.barcode ?? null,
    title: product.optionNames.map(name => variant.options[name]).join(' / ') || product.title,
    options: JSON.stringify(variant.options),
    retail_price_cents: variant.retailPriceCents,
    compare_at_price_cents: variant.compareAtPriceCents ?? null,
    wholesale_price_cents: variant.wholesalePriceCents ?? null,
    moq: variant.moq,
    case_pack: variant.casePack,
    maximum_quantity: variant.maximumQuantity ?? null,
    weight_grams: variant.weightGrams,
    position,
  };
}

/** Of the wholesaler's own variants only; answers the product to bring to search, or null. Throws Refusal where rules contradict. */
export async function updateVariant(
  trx: Db,
  wholesalerId: string,
  variantId: string,
  change: Partial<SellingRules>,
  now: Date,
): Promise<string | null> {
  const own = () => trx('variants').where({ id: variantId, wholesaler_id: wholesalerId });
  const current = await own().forUpdate().first({
    productId: 'product_id',
    retailPriceCents: 'retail_price_cents',
    compareAtPriceCents: 'compare_at_price_cents',
    wholesalePriceCents: 'wholesale_price_cents',
    moq: 'moq',
    casePack: 'case_pack',
    maximumQuantity: 'maximum_quantity',
  });
  if (!current) return null;
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const rules: SellingRules = { ...current, ...given };
  refuseIfAny(sellingReasons(rules));
  await own().update({
    retail_price_cents: rules.retailPriceCents,
    compare_at_price_cents: rules.compareAtPriceCents,
    wholesale_price_cents: rules.wholesalePriceCents,
    moq: rules.moq,
    case_pack: rules.casePack,
    maximum_quantity: rules.maximumQuantity,
    updated_at: now,
  });
  return current.productId;
}

export async function findOwnVariant(
  db: Db,
  wholesalerId: string,
  variantId: string,
): Promise<{ product_id: string } | null> {
  return (await db('variants').where({ id: variantId, wholesaler_id: wholesalerId }).first('product_id')) ?? null;
}

export async function productIdOf(db: Db, variantId: string): Promise<string | null> {
  return (await db('variants').where({ id: variantId }).first('product_id'))?.product_id ?? null;
}

/** One review a person and product; a second replaces the first. */
export async function saveReview(
  db: Db,
  review: { productSlug: string; userId: string; author: string; rating: number; title: string; body: string },
): Promise<string> {
  const { rows } = await db.raw(
    `insert into product_reviews (product_id, user_id, author, rating, title, body)
     select id, cast(:userId as uuid), :author, cast(:rating as int), :title, :body from products where slug = :productSlug
     on conflict (product_id, user_id) do update set rating = excluded.rating, title = excluded.title, body = excluded.body, created_at = now()
     returning id`,
    review,
  );
  return rows[0].id;
}

export async function findCategoryId(db: Db, slug: string): Promise<string | null> {
  return (await db('categories').where({ slug }).first('id'))?.id ?? null;
}

export interface OwnProduct {
  id: string;
  handle: string;
  slug: string;
  title: string;
  status: string;
  statusReason: string | null;
}

/** Newest first; after: the last id of the page before (ids grow with time). */
export async function listOwnProducts(
  db: Db,
  page: { wholesalerId: string; after: string | null; limit: number },
): Promise<{ items: OwnProduct[]; after: string | null }> {
  const rows: OwnProduct[] = await db('products')
    .where({ wholesaler_id: page.wholesalerId })
    .modify(query => void (page.after && query.where('id', '<', page.after)))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .select('id', 'handle', 'slug', 'title', 'status', 'status_reason as statusReason');
  const items = rows.slice(0, page.limit);
  return { items, after: rows.length > page.limit ? items.at(-1)!.id : null };
}
