import { SNAPSHOT_COMMISSIONS } from '#backoffice/commerce/commission/index.ts';
import { orderPlacedEntries, postTransactions } from '#backoffice/commerce/ledger/index.ts';
import { placeParts } from '#backoffice/commerce/order/index.ts';
import { markOrdered } from '#backoffice/commerce/quotation/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export interface Completion {
  orderId: string;
  /** The store that owes it; null: paid by card. */
  onTermsOf: string | null;
}

/**
 * An order becomes real: placed, commission snapshotted, ledger posted. Its stock and its payment or invoice are the caller's.
 * What people and other systems are told (letters, search, analytics) is one piece of queued work written here.
 */
export async function completeOrder(trx: Db, services: Services, { orderId, onTermsOf }: Completion): Promise<void> {
  const now = services.now();
  const parts = await placeParts(trx, { orderId, at: now, snapshot: SNAPSHOT_COMMISSIONS });
  await postTransactions(
    trx,
    parts.map(part => ({
      kind: 'order_placed',
      cause: `part:${part.id}:placed`,
      memo: `Order ${part.number}`,
      occurredAt: now,
      orderId,
      wholesalerOrderId: part.id,
      entries: orderPlacedEntries(part, onTermsOf),
    })),
  );
  if (parts.some(part => part.isQuoted)) await markOrdered(trx, { orderId, at: now });
  await services.queue.enqueue(trx, 'announce-order', { orderId });
}
