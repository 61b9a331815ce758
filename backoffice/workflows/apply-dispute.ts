import { findDispute, keepDispute, readAnswer } from '#backoffice/commerce/dispute/index.ts';
import type { Dispute } from '#backoffice/providers/payments/disputes.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { bookDispute } from './book-dispute.ts';
import { writeDisputeLetters } from './write-dispute-letters.ts';

/**
 * What the processor says of a dispute at a time, from a webhook or as its answer to us: kept, booked and told once. One that waits for an
 * answer has its evidence gathered. False: the payment is none of ours.
 */
export async function applyDispute(trx: Db, services: Services, news: Dispute, at: Date): Promise<boolean> {
  if (!(await keepDispute(trx, news, at))) return false;
  await bookDispute(trx, services, {
    stripeDisputeId: news.id,
    isLost: news.status === 'lost',
    movements: news.movements,
  });
  const dispute = (await findDispute(trx, { stripe_dispute_id: news.id }))!;
  await writeDisputeLetters(trx, services, dispute);
  const isUngathered = dispute.stage === 'to_answer' && !(await readAnswer(trx, dispute.id)).gatheredAt;
  if (isUngathered)
    await services.queue.enqueue(
      trx,
      'gather-dispute-evidence',
      { disputeId: dispute.id },
      { singletonKey: dispute.id },
    );
  return true;
}
