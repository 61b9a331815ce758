import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { listWholesalerMembers, lockPausing, type Side, setPausing } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';

export interface PauseRequest {
  wholesalerId: string;
  /** True: nothing is paid out until somebody says otherwise. */
  isPaused: boolean;
  by: Side;
  reason?: string | undefined;
  actor: Actor;
}

/** Earnings stay on the balance meanwhile. A wholesaler ends only a pause of its own; the platform ends any. */
export async function pausePayouts(services: Services, request: PauseRequest): Promise<void> {
  const { wholesalerId, isPaused, by, actor } = request;
  const reason = request.reason?.trim() ?? '';
  if (isPaused && !reason) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  await services.db.transaction(async trx => {
    const before = await lockPausing(trx, wholesalerId);
    if (!before) throw notFound('wholesaler');
    if (before.isPaused === isPaused)
      throw conflict('already_so', isPaused ? 'Payouts are paused already' : 'Payouts are not paused');
    if (before.pausedBy === 'platform' && by === 'wholesaler')
      throw new Refusal(
        'forbidden',
        'paused_by_platform',
        `The marketplace paused these payouts: ${before.pausedReason}`,
      );
    const now = services.now();
    await setPausing(trx, wholesalerId, isPaused ? { by, reason, at: now } : null);
    await writeAudit(trx, {
      actor,
      action: isPaused ? 'pause.payouts' : 'resume.payouts',
      table: 'wholesalers',
      id: wholesalerId,
      before: { isPaused: before.isPaused, by: before.pausedBy, reason: before.pausedReason },
      after: { isPaused, by: isPaused ? by : null },
      reason: reason || null,
    });
    for (const member of await listWholesalerMembers(trx, wholesalerId))
      await writeLetter(trx, services.queue, {
        kind: 'payouts-paused',
        dedupeKey: `payouts:${isPaused ? 'paused' : 'resumed'}:${wholesalerId}:${member.id}:${now.getTime()}`,
        to: { name: member.name, address: member.email },
        userId: member.id,
        data: {
          wholesalerName: before.name,
          isPaused,
          by,
          reason,
          balanceUrl: `${services.settings.publicUrl}/admin/pages/balance`,
        },
      });
  });
}
