import sanitizeHtml from 'sanitize-html';
import slugify from 'slugify';
import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { countStock } from '#backoffice/commerce/inventory/index.ts';
import { replaceTiers } from '#backoffice/commerce/pricing/index.ts';
import {
  findCategoryId,
  freeProductSlug,
  insertProduct,
  type NewVariant,
  sellingReasons,
} from '#backoffice/commerce/product/index.ts';
import { type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

export interface ProductDraft {
  wholesalerId: string;
  title: string;
  descriptionHtml: string;
  /** Slug. */
  category: string;
  tags: string[];
  attributes: Record<string, string[]>;
  optionNames: string[];
  variants: NewVariant[];
  actor: Actor;
}

/** A draft with variants, tiers and opening stock, all or nothing. */
export async function createProduct(
  services: Services,
  draft: ProductDraft,
): Promise<{ id: string; slug: string; status: string }> {
  const categoryId = await findCategoryId(services.db, draft.category);
  refuseIfAny([
    ...(categoryId
      ? []
      : [{ code: 'unknown_category', subject: 'category', message: `There is no category ${draft.category}` }]),
    ...variantReasons(draft),
  ]);
  return services.db.transaction(async trx => {
    const slug = await freeProductSlug(trx, slugify(draft.title, { lower: true, strict: true }) || 'product');
    const { id, variantIds } = await insertProduct(trx, {
      ...draft,
      slug,
      categoryId: categoryId!,
      descriptionHtml: sanitizeHtml(draft.descriptionHtml),
    });
    await countStock(
      trx,
      variantIds.map((variantId, index) => ({ variantId, quantity: draft.variants[index]!.onHand ?? 0 })),
      { reason: 'opening', actorId: draft.actor.userId, note: null },
    );
    for (const [index, variant] of draft.variants.entries())
      if (variant.tiers?.length)
        await replaceTiers(trx, {
          wholesalerId: draft.wholesalerId,
          variantId: variantIds[index]!,
          tiers: variant.tiers,
        });
    await writeAudit(trx, { actor: draft.actor, action: 'create.product', table: 'products', id });
    return { id, slug, status: 'draft' };
  });
}

function variantReasons({ variants, optionNames }: ProductDraft): Reason[] {
  const reasons: Reason[] = [];
  const skus = new Set<string>();
  const choices = new Set<string>();
  for (const [index, variant] of variants.entries()) {
    const subject = `variants.${index}`;
    if (skus.has(variant.sku))
      reasons.push({ code: 'sku_twice', subject: `${subject}.sku`, message: `SKU ${variant.sku} is used twice` });
    skus.add(variant.sku);
    const choice = JSON.stringify(optionNames.map(name => variant.options[name] ?? null));
    if (choice.includes('null') || Object.keys(variant.options).length !== optionNames.length)
      reasons.push({
        code: 'options_differ',
        subject: `${subject}.options`,
        message: `Give one value for each of: ${optionNames.join(', ') || 'no options'}`,
      });
    if (choices.has(choice))
      reasons.push({
        code: 'choice_twice',
        subject: `${subject}.options`,
        message: 'Two variants have the same options',
      });
    choices.add(choice);
    reasons.push(...sellingReasons(variant, `${subject}.`));
  }
  return reasons;
}
