import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { postTransaction, refundEntries } from '#backoffice/commerce/ledger/index.ts';
import {
  type AskedRefund,
  creditInvoice,
  findRefund,
  insertRefund,
  lockRefundablePart,
  refundReasons,
  sumRefund,
  wholeRefund,
} from '#backoffice/commerce/refund/index.ts';
import { notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export interface RefundRequest {
  wholesalerOrderId: string;
  /** Null: everything that is not refunded yet, shipping included. */
  asked: AskedRefund | null;
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
  const asked = request.asked ?? wholeRefund(part);
  refuseIfAny(refundReasons(part, asked));
  const sums = sumRefund(part, asked);
  // An invoice that was paid by card goes back to that card; one that is open, or was paid by bank transfer, is credited.
  const storeId = part.paymentId ? null : part.storeId;
  const refund = {
    ...sums,
    orderId: part.orderId,
    wholesalerOrderId: part.id,
    paymentId: part.paymentId,
    currency: part.currency,
    reason: request.reason,
    requestKey: request.requestKey,
    requestedBy: request.actor.userId,
    isSettled: storeId !== null,
  };
  const id = (await insertRefund(trx, refund))!;
  const now = services.now();
  await postTransaction(trx, {
    kind: 'refund',
    cause: `refund:${id}`,
    memo: `Refund on ${part.number}: ${request.reason}`,
    occurredAt: now,
    orderId: part.orderId,
    wholesalerOrderId: part.id,
    refundId: id,
    entries: refundEntries({
      ...part,
      ...sums,
      storeId,
      payableSince: part.payableSince ? now.toISOString().slice(0, 10) : null,
    }),
  });
  await writeAudit(trx, {
    actor: request.actor,
    action: 'create.refund',
    table: 'refunds',
    id,
    after: { amountCents: sums.amountCents, currency: part.currency },
    reason: request.reason,
  });
  if (refund.isSettled) await creditInvoice(trx, part.orderId, sums.amountCents);
  else await services.queue.enqueue(trx, 'send-refund', { refundId: id });
  return { id, status: refund.isSettled ? 'succeeded' : 'pending', amountCents: sums.amountCents };
}
