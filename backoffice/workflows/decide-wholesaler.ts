import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { listProductIds } from '#backoffice/commerce/product/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  type DecidedWholesaler,
  decideWholesaler as decide,
  listWholesalerMembers,
} from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';
import { isIllegalStep } from './illegal-step.ts';

export interface WholesalerDecisionRequest {
  wholesalerId: string;
  decision: 'approve' | 'reject' | 'suspend' | 'restore';
  reason?: string | undefined;
  actor: Actor;
}

const STATUS = { approve: 'approved', reject: 'rejected', suspend: 'suspended', restore: 'approved' } as const;

/** Suspension hides every listing (through the search sync) and holds payouts; restoring brings both back. */
export async function decideWholesaler(
  services: Services,
  request: WholesalerDecisionRequest,
): Promise<DecidedWholesaler> {
  const { wholesalerId, decision, actor } = request;
  const reason = request.reason?.trim() || null;
  if (['reject', 'suspend'].includes(decision) && !reason)
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the wholesaler reads it' }]);
  const status = STATUS[decision];
  try {
    return await services.db.transaction(async trx => {
      const decided = await decide(trx, wholesalerId, { status, reason }, services.now());
      if (!decided) throw notFound('wholesaler');
      const { before, after } = decided;
      if (before.status === status) throw conflict('already_decided', `${before.name} is ${status} already`);
      await writeAudit(trx, {
        actor,
        action: `${decision}.wholesaler`,
        table: 'wholesalers',
        id: wholesalerId,
        before: { status: before.status },
        after: { status },
        reason,
      });
      await tellMembers(services, trx, after, reason);
      await enqueueSearchSync(services.queue, trx, await listProductIds(trx, wholesalerId));
      return after;
    });
  } catch (error) {
    if (isIllegalStep(error))
      throw conflict('wrong_status', `This wholesaler cannot become ${status} from its present status`);
    throw error;
  }
}

async function tellMembers(
  services: Services,
  trx: Db,
  wholesaler: DecidedWholesaler,
  reason: string | null,
): Promise<void> {
  const panelUrl = `${services.settings.publicUrl}/admin`;
  for (const member of await listWholesalerMembers(trx, wholesaler.id)) {
    const base = {
      dedupeKey: `${wholesaler.status}.wholesaler:${wholesaler.id}:${member.id}:${services.now().getTime()}`,
      to: { name: member.name, address: member.email },
      userId: member.id,
    };
    const facts = { wholesalerName: wholesaler.name, panelUrl };
    if (wholesaler.status === 'approved')
      await writeLetter(trx, services.queue, {
        ...base,
        kind: 'wholesaler-approved',
        data: { ...facts, payoutsEnabled: wholesaler.payouts_enabled },
      });
    else
      await writeLetter(trx, services.queue, {
        ...base,
        kind: wholesaler.status === 'rejected' ? 'wholesaler-rejected' : 'wholesaler-suspended',
        data: { ...facts, reason: reason ?? '' },
      });
  }
}
