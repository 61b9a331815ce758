import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { changeProductStatus, findProduct, type ProductRow } from '#backoffice/commerce/product/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';
import { isIllegalStep } from './illegal-step.ts';

type Step = 'submit' | 'approve' | 'reject' | 'archive';
const STATUS = { submit: 'pending', approve: 'published', reject: 'rejected', archive: 'archived' } as const;

export interface ProductStep {
  productId: string;
  step: Step;
  /** Set for a wholesaler: only its own products exist for it. */
  wholesalerId?: string;
  reason?: string | undefined;
  actor: Actor;
}

/** Submission, approval, rejection, archiving: one step of the product's machine, with its audit entry and its place in search. */
export async function stepProduct(
  services: Services,
  { productId, step, wholesalerId, reason, actor }: ProductStep,
): Promise<{ status: string }> {
  const status = STATUS[step];
  if (step === 'reject' && !reason?.trim())
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say what to mend: the wholesaler reads it' }]);
  try {
    return await services.db.transaction(async trx => {
      const product = await findProduct(trx, productId, { isLocked: true });
      if (!product || (wholesalerId && product.wholesaler_id !== wholesalerId)) throw notFound('product');
      if (product.status === status) throw conflict('already_decided', `This product is ${status} already`);
      if (step === 'submit' || step === 'approve') refuseIfAny(missing(product));
      await changeProductStatus(trx, productId, { status, reason: reason?.trim() || null }, services.now());
      await writeAudit(trx, {
        actor,
        action: `${step}.product`,
        table: 'products',
        id: productId,
        before: { status: product.status },
        after: { status },
        reason: reason ?? null,
      });
      await enqueueSearchSync(services.queue, trx, [productId], { withText: step === 'approve' });
      return { status };
    });
  } catch (error) {
    if (isIllegalStep(error))
      throw conflict('wrong_status', `This product cannot become ${status} from its present status`);
    throw error;
  }
}

const missing = (product: ProductRow) => [
  ...(product.category_id ? [] : [{ code: 'category_missing', subject: 'category', message: 'Choose a category' }]),
  ...(product.variant_count > 0
    ? []
    : [{ code: 'variants_missing', subject: 'variants', message: 'Add at least one variant' }]),
];
