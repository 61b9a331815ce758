import type { Db } from '#db/connection.ts';
import type { KeptVariant, VariantColumns } from './changes.ts';
import type { ImportedImage } from './rules.ts';

export interface KeptProduct {
  id: string;
  title: string;
  description_html: string;
  tags: string[];
  option_names: string[];
  category_id: string | null;
  status: string;
}

/** Locked, so that two imports of a house take turns over a product. */
export async function findImported(trx: Db, wholesalerId: string, handle: string): Promise<KeptProduct | null> {
  const product = await trx('products')
    .where({ wholesaler_id: wholesalerId, handle })
    .forUpdate()
    .first('id', 'title', 'description_html', 'tags', 'option_names', 'category_id', 'status');
  return product ?? null;
}

export async function keptVariants(trx: Db, productId: string): Promise<KeptVariant[]> {
  const { rows } = await trx.raw(
    `select v.id, v.sku, v.barcode, v.options, v.retail_price_cents, v.compare_at_price_cents, v.wholesale_price_cents, v.moq,
       v.case_pack, v.maximum_quantity, v.weight_grams, coalesce(s.on_hand, 0) as on_hand
     from variants v left join stock s on s.variant_id = v.id
     where v.product_id = ? and v.archived_at is null order by v.position`,
    [productId],
  );
  return rows;
}

/** Which of these SKUs the wholesaler uses already, and for which product. */
export async function skuOwners(
  trx: Db,
  wholesalerId: string,
  skus: string[],
): Promise<Map<string, { productId: string; handle: string }>> {
  const rows = await trx('variants as v')
    .join('products as p', 'p.id', 'v.product_id')
    .where('v.wholesaler_id', wholesalerId)
    .whereIn('v.sku', skus)
    .select('v.sku', 'p.id as productId', 'p.handle');
  return new Map(rows.map(({ sku, ...owner }) => [sku, owner]));
}

/** A category whose name or slug is one of the words; the first word that names one wins. */
export async function findCategory(trx: Db, words: string[]): Promise<string | null> {
  const { rows } = await trx.raw(
    `select c.id from unnest(?::text[]) with ordinality as word(text, place)
     join categories c on plain_text(c.name) = plain_text(word.text) or c.slug = plain_text(word.text)
     order by word.place limit 1`,
    [words],
  );
  return rows[0]?.id ?? null;
}

export async function insertImported(
  trx: Db,
  product: {
    wholesalerId: string;
    handle: string;
    slug: string;
    title: string;
    descriptionHtml: string;
    tags: string[];
    optionNames: string[];
    categoryId: string | null;
  },
): Promise<KeptProduct> {
  const [row] = await trx('products')
    .insert({
      wholesaler_id: product.wholesalerId,
      handle: product.handle,
      slug: product.slug,
      title: product.title,
      description_html: product.descriptionHtml,
      tags: product.tags,
      option_names: product.optionNames,
      category_id: product.categoryId,
    })
    .returning(['id', 'title', 'description_html', 'tags', 'option_names', 'category_id', 'status']);
  return row;
}

export async function updateImported(
  trx: Db,
  productId: string,
  change: Partial<KeptProduct>,
  now: Date,
): Promise<void> {
  await trx('products')
    .where({ id: productId })
    .update({ ...change, updated_at: now });
}

export async function insertVariant(
  trx: Db,
  owner: { productId: string; wholesalerId: string; position: number },
  variant: VariantColumns & { title: string },
): Promise<string> {
  const [row] = await trx('variants')
    .insert({
      ...variant,
      options: JSON.stringify(variant.options),
      product_id: owner.productId,
      wholesaler_id: owner.wholesalerId,
      position: owner.position,
    })
    .returning('id');
  return row.id;
}

export async function changeVariant(
  trx: Db,
  variantId: string,
  change: Partial<VariantColumns & { title: string }>,
  now: Date,
): Promise<void> {
  const { options, ...columns } = change;
  await trx('variants')
    .where({ id: variantId })
    .update({ ...columns, ...(options ? { options: JSON.stringify(options) } : {}), updated_at: now });
}

/** Pictures the product does not have yet, or whose fetching failed: pending again. Answers those to fetch, by address. */
export async function keepImages(
  trx: Db,
  productId: string,
  images: (ImportedImage & { variantId: string | null })[],
): Promise<Map<string, string>> {
  if (images.length === 0) return new Map();
  const { rows } = await trx.raw(
    `insert into product_images (product_id, source_url, alt, position, variant_id)
     select :productId, i.url, i.alt, i.position, i."variantId"
     from jsonb_to_recordset(:images::jsonb) as i(url text, alt text, position integer, "variantId" uuid)
     on conflict (product_id, source_url) do update set status = 'pending', failure_reason = null
       where product_images.status = 'failed'
     returning id, source_url`,
    { productId, images: JSON.stringify(images) },
  );
  return new Map(rows.map((row: { id: string; source_url: string }) => [row.source_url, row.id]));
}
