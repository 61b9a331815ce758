import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { notFound, type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import { updateTerms } from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';

/** On which terms a store buys. A lower limit is for orders to come: what is owed already stays owed. */
export async function setStoreTerms(
  services: Services,
  request: {
    storeId: string;
    termsDays: number | null;
    creditLimitCents: number;
    actor: Actor;
  },
): Promise<void> {
  const { storeId, termsDays, creditLimitCents, actor } = request;
  const reasons: Reason[] = [];
  if (termsDays !== null && ![15, 30, 60].includes(termsDays))
    reasons.push({ code: 'terms_unknown', subject: 'termsDays', message: 'Terms are net 15, 30 or 60' });
  if (!Number.isSafeInteger(creditLimitCents) || creditLimitCents < 0)
    reasons.push({ code: 'limit_wrong', subject: 'creditLimitCents', message: 'Enter the limit in euros' });
  refuseIfAny(reasons);
  await services.db.transaction(async trx => {
    const before = await updateTerms(trx, storeId, { termsDays, creditLimitCents }, services.now());
    if (!before) throw notFound('store');
    const after = { termsDays, creditLimitCents };
    await writeAudit(trx, { actor, action: 'set.terms', table: 'stores', id: storeId, before, after });
  });
}
