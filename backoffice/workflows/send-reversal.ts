// The row is written before Stripe is asked, and Stripe is asked for it before it is told to take it, so whatever cuts this off, the next
// try finds what was done. The ledger follows by what has come back in total, whether our answer or the webhook is first.
import {
  dueReversals,
  findPayout,
  findReversal,
  isSettled,
  noteReversal,
  type Payout,
  type Reversal,
  takeReversal,
} from '#backoffice/commerce/payout/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import { applyTransferReversed } from './apply-transfer-event.ts';

/** Longer than Stripe's time-outs: who asked first is done by then, or dead. */
const SILENT_MS = 90_000;
const NO_ANSWER = 'Stripe has not answered yet: we look it up before we ask again';
const TOO_LITTLE =
  'The wholesaler’s account at Stripe holds too little for this, and nothing was taken. Ask for less, or let its next payouts make it up.';

/** Takes the money back, once. Repeating it is harmless; what has ended stays as it is. */
export async function sendReversal(services: Services, id: string): Promise<void> {
  const reversal = await findReversal(services.db, { id });
  const payout = reversal && (await findPayout(services.db, reversal.payout_id));
  if (!reversal || !payout?.stripe_transfer_id) return;
  const at = services.now();
  const isNewAttempt = !reversal.sending_since || isSettled(reversal.sending_since, at);
  const taken = await takeReversal(services.db, reversal, { isNewAttempt, at });
  if (!taken) return;
  try {
    await takeBack(services, taken, { transferId: payout.stripe_transfer_id });
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    await settleFailure(services, taken, error);
  }
}

/** What a crash or a silent Stripe has left unfinished. */
export async function finishReversals(services: Services): Promise<number> {
  const due = await dueReversals(services.db, new Date(services.now().getTime() - SILENT_MS));
  for (const { id } of due)
    try {
      await sendReversal(services, id);
    } catch (error) {
      services.log.error({ err: error, reversalId: id }, 'a reversal could not be finished');
    }
  return due.length;
}

async function takeBack(
  services: Services,
  reversal: Reversal,
  { transferId }: { transferId: NonNullable<Payout['stripe_transfer_id']> },
): Promise<void> {
  const { id: reversalId, amount_cents: amountCents, attempt } = reversal;
  const taken = await services.transfers.reverse({ transferId, amountCents, reversalId, attempt });
  const { reversedCents: totalReversedCents } = await services.transfers.readTransfer(transferId);
  const ours = [{ reversalId, stripeReversalId: taken.id }];
  await services.db.transaction(trx => applyTransferReversed(trx, services, { transferId, totalReversedCents, ours }));
}

/** Refused is definite and nothing was taken; after anything else it may have been, and is looked up by the next run. */
async function settleFailure(services: Services, { id }: Reversal, failure: ProviderFailure): Promise<void> {
  const isRefused = failure.kind === 'refused' || failure.kind === 'insufficient';
  const said = failure.kind === 'insufficient' ? TOO_LITTLE : `Stripe refused it: ${failure.message}`;
  services.log.warn({ err: failure, reversalId: id }, 'a reversal was not made');
  await noteReversal(services.db, { id, isRefused, reason: isRefused ? said : NO_ANSWER, at: services.now() });
}
