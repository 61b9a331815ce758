import { orderPlacedEntries, postTransactions } from '#backoffice/commerce/ledger/index.ts';
import { placeParts } from '#backoffice/commerce/order/index.ts';
import { issueInvoice } from '#backoffice/commerce/payment/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export interface Completion {
  orderId: string;
  storeId: string | null;
  /** Null: paid by card. */
  terms: { days: number; totalCents: number; currency: string } | null;
}

/**
 * An order becomes real: placed, commission snapshotted, ledger posted, invoice issued on terms. Its stock is committed by the caller.
 * What people and other systems are told (letters, search, analytics) is one piece of queued work written here.
 */
export async function completeOrder(
  trx: Db,
  services: Services,
  { orderId, storeId, terms }: Completion,
): Promise<void> {
  const now = services.now();
  const parts = await placeParts(trx, orderId, now);
  await postTransactions(
    trx,
    parts.map(part => ({
      kind: 'order_placed',
      cause: `part:${part.id}:placed`,
      memo: `Order ${part.number}`,
      occurredAt: now,
      orderId,
      wholesalerOrderId: part.id,
      entries: orderPlacedEntries(part, terms ? storeId : null),
    })),
  );
  if (terms)
    await issueInvoice(trx, { orderId, storeId: storeId!, ...terms, issuedOn: now.toISOString().slice(0, 10) });
  await services.queue.enqueue(trx, 'announce-order', { orderId });
}
