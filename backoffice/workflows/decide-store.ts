import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { decideStore as decide, listMembers, type StoreRow, setMemberRoles } from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { isIllegalStep } from './illegal-step.ts';

export interface StoreDecisionRequest {
  storeId: string;
  decision: 'approve' | 'reject' | 'ask' | 'suspend' | 'restore';
  reason?: string | undefined;
  termsDays?: 15 | 30 | 60 | null | undefined;
  creditLimitCents?: number | undefined;
  actor: Actor & { userId: string };
}

const STATUS = {
  approve: 'approved',
  reject: 'rejected',
  ask: 'more_information',
  suspend: 'suspended',
  restore: 'approved',
} as const;

/** The letter, the members' roles and the audit entry stand or fall with the decision. */
export async function decideStore(services: Services, request: StoreDecisionRequest): Promise<StoreRow> {
  const { storeId, decision, actor } = request;
  const reason = request.reason?.trim() || null;
  if (['reject', 'ask', 'suspend'].includes(decision) && !reason)
    refuseIfAny([{ code: 'reason_missing', subject: 'reason', message: 'Say why: the store reads it' }]);
  const status = STATUS[decision];
  try {
    return await services.db.transaction(async trx => {
      const decided = await decide(
        trx,
        storeId,
        {
          status,
          reason,
          decidedBy: actor.userId,
          termsDays: request.termsDays,
          creditLimitCents: request.creditLimitCents,
        },
        services.now(),
      );
      if (!decided) throw notFound('store');
      const { before, after } = decided;
      if (before.status === status)
        throw conflict('already_decided', `${before.name} is ${status.replace('_', ' ')} already`);
      await setMemberRoles(trx, storeId, status === 'approved' ? 'store_owner' : 'customer');
      await writeAudit(trx, {
        actor,
        action: `${decision}.store`,
        table: 'stores',
        id: storeId,
        before: { status: before.status },
        after: { status },
        reason,
      });
      await tellMembers(services, trx, decision, after);
      return after;
    });
  } catch (error) {
    if (isIllegalStep(error))
      throw conflict('wrong_status', `This store cannot be ${status.replace('_', ' ')} from its present status`);
    throw error;
  }
}

async function tellMembers(
  services: Services,
  trx: Db,
  decision: StoreDecisionRequest['decision'],
  store: StoreRow,
): Promise<void> {
  for (const member of await listMembers(trx, store.id))
    await writeLetter(trx, services.queue, {
      dedupeKey: `${decision}.store:${store.id}:${member.id}:${services.now().getTime()}`,
      to: { name: member.name, address: member.email },
      userId: member.id,
      ...letterOf(services, decision, store),
    });
}

function letterOf(services: Services, decision: StoreDecisionRequest['decision'], store: StoreRow) {
  const { publicUrl } = services.settings;
  const storeName = store.name;
  const accountUrl = `${publicUrl}/store/apply`;
  const reason = store.status_reason ?? '';
  switch (decision) {
    case 'approve':
      return { kind: 'store-approved', data: approval(services, store) } as const;
    case 'reject':
      return { kind: 'store-rejected', data: { storeName, reason, accountUrl } } as const;
    case 'ask':
      return { kind: 'store-more-information', data: { storeName, question: reason, accountUrl } } as const;
    case 'suspend':
      return { kind: 'store-suspended', data: { storeName, reason, accountUrl } } as const;
    case 'restore':
      return { kind: 'store-restored', data: { storeName, startUrl: publicUrl } } as const;
  }
}

const approval = (services: Services, store: StoreRow) => ({
  storeName: store.name,
  startUrl: services.settings.publicUrl,
  terms: store.terms_days
    ? { netDays: store.terms_days, creditLimitCents: store.credit_limit_cents, currency: services.settings.currency }
    : null,
});
