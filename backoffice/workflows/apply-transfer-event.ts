import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { findSentPayout, newestPayoutTo, reversedCents } from '#backoffice/commerce/payout/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { writePayoutTrouble } from './write-payout-letters.ts';

/**
 * A transfer came back, in part or whole: the debt is open again and the next night pays it. totalReversedCents: all of it so far, so
 * that repeated and reordered events post only what is new. False: no payout of ours.
 */
export async function applyTransferReversed(
  trx: Db,
  services: Services,
  { transferId, totalReversedCents }: { transferId: string; totalReversedCents: number },
): Promise<boolean> {
  const payout = await findSentPayout(trx, transferId);
  if (!payout) return false;
  const amountCents = totalReversedCents - (await reversedCents(trx, payout.id));
  if (amountCents <= 0) return true;
  const { currency, wholesaler_id: wholesalerId } = payout;
  const at = services.now();
  await postTransaction(trx, {
    kind: 'transfer_reversed',
    cause: `transfer:${transferId}:reversed:${totalReversedCents}`,
    memo: `Transfer of ${payout.number} reversed`,
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
  await writePayoutTrouble(trx, services, payout, {
    reason: 'transfer_reversed',
    key: String(totalReversedCents),
    amountCents,
  });
  return true;
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
