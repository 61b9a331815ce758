import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { findBatch, findPayout } from '#backoffice/commerce/payout/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { underSendingLease } from './send-due-payouts.ts';
import { sendPayout } from './send-payout.ts';

/** Tries one payout again now: a failed one anew, one without an answer after looking it up. Repeating it is harmless. */
export async function retryPayout(
  services: Services,
  { payoutId, actor }: { payoutId: string; actor: Actor },
): Promise<{ status: string; reason: string | null }> {
  const isMine = await underSendingLease(services, async () => {
    const payout = await findPayout(services.db, payoutId);
    if (!payout) throw notFound('payout');
    if (payout.status === 'held') throw conflict('payout_held', 'This payout is held: release it first');
    const batch = await findBatch(services.db, { id: payout.payout_batch_id });
    if (batch?.status === 'awaiting_release')
      throw conflict('batch_not_released', 'The batch of this payout waits for a second person');
    if (payout.status === 'sent') return;
    await writeAudit(services.db, {
      actor,
      action: 'retry.payout',
      table: 'payouts',
      id: payoutId,
      before: payout.status,
    });
    await sendPayout(services, payout, null);
  });
  if (!isMine) throw conflict('payouts_busy', 'Payouts are being sent right now: try again in a minute');
  const after = await findPayout(services.db, payoutId);
  if (!after) throw notFound('payout');
  return { status: after.status, reason: after.status_reason };
}
