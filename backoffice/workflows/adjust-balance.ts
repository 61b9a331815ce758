import { decideAdjustment, lockAdjustment, proposeAdjustment } from '#backoffice/commerce/adjustment/index.ts';
import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { readBalance } from '#backoffice/commerce/payout/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

type Person = Actor & { userId: string };

/** A credit (positive) or a charge to a wholesaler beside its orders. Nothing is booked until a second person agrees. */
export async function askToAdjust(
  services: Services,
  request: { wholesalerId: string; amountCents: number; reason: string; actor: Person },
): Promise<{ id: string }> {
  const { wholesalerId, amountCents, actor } = request;
  const reason = request.reason.trim();
  const { currency } = services.settings;
  refuseIfAny([
    ...(reason ? [] : [{ code: 'reason_missing', subject: 'reason', message: 'Say why' }]),
    ...(Number.isSafeInteger(amountCents) && amountCents !== 0
      ? []
      : [{ code: 'amount_missing', subject: 'amount', message: 'Enter an amount above zero' }]),
  ]);
  return services.db.transaction(async trx => {
    const proposed = { wholesalerId, currency, amountCents, reason, proposedBy: actor.userId };
    const id = await proposeAdjustment(trx, proposed);
    if (!id) throw notFound('wholesaler');
    const after = { status: 'proposed', wholesalerId, currency, amountCents };
    await writeAudit(trx, { actor, action: 'propose.adjustment', table: 'adjustments', id, after, reason });
    return { id };
  });
}

/** The second person agrees, and it is booked once and goes into the next payout; or declines, and nothing is. */
export async function decideOnAdjustment(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<{ status: string }> {
  return services.db.transaction(async trx => {
    const adjustment = await lockAdjustment(trx, id);
    if (!adjustment) throw notFound('adjustment');
    if (adjustment.status !== 'proposed') throw conflict('not_proposed', `This adjustment is ${adjustment.status}`);
    if (isApproved && adjustment.proposedBy === actor.userId)
      throw new Refusal('forbidden', 'second_person', 'Who proposed it cannot agree to it: ask a second person');
    const { wholesalerId, currency, amountCents, reason } = adjustment;
    const at = services.now();
    const today = at.toISOString().slice(0, 10);
    const availableCents = async () => (await readBalance(trx, { id: wholesalerId, currency, today })).availableCents;
    const before = { status: 'proposed', availableCents: await availableCents() };
    const ledgerTransactionId = isApproved
      ? await postTransaction(trx, {
          kind: 'adjustment',
          cause: `adjustment:${id}`,
          memo: `Adjustment: ${reason}`,
          occurredAt: at,
          entries: [
            {
              account: { kind: 'wholesaler_payable', wholesalerId },
              currency,
              amountCents: -amountCents,
              availableOn: today,
            },
            { account: { kind: 'adjustments' }, currency, amountCents },
          ],
        })
      : null;
    await decideAdjustment(trx, { id, decidedBy: actor.userId, ledgerTransactionId, at });
    const status = isApproved ? 'posted' : 'declined';
    await writeAudit(trx, {
      actor,
      ...{ action: isApproved ? 'approve.adjustment' : 'decline.adjustment', table: 'adjustments', id },
      ...{ before, after: { status, ledgerTransactionId, availableCents: await availableCents() }, reason },
    });
    return { status };
  });
}
