import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { restock } from '#backoffice/commerce/inventory/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { lockReturn, markPartReturned, moveReturn } from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { isIllegalStep } from './illegal-step.ts';
import { refundPart } from './refund-order.ts';

export interface ReturnDecision {
  number: string;
  /** Null for staff. */
  wholesalerId: string | null;
  decision: 'approve' | 'reject' | 'receive';
  reason?: string | undefined;
  restock: boolean;
  actor: Actor;
}

/** Approve or reject what was asked for; receiving it puts whole goods back on the shelf (or not) and refunds them. */
export async function decideReturn(services: Services, decision: ReturnDecision): Promise<{ status: string }> {
  if (decision.decision === 'reject' && !decision.reason?.trim())
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the buyer reads it' }]);
  try {
    return await services.db.transaction(async trx => {
      const request = await lockReturn(trx, decision.number, decision.wholesalerId);
      if (!request) throw notFound('return');
      if (decision.decision !== 'receive') {
        const status = decision.decision === 'approve' ? 'approved' : 'rejected';
        await moveReturn(trx, request.id, { status, reason: decision.reason ?? null });
        await audit(trx, decision, request, status);
        return { status };
      }
      if (request.status === 'refunded') return { status: 'refunded' };
      await moveReturn(trx, request.id, { status: 'received', isRestocked: decision.restock });
      if (decision.restock) await restock(trx, request.lines, `Returned with ${request.number}`);
      await refundPart(trx, services, {
        wholesalerOrderId: request.wholesaler_order_id,
        asked: { lines: request.lines, includeShipping: false },
        reason: `Return ${request.number}`,
        requestKey: `return:${request.id}`,
        actor: decision.actor,
      });
      await moveReturn(trx, request.id, { status: 'refunded' });
      await markPartReturned(trx, request.wholesaler_order_id);
      await audit(trx, decision, request, 'refunded');
      return { status: 'refunded' };
    });
  } catch (error) {
    if (isIllegalStep(error))
      throw conflict('wrong_status', 'This return was decided already, or has not been approved yet');
    throw error;
  }
}

const audit = (
  trx: Db,
  { actor, decision, reason, restock: isRestocked }: ReturnDecision,
  { id, status }: { id: string; status: string },
  after: string,
) =>
  writeAudit(trx, {
    ...{ actor, action: `${decision}.return`, table: 'return_requests', id, reason: reason ?? null },
    before: { status },
    after: { status: after, ...(decision === 'receive' ? { isRestocked } : {}) },
  });
