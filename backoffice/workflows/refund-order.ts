import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { lockStore } from '#backoffice/commerce/credit/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import {
  type AskedRefund,
  creditInvoice,
  findRefund,
  insertRefund,
  type LockedPart,
  lockRefundablePart,
} from '#backoffice/commerce/refund/index.ts';
import { notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { releasePaidParts } from './hold-earnings.ts';
import { planRefund } from './plan-refund.ts';
import { settleWithCredit } from './settle-with-credit.ts';

export interface RefundRequest {
  wholesalerOrderId: string;
  /** Null: everything that is not refunded yet, shipping included. */
  asked: AskedRefund | null;
  /** How much of the wholesaler's share the platform bears; 0 when nothing is said. */
  platformShareBp?: number;
  reason: string;
  requestKey: string;
  actor: Actor;
}
export interface RefundStarted {
  id: string;
  status: string;
  amountCents: number;
}

/**
 * Writes the refund, its ledger entries and its sending in one transaction; the processor is asked by queued work afterwards, so a
 * crash loses nothing and a repeat of the same key finds the first refund.
 */
export async function refundOrder(services: Services, request: RefundRequest): Promise<RefundStarted> {
  if (!request.reason.trim()) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  return services.db.transaction(trx => refundPart(trx, services, request));
}

/** The same inside a caller's transaction (a cancellation, a return). */
export async function refundPart(trx: Db, services: Services, request: RefundRequest): Promise<RefundStarted> {
  const part = await lockRefundablePart(trx, request.wholesalerOrderId);
  if (!part) throw notFound('order');
  const first = await findRefund(trx, { request_key: request.requestKey });
  if (first) return { id: first.id, status: first.status, amountCents: first.amount_cents };
  const now = services.now();
  const { entries, storeId, ...plan } = planRefund(part, request, now);
  const refund = {
    ...plan,
    orderId: part.orderId,
    wholesalerOrderId: part.id,
    paymentId: storeId ? null : part.paymentId,
    currency: part.currency,
    reason: request.reason,
    requestKey: request.requestKey,
    requestedBy: request.actor.userId,
    isSettled: storeId !== null,
  };
  const id = (await insertRefund(trx, refund))!;
  await postTransaction(trx, {
    kind: 'refund',
    cause: `refund:${id}`,
    memo: `Refund on ${part.number}: ${request.reason}`,
    occurredAt: now,
    orderId: part.orderId,
    wholesalerOrderId: part.id,
    refundId: id,
    entries,
  });
  await writeAudit(trx, {
    actor: request.actor,
    action: 'create.refund',
    table: 'refunds',
    id,
    after: { amountCents: plan.amountCents, platformCents: plan.platformCents, currency: part.currency },
    reason: request.reason,
  });
  if (storeId) await creditStore(trx, services, { storeId, part, refundId: id, amountCents: plan.amountCents });
  else await services.queue.enqueue(trx, 'send-refund', { refundId: id });
  return { id, status: refund.isSettled ? 'succeeded' : 'pending', amountCents: plan.amountCents };
}

/** What the invoice had been paid already is the store's, and settles what else is open. */
async function creditStore(
  trx: Db,
  services: Services,
  {
    storeId,
    part,
    refundId,
    amountCents,
  }: { storeId: string; part: LockedPart; refundId: string; amountCents: number },
): Promise<void> {
  await lockStore(trx, storeId);
  const at = services.now();
  const { creditCents, isPaidNow } = await creditInvoice(trx, { orderId: part.orderId, amountCents, at });
  if (isPaidNow) await releasePaidParts(trx, services, { orderId: part.orderId, paidAt: at });
  if (creditCents > 0)
    await settleWithCredit(trx, services, {
      storeId,
      arisen: { refundId, orderNumber: part.number, cents: creditCents },
    });
}
