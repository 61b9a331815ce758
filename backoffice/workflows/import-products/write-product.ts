import type { Knex } from 'knex';
import slugify from 'slugify';
import {
  changeProductStatus,
  findCategory,
  freeProductSlug,
  type ImportedProduct,
  insertImported,
  type KeptProduct,
  proposeChange,
  updateImported,
} from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { ImportContext, Written } from './import-product.ts';

interface Writing {
  product: ImportedProduct;
  kept: KeptProduct | null;
  context: ImportContext;
}

/** The product's own row: a new draft, or what differs from the one that is there. */
export async function writeProduct(
  services: Services,
  trx: Knex.Transaction,
  { product, kept, context }: Writing,
): Promise<Written> {
  const written: Written = {
    productId: kept?.id ?? '',
    isNew: kept === null,
    isChanged: kept === null,
    outcomes: new Map(),
    problems: [],
    notes: [],
  };
  if (kept) await change(services, trx, { product, kept, context }, written);
  else await create(services, trx, product, context, written);
  return written;
}

async function create(
  services: Services,
  trx: Knex.Transaction,
  product: ImportedProduct,
  { wholesalerId, newStatus }: ImportContext,
  written: Written,
): Promise<void> {
  const { handle, title, descriptionHtml, tags, optionNames } = product;
  const slug = await freeProductSlug(trx, slugOf(handle) || slugOf(title) || 'product');
  const categoryId = await findCategory(trx, product.categoryWords);
  const row = await insertImported(trx, {
    wholesalerId,
    handle,
    slug,
    title,
    descriptionHtml,
    tags,
    optionNames,
    categoryId,
  });
  written.productId = row.id;
  const note = (message: string) => written.notes.push({ row: product.variants[0]!.row, message });
  if (!categoryId) note('It is a draft without a category: choose one before you submit it');
  if (product.isHeldBack) note('It is not for sale in the file, so it is a draft');
  if (newStatus === 'pending' && categoryId && !product.isHeldBack)
    await changeProductStatus(trx, row.id, { status: 'pending', reason: null }, services.now());
}

/** Text of a published product is a selling fact: it waits for a review. Everything else changes at once. */
async function change(
  services: Services,
  trx: Knex.Transaction,
  { product, kept, context }: Writing & { kept: KeptProduct },
  written: Written,
): Promise<void> {
  const facts = differing(kept, {
    title: product.title,
    description_html: product.descriptionHtml,
    tags: product.tags,
  });
  const structure = differing(kept, {
    option_names: product.optionNames,
    ...(kept.category_id === null ? { category_id: await findCategory(trx, product.categoryWords) } : {}),
  });
  const isLive = kept.status === 'published';
  const direct = isLive ? structure : { ...structure, ...facts };
  if (Object.keys(direct).length > 0) {
    await updateImported(trx, kept.id, direct, services.now());
    written.isChanged = true;
  }
  if (!isLive || Object.keys(facts).length === 0) return;
  const { wholesalerId, requestedBy } = context;
  const before = Object.fromEntries(Object.keys(facts).map(name => [name, kept[name as keyof KeptProduct]]));
  await proposeChange(trx, { productId: kept.id, wholesalerId, before, proposed: facts, requestedBy });
  const names = Object.keys(facts)
    .map(name => FACTS[name])
    .join(', ');
  written.notes.push({
    row: product.variants[0]!.row,
    message: `The new ${names} will show after a review; prices, stock and pictures change at once`,
  });
}

const FACTS: Record<string, string> = { title: 'title', description_html: 'description', tags: 'tags' };

function differing(kept: KeptProduct, wanted: Partial<KeptProduct>): Partial<KeptProduct> {
  const entries = Object.entries(wanted) as [keyof KeptProduct, unknown][];
  return Object.fromEntries(entries.filter(([name, value]) => JSON.stringify(kept[name]) !== JSON.stringify(value)));
}

/** At most 120 characters, so that a number still fits behind. */
const slugOf = (text: string) =>
  slugify(text, { lower: true, strict: true }).replace(/-+/g, '-').slice(0, 120).replace(/^-|-$/g, '');
