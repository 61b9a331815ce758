import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import {
  adjustmentOf,
  type CounterAccount,
  type DifferenceRow,
  findDifference,
  proposeForDifference,
  reopenDifference,
  settleDifference,
} from '#backoffice/commerce/reconciliation/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

type Person = Actor & { userId: string };

/**
 * A difference is settled by a note; with an account to stand against, the ledger is also brought to what the processor says, and then a
 * second person has to agree first.
 */
export async function resolveDifference(
  services: Services,
  request: { id: string; note: string; counterAccount: CounterAccount | null; actor: Person },
): Promise<{ status: string }> {
  const { id, counterAccount, actor } = request;
  const note = request.note.trim();
  if (!note) refuseIfAny([{ code: 'note_missing', subject: 'note', message: 'Say what happened' }]);
  return services.db.transaction(async trx => {
    const difference = await readDifference(trx, id);
    if (counterAccount && adjustmentOf(difference).length === 0)
      refuseIfAny([{ code: 'nothing_to_post', subject: 'counterAccount', message: 'Both sides have the same amount' }]);
    const at = services.now();
    if (!(await proposeForDifference(trx, { id, note, counterAccount, userId: actor.userId, at })))
      throw conflict('not_open', `This difference is ${difference.status} already`);
    const status = counterAccount ? 'proposed' : 'resolved';
    await audit(trx, actor, {
      action: counterAccount ? 'propose.difference' : 'resolve.difference',
      difference,
      after: { status, counterAccount },
      note,
    });
    return { status };
  });
}

/** The second person agrees, and the entry is posted once; or disagrees, and the difference is open again. */
export async function decideDifference(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<{ status: string }> {
  return services.db.transaction(async trx => {
    const difference = await readDifference(trx, id);
    if (difference.status !== 'proposed') throw conflict('not_proposed', `This difference is ${difference.status}`);
    if (isApproved && difference.proposedBy === actor.userId)
      throw new Refusal('forbidden', 'second_person', 'Who proposed the entry cannot approve it: ask a second person');
    const at = services.now();
    const ledgerTransactionId = isApproved ? await post(trx, difference, at) : null;
    const isDone = isApproved
      ? await settleDifference(trx, { id, userId: actor.userId, ledgerTransactionId, at })
      : await reopenDifference(trx, { id, at });
    if (!isDone) throw conflict('not_proposed', 'Somebody else has decided meanwhile');
    const status = isApproved ? 'resolved' : 'open';
    await audit(trx, actor, {
      action: isApproved ? 'approve.difference' : 'decline.difference',
      difference,
      after: { status, ledgerTransactionId },
      note: difference.note,
    });
    return { status };
  });
}

/** Locked, so that a run cannot clear it, nor two people decide it, beside us. */
async function readDifference(trx: Db, id: string): Promise<DifferenceRow> {
  await trx('reconciliation_differences').where({ id }).forUpdate().first('id');
  const difference = await findDifference(trx, id);
  if (!difference) throw notFound('difference');
  return difference;
}

async function post(trx: Db, difference: DifferenceRow, at: Date): Promise<string> {
  const id = await postTransaction(trx, {
    kind: 'adjustment',
    cause: `difference:${difference.id}:resolved`,
    memo: `Reconciliation: ${difference.note}`,
    occurredAt: at,
    orderId: difference.orderId,
    refundId: difference.refundId,
    payoutId: difference.payoutId,
    entries: adjustmentOf(difference).flatMap(({ currency, amountCents }) => [
      { account: { kind: 'stripe_clearing' as const }, currency, amountCents },
      { account: { kind: difference.counterAccount! }, currency, amountCents: -amountCents },
    ]),
  });
  if (!id) throw conflict('posted_before', 'The entry for this difference was posted before');
  return id;
}

const audit = (
  trx: Db,
  actor: Person,
  {
    action,
    difference,
    after,
    note,
  }: { action: string; difference: DifferenceRow; after: object; note: string | null },
) =>
  writeAudit(trx, {
    actor,
    action,
    table: 'reconciliation_differences',
    id: difference.id,
    before: {
      status: difference.status,
      ledgerCents: difference.ledgerCents,
      processorCents: difference.processorCents,
    },
    after,
    reason: note,
  });
