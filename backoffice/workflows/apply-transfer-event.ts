import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import {
  findSentPayout,
  markReversed,
  newestPayoutTo,
  type Payout,
  type Reversal,
  reversedCents,
} from '#backoffice/commerce/payout/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { writePayoutTrouble, writeReversal } from './write-payout-letters.ts';

/** A reversal that finance asked for, and Stripe's id of it. */
interface OwnReversal {
  reversalId: string;
  stripeReversalId: string;
}

/**
 * A transfer came back, in part or whole: the debt is open again and the next night pays it. totalReversedCents: all of it so far, so
 * that repeated and reordered events post only what is new. ours: those we asked for, finished by whichever news is first; what came
 * back beside them is told as trouble. False: no payout of ours.
 */
export async function applyTransferReversed(
  trx: Db,
  services: Services,
  {
    transferId,
    totalReversedCents,
    ours = [],
  }: { transferId: string; totalReversedCents: number; ours?: OwnReversal[] },
): Promise<boolean> {
  const payout = await findSentPayout(trx, transferId);
  if (!payout) return false;
  const amountCents = totalReversedCents - (await reversedCents(trx, payout.id));
  const at = services.now();
  const done: Reversal[] = [];
  for (const { reversalId: id, stripeReversalId } of ours) {
    const reversal = await markReversed(trx, { id, stripeReversalId, at });
    if (reversal) done.push(reversal);
  }
  if (amountCents > 0) await post(trx, payout, { totalReversedCents, amountCents, at, why: done[0]?.reason });
  for (const reversal of done) await writeReversal(trx, services, payout, reversal);
  const foreignCents = amountCents - done.reduce((sum, one) => sum + one.amount_cents, 0);
  if (foreignCents > 0)
    await writePayoutTrouble(trx, services, payout, {
      reason: 'transfer_reversed',
      key: String(totalReversedCents),
      amountCents: foreignCents,
    });
  return true;
}

async function post(
  trx: Db,
  payout: Payout,
  back: { totalReversedCents: number; amountCents: number; at: Date; why: string | undefined },
): Promise<void> {
  const { currency, wholesaler_id: wholesalerId } = payout;
  const { amountCents, at, why } = back;
  await postTransaction(trx, {
    kind: 'transfer_reversed',
    cause: `transfer:${payout.stripe_transfer_id}:reversed:${back.totalReversedCents}`,
    memo: `Transfer of ${payout.number} reversed${why ? `: ${why}` : ''}`,
    occurredAt: at,
    payoutId: payout.id,
    entries: [
      { account: { kind: 'stripe_clearing' }, currency, amountCents },
      {
        account: { kind: 'wholesaler_payable', wholesalerId },
        currency,
        amountCents: -amountCents,
        availableOn: at.toISOString().slice(0, 10),
      },
    ],
  });
}

/**
 * The wholesaler's bank sent the money back to its account at the processor. Our debt is paid, so the books stay as they are; the
 * wholesaler is told, because only it can mend its bank details. False: no account of ours.
 */
export async function applyBankPayoutFailed(
  trx: Db,
  services: Services,
  failure: { accountId: string; bankPayoutId: string; amountCents: number; message: string | null },
): Promise<boolean> {
  const payout = await newestPayoutTo(trx, failure.accountId);
  if (!payout) return false;
  await writePayoutTrouble(trx, services, payout, {
    reason: 'bank_payout_failed',
    key: failure.bankPayoutId,
    amountCents: failure.amountCents,
    detail: failure.message,
  });
  return true;
}
