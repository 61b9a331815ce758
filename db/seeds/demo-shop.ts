import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, PARTNERS_GROUP_ID, wholesalerId } from './demo-accounts.ts';
import type { DemoProduct } from './demo-catalogue/assortment.ts';
import { DEMO_CATEGORIES } from './demo-catalogue/categories.ts';
import { DEMO_WHOLESALERS } from './demo-catalogue/index.ts';
import type { DemoCategory } from './demo-catalogue/records.ts';
import { insertRows } from './insert-rows.ts';

export const categoryId = (slug: string) => stableId(`category ${slug}`);

/** These are not on the market, so that the panel's queues have something in them. */
const UNPUBLISHED: Record<string, { status: string; reason: string | null }> = {
  'moon-vase-lune': { status: 'pending', reason: null },
  'kite-meerkoet': { status: 'pending', reason: null },
  'window-hammock': { status: 'draft', reason: null },
  'beard-oil-mistral': {
    status: 'rejected',
    reason: 'Please add the full list of ingredients (INCI) to the description.',
  },
};
export const isPublished = (product: DemoProduct) => !(product.slug in UNPUBLISHED);

export async function insertCategories(db: Db, at: Date): Promise<void> {
  const row = (category: DemoCategory, position: number, parent: DemoCategory | null) => ({
    id: categoryId(category.slug),
    parent_id: parent && categoryId(parent.slug),
    slug: category.slug,
    name: category.name,
    blurb: category.blurb,
    image_key: `categories/${categoryId(category.slug)}/480.webp`,
    position,
    created_at: daysBefore(at, 300),
  });
  await insertRows(
    db,
    'categories',
    DEMO_CATEGORIES.map((category, index) => row(category, index, null)),
  );
  await insertRows(
    db,
    'categories',
    DEMO_CATEGORIES.flatMap(parent => (parent.children ?? []).map((child, index) => row(child, index, parent))),
  );
}

export async function insertProducts(db: Db, products: DemoProduct[], at: Date): Promise<void> {
  await insertRows(
    db,
    'products',
    products.map(product => productRow(product, at)),
  );
  const variants = products.flatMap(product => product.variants.map(variant => ({ product, variant })));
  await insertRows(
    db,
    'variants',
    variants.map(({ product, variant }, position) => ({
      id: variant.id,
      product_id: product.id,
      wholesaler_id: wholesalerId(product.wholesaler.slug),
      sku: variant.sku,
      barcode: variant.barcode,
      title: variant.title,
      options: variant.options,
      retail_price_cents: variant.retailCents,
      compare_at_price_cents: variant.compareAtCents,
      wholesale_price_cents: variant.wholesaleCents,
      moq: variant.moq,
      case_pack: variant.casePack,
      maximum_quantity: variant.maximum,
      weight_grams: variant.grams,
      length_mm: product.line.size[0],
      width_mm: product.line.size[1],
      height_mm: product.line.size[2],
      position,
      created_at: daysBefore(at, product.publishedDaysAgo + 3),
      updated_at: daysBefore(at, product.publishedDaysAgo),
    })),
  );
}

function productRow(product: DemoProduct, at: Date) {
  const { status, reason } = UNPUBLISHED[product.slug] ?? { status: 'published', reason: null };
  const published = daysBefore(at, product.publishedDaysAgo);
  return {
    id: product.id,
    wholesaler_id: wholesalerId(product.wholesaler.slug),
    handle: product.slug,
    slug: product.slug,
    title: product.item.name,
    description_html: product.descriptionHtml,
    category_id: categoryId(product.line.category),
    tags: product.tags,
    attributes: product.attributes,
    option_names: product.optionNames,
    tax_category: product.line.tax,
    status,
    status_reason: reason,
    published_at: status === 'published' ? published : null,
    created_at: daysBefore(at, product.publishedDaysAgo + 3),
    updated_at: published,
  };
}

const SEASON = 'Stackr autumn prices';

export async function insertPrices(db: Db, products: DemoProduct[], at: Date): Promise<void> {
  const since = daysBefore(at, 260);
  const list = (name: string, slug: string, groupId: string | null) => ({
    id: stableId(`price list ${name}`),
    name,
    wholesaler_id: wholesalerId(slug),
    store_group_id: groupId,
    currency: 'EUR',
    starts_at: since,
    ends_at: 'infinity',
    created_at: since,
  });
  await insertRows(db, 'price_lists', [
    ...DEMO_WHOLESALERS.map(house => list(`${house.name} wholesale`, house.slug, null)),
    ...DEMO_WHOLESALERS.slice(0, 3).map(house =>
      list(`${house.name} for concept stores`, house.slug, PARTNERS_GROUP_ID),
    ),
    // The platform's own, for everyone's goods and a while only.
    { ...list(SEASON, '', null), wholesaler_id: null, starts_at: daysBefore(at, 10), ends_at: daysBefore(at, -60) },
  ]);
  await insertRows(db, 'price_tiers', tierRows(products, since));
}

function tierRows(products: DemoProduct[], since: Date) {
  const partnered = new Set(DEMO_WHOLESALERS.slice(0, 3));
  return products.flatMap(({ wholesaler, variants }) =>
    variants.flatMap(variant => {
      const row = (list: string, minQuantity: number, unitCents: number) => ({
        id: stableId(`tier ${list} ${variant.sku} ${minQuantity}`),
        price_list_id: stableId(`price list ${list}`),
        variant_id: variant.id,
        min_quantity: minQuantity,
        unit_price_cents: unitCents,
        created_at: since,
      });
      const everyone = variant.tiers.map(tier => row(`${wholesaler.name} wholesale`, tier.minQuantity, tier.unitCents));
      if (wholesaler === DEMO_WHOLESALERS[3])
        return [...everyone, row(SEASON, variant.moq * 2, Math.round(variant.wholesaleCents * 0.97))];
      if (!partnered.has(wholesaler)) return everyone;
      const partnerCents = Math.round(variant.wholesaleCents * 0.94);
      return [...everyone, row(`${wholesaler.name} for concept stores`, variant.moq, partnerCents)];
    }),
  );
}
