import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import {
  type ChangeRequest,
  closeChangeRequest,
  differingFacts,
  factsBefore,
  findChangeRequest,
  lockFacts,
  type ProductFacts,
  writeFacts,
} from '#backoffice/commerce/product/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { listWholesalerMembers } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';

export interface ChangeDecision {
  changeRequestId: string;
  decision: 'approve' | 'reject' | 'withdraw';
  /** Set for a wholesaler: only its own requests exist for it. */
  wholesalerId: string | null;
  reason?: string | undefined;
  actor: Actor;
}

const STATUS = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const;

/** Approving changes the product and brings it to search and embeddings by the queue; each decision is audited and told to the wholesaler. */
export async function decideChangeRequest(services: Services, request: ChangeDecision): Promise<{ status: string }> {
  const { changeRequestId: id, decision, wholesalerId, actor } = request;
  const reason = request.reason?.trim() || null;
  if (decision === 'reject' && !reason)
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say what to mend: the wholesaler reads it' }]);
  return services.db.transaction(async trx => {
    const change = await findChangeRequest(trx, id);
    if (!change || (wholesalerId && change.wholesaler_id !== wholesalerId)) throw notFound('change request');
    const product = (await lockFacts(trx, change.product_id))!;
    const closing = {
      status: STATUS[decision],
      reason,
      decidedBy: decision === 'withdraw' ? null : actor.userId,
      at: services.now(),
    };
    if (!(await closeChangeRequest(trx, id, closing)))
      throw conflict('already_decided', 'This change is decided already');
    if (decision === 'approve') await apply(services, trx, product, change);
    await writeAudit(trx, {
      actor,
      action: `${decision}.product_change`,
      table: 'product_change_requests',
      id,
      before: factsBefore(product, change.proposed),
      after: decision === 'approve' ? change.proposed : { status: closing.status },
      reason,
    });
    if (decision !== 'withdraw') await tellMembers(services, trx, { product, change, reason, decision });
    return { status: closing.status };
  });
}

async function apply(services: Services, trx: Db, product: ProductFacts, change: ChangeRequest): Promise<void> {
  const facts = differingFacts(product, change.proposed);
  if (Object.keys(facts).length === 0) return;
  await writeFacts(trx, product.id, facts, services.now());
  await enqueueSearchSync(services.queue, trx, [product.id], { withText: true });
}

interface News {
  product: ProductFacts;
  change: ChangeRequest;
  decision: 'approve' | 'reject';
  reason: string | null;
}

async function tellMembers(services: Services, trx: Db, { product, change, decision, reason }: News): Promise<void> {
  for (const member of await listWholesalerMembers(trx, product.wholesaler_id))
    await writeLetter(trx, services.queue, {
      kind: 'product-change-decided',
      dedupeKey: `product-change:${change.id}:${member.id}`,
      to: { name: member.name, address: member.email },
      userId: member.id,
      data: {
        productTitle: product.title,
        isApproved: decision === 'approve',
        reason,
        productUrl: `${services.settings.publicUrl}/admin/resources/products/records/${product.id}/show`,
      },
    });
}
