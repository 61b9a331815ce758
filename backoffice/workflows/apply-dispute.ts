import { keepDispute } from '#backoffice/commerce/dispute/index.ts';
import type { Dispute } from '#backoffice/providers/payments/disputes.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { bookDispute } from './book-dispute.ts';

/** What the processor says of a dispute at a time, from a webhook or as its answer to us: kept and booked once. False: none of ours. */
export async function applyDispute(trx: Db, services: Services, dispute: Dispute, at: Date): Promise<boolean> {
  if (!(await keepDispute(trx, dispute, at))) return false;
  await bookDispute(trx, services, {
    stripeDisputeId: dispute.id,
    isLost: dispute.status === 'lost',
    movements: dispute.movements,
  });
  return true;
}
