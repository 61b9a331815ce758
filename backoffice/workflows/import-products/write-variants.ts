import type { Knex } from 'knex';
import {
  changesTo,
  changeVariant,
  columnsOf,
  generatedSku,
  type ImportedProduct,
  type ImportedVariant,
  insertVariant,
  type KeptVariant,
  keptVariants,
  matching,
  misfits,
  skuOwners,
} from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type ImportContext, ProductProblem, type Written } from './import-product.ts';

interface Writing {
  product: ImportedProduct;
  context: ImportContext;
  written: Written;
}

interface StockToSet {
  variantId: string;
  quantity: number;
  row: number;
}

/** Variants found by SKU or option values are changed where they differ, the others are new. Answers what is still to be written of them. */
export async function writeVariants(
  services: Services,
  trx: Knex.Transaction,
  { product, context, written }: Writing,
): Promise<{ stock: StockToSet[]; variantIds: Map<string, string> }> {
  const kept = written.isNew ? [] : await keptVariants(trx, written.productId);
  const skus = await newSkus(trx, product, kept, context);
  const stock: StockToSet[] = [];
  const variantIds = new Map<string, string>();
  const used = new Set<string>();
  for (const [index, variant] of product.variants.entries()) {
    const present = matching(
      variant,
      kept.filter(one => !used.has(one.id)),
    );
    const wanted = columnsOf(variant, present, skus.get(variant.row) ?? '');
    const wrong = misfits(wanted, present);
    if (wrong.length > 0) {
      written.problems.push(...wrong.map(message => ({ row: variant.row, message })));
      continue;
    }
    const title = Object.values(wanted.options).join(' / ') || product.title;
    let variantId = present?.id;
    if (present) {
      const change = changesTo(present, wanted);
      const isStockNew = variant.quantity !== undefined && variant.quantity !== present.on_hand;
      if (Object.keys(change).length > 0) await changeVariant(trx, present.id, { ...change, title }, services.now());
      settle(written, variant, Object.keys(change).length > 0 || isStockNew ? 'updated' : 'unchanged');
    } else {
      const position = kept.length + index;
      variantId = await insertVariant(
        trx,
        { productId: written.productId, wholesalerId: context.wholesalerId, position },
        { ...wanted, title },
      );
      settle(written, variant, 'created');
    }
    used.add(variantId!);
    if (variant.imageUrl) variantIds.set(variant.imageUrl, variantId!);
    // A new variant has a stock row even when the file is silent about it.
    if (!present || variant.quantity !== undefined)
      stock.push({ variantId: variantId!, quantity: variant.quantity ?? 0, row: variant.row });
  }
  if (used.size === 0) throw new ProductProblem(written.problems.map(problem => problem.message).join(' '));
  return { stock, variantIds };
}

function settle(written: Written, variant: ImportedVariant, outcome: 'created' | 'updated' | 'unchanged'): void {
  written.outcomes.set(variant.row, outcome);
  if (outcome !== 'unchanged') written.isChanged = true;
}

/** By row: a SKU of our making for each new variant that came without, unlike any other of the house. */
async function newSkus(trx: Knex.Transaction, product: ImportedProduct, kept: KeptVariant[], context: ImportContext) {
  const without = product.variants.filter(variant => !variant.sku && !matching(variant, kept));
  const wanted = without.map(variant => ({
    row: variant.row,
    sku: generatedSku(product.handle, Object.values(variant.options)) || 'SKU',
  }));
  const owners = await skuOwners(
    trx,
    context.wholesalerId,
    wanted.map(one => one.sku),
  );
  const taken = new Set([
    ...owners.keys(),
    ...context.seen.skus.keys(),
    ...product.variants.flatMap(variant => variant.sku ?? []),
  ]);
  const skus = new Map<number, string>();
  for (const { row, sku } of wanted) {
    let free = sku;
    for (let number = 2; taken.has(free); number += 1) free = `${sku.slice(0, 55)}-${number}`;
    taken.add(free);
    skus.set(row, free);
  }
  return skus;
}
