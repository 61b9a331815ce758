import type { Actor } from '#backoffice/commerce/audit/index.ts';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { releaseStock } from '#backoffice/commerce/inventory/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import {
  type CancellablePart,
  cancelOrderWithoutParts,
  cancelPart,
  listCancellableParts,
} from '#backoffice/commerce/order/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';
import { refundPart } from './refund-order.ts';

export interface Cancellation {
  orderId: string;
  /** Only this wholesaler's part; without it every part that has not been shipped. */
  wholesalerId?: string | undefined;
  reason: string;
  actor: Actor;
}

/** Before shipping: the part ends, its stock is free again, and its money goes back in full, in one transaction. */
export async function cancelOrder(services: Services, cancellation: Cancellation): Promise<void> {
  const { orderId, wholesalerId, reason, actor } = cancellation;
  if (!reason.trim()) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  await services.db.transaction(async trx => {
    const parts = await listCancellableParts(trx, { orderId, wholesalerId });
    const open = stillCancellable(parts);
    for (const part of open) {
      await cancelPart(trx, part.id, reason, services.now());
      await releaseStock(trx, { orderId, partId: part.id });
      const isFree = owesNothing(part);
      const asked = { wholesalerOrderId: part.id, asked: null, reason, requestKey: `cancel:${part.id}`, actor };
      const refundCents = isFree ? 0 : (await refundPart(trx, services, asked)).amountCents;
      await writeAudit(trx, {
        actor,
        action: 'cancel.order',
        table: 'wholesaler_orders',
        id: part.id,
        before: { status: part.status },
        reason,
      });
      await tell(trx, services, part, { reason, refundCents });
      await enqueueSearchSync(services.queue, trx, part.productIds);
    }
    await cancelOrderWithoutParts(trx, orderId, reason, services.now());
  });
}

/** Of an order's parts those that end; throws why nothing can. */
export function stillCancellable(parts: CancellablePart[]): CancellablePart[] {
  if (parts.length === 0) throw notFound('order');
  const open = parts.filter(part => ['placed', 'accepted', 'packed'].includes(part.status));
  if (open.length === 0)
    throw conflict('too_late', 'What is on its way cannot be cancelled any more: you can send it back once it arrives');
  if (open.some(part => part.hasParcel))
    throw conflict('too_late', 'A parcel of this order has its label already: ask the wholesaler to void it first');
  if (open.some(part => part.isDisputed))
    throw conflict(
      'disputed',
      'The buyer’s bank holds this payment because of a dispute, so nothing can be paid back now: keep the goods here. The order can be cancelled once the dispute is over; accepting the dispute ends it at once.',
    );
  return open;
}

/** A replacement, or what the bank took back whole after a dispute. */
export const owesNothing = ({ paymentMethod, isTakenBack }: CancellablePart): boolean =>
  paymentMethod === 'none' || isTakenBack;

async function tell(
  trx: Db,
  services: Services,
  part: CancellablePart,
  facts: { reason: string; refundCents: number },
): Promise<void> {
  await writeLetter(trx, services.queue, {
    kind: 'order-cancelled',
    dedupeKey: `part:${part.id}:cancelled`,
    to: { name: part.buyerName, address: part.email },
    orderId: part.orderId,
    data: {
      orderNumber: part.orderNumber,
      orderUrl: `${services.settings.publicUrl}/orders/${part.orderNumber}`,
      wholesalerName: part.wholesalerName,
      paymentMethod: part.paymentMethod,
      currency: part.currency,
      items: part.items,
      ...facts,
    },
  });
}
