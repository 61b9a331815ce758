import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { findBatch, findPayout, releaseBatch, releasePayout } from '#backoffice/commerce/payout/index.ts';
import { conflict, forbidden, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { sendDuePayouts } from './send-due-payouts.ts';

/** Releases a batch that waits for a second person, or one held payout, and sends what may go. id: of either. */
export async function releaseForSending(
  services: Services,
  { id, actor }: { id: string; actor: Actor & { userId: string } },
): Promise<{ status: string }> {
  const batch = await findBatch(services.db, { id });
  if (batch?.requested_by === actor.userId) throw forbidden('Another person has to release the batch that you started');
  const isReleased = await services.db.transaction(async trx => {
    const table = batch ? 'payout_batches' : 'payouts';
    const released = batch ? releaseBatch(trx, id, actor.userId) : releasePayout(trx, id, services.now());
    if (!(await released)) return false;
    const [before, after] = batch ? ['awaiting_release', 'running'] : ['held', 'scheduled'];
    await writeAudit(trx, {
      ...{ actor, action: 'release.payout', table, id },
      ...{ before: { status: before }, after: { status: after } },
    });
    return true;
  });
  if (!isReleased) await refuse(services, id, batch?.status);
  await sendDuePayouts(services, { retryFailedBefore: null });
  const after = (await findBatch(services.db, { id })) ?? (await findPayout(services.db, id));
  return { status: after!.status };
}

async function refuse(services: Services, id: string, batchStatus: string | undefined): Promise<never> {
  const status = batchStatus ?? (await findPayout(services.db, id))?.status;
  if (!status) throw notFound('payout');
  throw conflict('not_held', `This is ${status}: there is nothing to release`);
}
