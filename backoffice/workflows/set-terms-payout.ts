import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { setTermsPayout as set, type TermsPayout } from '#backoffice/commerce/invoice/index.ts';
import { refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** When wholesalers get their share of orders on terms. What was delivered before keeps its day. */
export async function setTermsPayout(
  services: Services,
  { rule, actor }: { rule: TermsPayout; actor: Actor & { userId: string } },
): Promise<void> {
  if (!['on_delivery', 'on_payment'].includes(rule))
    refuseIfAny([{ code: 'rule_unknown', subject: 'rule', message: 'Choose one of the two rules' }]);
  await services.db.transaction(async trx => {
    const before = await set(trx, rule, { userId: actor.userId, at: services.now() });
    await writeAudit(trx, {
      actor,
      action: 'set.terms_payout',
      table: 'marketplace_settings',
      id: '1',
      before: { termsPayout: before },
      after: { termsPayout: rule },
    });
  });
}
