import { setSuspension } from '#backoffice/commerce/account/index.ts';
import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** Ends every session at once; the next sign-in is refused until the suspension is lifted. */
export async function suspendUser(
  services: Services,
  request: { userId: string; isSuspended: boolean; reason?: string | undefined; actor: Actor },
): Promise<{ suspended: boolean }> {
  const { userId, isSuspended, actor } = request;
  const reason = request.reason?.trim() ?? '';
  if (isSuspended && !reason) refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]);
  if (userId === actor.userId) throw conflict('own_account', 'You cannot suspend yourself');
  await services.db.transaction(async trx => {
    if (!(await setSuspension(trx, userId, isSuspended ? { at: services.now(), reason } : null)))
      throw notFound('user');
    await writeAudit(trx, {
      actor,
      action: isSuspended ? 'suspend.user' : 'restore.user',
      table: 'users',
      id: userId,
      reason: reason || null,
    });
  });
  return { suspended: isSuspended };
}
