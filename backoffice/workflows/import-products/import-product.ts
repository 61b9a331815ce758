import type { Knex } from 'knex';
import { countStock } from '#backoffice/commerce/inventory/index.ts';
import {
  type CsvRow,
  findImported,
  type ImportedProduct,
  type ImportRow,
  keepImages,
  type RowProblem,
  readProduct,
  skuOwners,
} from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { RowGroup } from './read-csv.ts';
import { writeProduct } from './write-product.ts';
import { writeVariants } from './write-variants.ts';

/** What earlier rows of the same file have used. */
export interface Seen {
  handles: Set<string>;
  /** By SKU the handle that has it. */
  skus: Map<string, string>;
}

export interface ImportContext {
  wholesalerId: string;
  requestedBy: string | null;
  newStatus: 'draft' | 'pending';
  seen: Seen;
}

/** What happened to the product as a whole and to each row that has a variant or a picture. */
export interface Written {
  productId: string;
  isNew: boolean;
  isChanged: boolean;
  outcomes: Map<number, ImportRow['outcome']>;
  problems: RowProblem[];
  notes: RowProblem[];
}

/** What became of the product, and of each of its rows. */
export interface ProductResult {
  outcome: ImportRow['outcome'];
  rows: ImportRow[];
}

/** One product in its savepoint. Answers a result for each of its rows; never throws for what the file says. */
export async function importProduct(
  services: Services,
  trx: Knex.Transaction,
  group: RowGroup,
  context: ImportContext,
): Promise<ProductResult> {
  const { product, problems, notes } = readProduct(group.rows);
  const again = group.handle !== '' && context.seen.handles.has(group.handle);
  context.seen.handles.add(group.handle);
  if (again)
    return failed(group, [
      {
        row: group.rows[0]!.number,
        message: 'Handle: this product stands further up as well. Put all of its rows together',
      },
    ]);
  if (!product) return failed(group, problems);
  try {
    const written = await trx.transaction(savepoint => write(services, savepoint, product, context));
    return results(group, {
      ...written,
      problems: [...problems, ...written.problems],
      notes: [...notes, ...written.notes],
    });
  } catch (error) {
    const message = reasonOf(error);
    if (message === null) throw error;
    return failed(group, [...problems, { row: group.rows[0]!.number, message }]);
  }
}

/** What makes the whole product impossible. */
export class ProductProblem extends Error {
  override readonly name = 'ProductProblem';
}

/** What the file did wrong; null for a defect of ours. Class 23: a row the schema refuses. */
function reasonOf(error: unknown): string | null {
  if (error instanceof ProductProblem) return error.message;
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('23')) return null;
  return `The database refuses this product: ${'detail' in error && error.detail ? error.detail : error.message}`;
}

async function write(
  services: Services,
  trx: Knex.Transaction,
  product: ImportedProduct,
  context: ImportContext,
): Promise<Written> {
  const kept = await findImported(trx, context.wholesalerId, product.handle);
  const taken = await takenSkus(trx, product, kept?.id ?? null, context);
  const free = { ...product, variants: product.variants.filter(variant => !taken.has(variant.row)) };
  if (free.variants.length === 0) throw new ProductProblem([...taken.values()].join(' '));
  const written = await writeProduct(services, trx, { product: free, kept, context });
  const { stock, variantIds } = await writeVariants(services, trx, { product: free, context, written });
  await writeStock(trx, stock, context, written);
  await writeImages(services, trx, free, variantIds, written);
  for (const [row, message] of taken) written.problems.push({ row, message });
  for (const variant of free.variants) if (variant.sku) context.seen.skus.set(variant.sku, product.handle);
  if (written.isChanged) await services.queue.enqueue(trx, 'sync-search', { productIds: [written.productId] });
  return written;
}

/** By row: the variants whose SKU belongs to another product, here or in the file. */
async function takenSkus(
  trx: Knex.Transaction,
  product: ImportedProduct,
  productId: string | null,
  context: ImportContext,
) {
  const skus = product.variants.flatMap(variant => variant.sku ?? []);
  const owners = await skuOwners(trx, context.wholesalerId, skus);
  const taken = new Map<number, string>();
  for (const { row, sku } of product.variants) {
    if (!sku) continue;
    const owner = owners.get(sku);
    const other = owner && owner.productId !== productId ? owner.handle : context.seen.skus.get(sku);
    if (other && other !== product.handle)
      taken.set(row, `Variant SKU: ${sku} belongs to the product ${other}. Give this variant its own.`);
  }
  return taken;
}

async function writeStock(
  trx: Knex.Transaction,
  stock: { variantId: string; quantity: number; row: number }[],
  { requestedBy }: ImportContext,
  written: Written,
): Promise<void> {
  const counted = stock.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const raised = await countStock(trx, counted, { reason: 'imported', actorId: requestedBy, note: null });
  for (const { variantId, quantity } of raised) {
    const { row } = stock.find(one => one.variantId === variantId)!;
    written.notes.push({
      row,
      message: `Variant Inventory Qty: ${quantity} are promised to buyers, so the stock was set to ${quantity}`,
    });
  }
}

async function writeImages(
  services: Services,
  trx: Knex.Transaction,
  product: ImportedProduct,
  variantIds: Map<string, string>,
  written: Written,
): Promise<void> {
  const images = product.images.map(image => ({
    ...image,
    alt: image.alt || product.title,
    variantId: variantIds.get(image.url) ?? null,
  }));
  const fetching = await keepImages(trx, written.productId, images);
  for (const image of images) {
    const imageId = fetching.get(image.url);
    if (!imageId) continue;
    await services.queue.enqueue(trx, 'fetch-product-image', { imageId });
    if (!written.outcomes.has(image.row) || written.outcomes.get(image.row) === 'unchanged')
      written.outcomes.set(image.row, 'updated');
    written.isChanged = true;
  }
}

function results(group: RowGroup, written: Written): ProductResult {
  const said = (list: RowProblem[], row: CsvRow) => list.filter(one => one.row === row.number).map(one => one.message);
  const outcome = written.isNew ? 'created' : written.isChanged ? 'updated' : 'unchanged';
  const rows = group.rows.map((row, index) => {
    const problems = said(written.problems, row);
    // The first row speaks for the product, the others for their variant or picture.
    const usual = index === 0 ? outcome : (written.outcomes.get(row.number) ?? 'unchanged');
    const messages = [...problems, ...said(written.notes, row)];
    return {
      row: row.number,
      handle: group.handle,
      outcome: problems.length > 0 ? ('failed' as const) : usual,
      messages,
    };
  });
  return { outcome, rows };
}

function failed(group: RowGroup, problems: RowProblem[]): ProductResult {
  const first = problems[0]!.row;
  const rows = group.rows.map(row => {
    const own = problems.filter(problem => problem.row === row.number).map(problem => problem.message);
    const messages = own.length > 0 ? own : [`Left out because of row ${first} of the same product`];
    return { row: row.number, handle: group.handle, outcome: 'failed' as const, messages };
  });
  return { outcome: 'failed', rows };
}
