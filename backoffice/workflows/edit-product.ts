import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  differingFacts,
  factsBefore,
  lockFacts,
  openChangeOf,
  type ProductFacts,
  proposeChange,
  type SellingFacts,
  safeHtml,
  writeFacts,
} from '#backoffice/commerce/product/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';

export interface ProductEdit {
  productId: string;
  /** Set for a wholesaler: only its own products exist for it, and what is published waits for a review. */
  wholesalerId: string | null;
  change: Partial<SellingFacts>;
  actor: Actor;
}

/** Changes the selling facts of a product, or asks for the change when buyers see it already and a wholesaler asks. */
export async function editProduct(
  services: Services,
  edit: ProductEdit,
): Promise<'changed' | 'proposed' | 'unchanged'> {
  refuseIfAny(wrong(edit.change));
  return services.db.transaction(async trx => {
    const product = await lockFacts(trx, edit.productId);
    if (!product || (edit.wholesalerId && product.wholesaler_id !== edit.wholesalerId)) throw notFound('product');
    const change = differingFacts(product, cleaned(edit.change));
    if (Object.keys(change).length === 0) return 'unchanged';
    if (!edit.wholesalerId || ['draft', 'rejected'].includes(product.status)) {
      await apply(services, trx, edit, product, change);
      return 'changed';
    }
    if (product.status !== 'published')
      throw conflict('not_editable', `A product that is ${product.status} cannot be edited`);
    await propose(trx, edit, product, change);
    return 'proposed';
  });
}

async function apply(
  services: Services,
  trx: Db,
  { productId, actor }: ProductEdit,
  product: ProductFacts,
  change: Partial<SellingFacts>,
): Promise<void> {
  await writeFacts(trx, productId, change, services.now());
  const before = factsBefore(product, change);
  await writeAudit(trx, { actor, action: 'edit.product', table: 'products', id: productId, before, after: change });
  await enqueueSearchSync(services.queue, trx, [productId], { withText: true });
}

/** What was asked for before and is not touched now stays asked for. */
async function propose(
  trx: Db,
  { actor }: ProductEdit,
  product: ProductFacts,
  change: Partial<SellingFacts>,
): Promise<void> {
  const proposed = { ...(await openChangeOf(trx, product.id))?.proposed, ...change };
  await proposeChange(trx, {
    productId: product.id,
    wholesalerId: product.wholesaler_id,
    before: factsBefore(product, proposed),
    proposed,
    requestedBy: actor.userId,
  });
}

const wrong = ({ title }: Partial<SellingFacts>) => [
  ...(title !== undefined && !title.trim()
    ? [{ code: 'title_missing', subject: 'title', message: 'Give it a title' }]
    : []),
  ...((title?.length ?? 0) > 200
    ? [{ code: 'title_too_long', subject: 'title', message: 'A title has at most 200 characters' }]
    : []),
];

const cleaned = (change: Partial<SellingFacts>): Partial<SellingFacts> => ({
  ...change,
  ...(change.title === undefined ? {} : { title: change.title.trim() }),
  ...(change.description_html === undefined ? {} : { description_html: safeHtml(change.description_html) }),
});
