import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import {
  type Payout,
  type PayoutBatch,
  type Reversal,
  readBalance,
  readStatement,
  readStuck,
  totalsOf,
} from '#backoffice/commerce/payout/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
import type { LetterData } from '#backoffice/mail/letters.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

interface SentPayout {
  payout: Payout;
  transferId: string;
  sentAt: Date;
}

/** The statement is attached when the letter is sent. */
export async function writePayoutReceipt(
  trx: Db,
  services: Services,
  { payout, transferId, sentAt }: SentPayout,
): Promise<void> {
  await writeLetter(trx, services.queue, {
    kind: 'payout-receipt',
    dedupeKey: `payout:${payout.id}:receipt`,
    payoutId: payout.id,
    ...(await toWholesaler(trx, payout.wholesaler_id)),
    data: {
      ...(await aboutPayout(trx, services, payout)),
      sentOn: sentAt.toISOString(),
      transferReference: transferId,
      ...totalsOf(await readStatement(trx, payout.id)),
    },
  });
}

/** Once for each attempt that was refused. */
export async function writePayoutFailed(trx: Db, services: Services, payout: Payout, detail: string): Promise<void> {
  await writePayoutTrouble(trx, services, payout, {
    reason: 'transfer_refused',
    key: String(payout.attempt),
    amountCents: payout.amount_cents,
    detail,
  });
}

interface Trouble {
  reason: LetterData<'payout-failed'>['reason'];
  /** Which of several troubles of this kind: it is told once. */
  key: string;
  amountCents: number;
  detail?: string | null;
}

export async function writePayoutTrouble(trx: Db, services: Services, payout: Payout, trouble: Trouble): Promise<void> {
  await writeLetter(trx, services.queue, {
    kind: 'payout-failed',
    dedupeKey: `payout:${payout.id}:${trouble.reason}:${trouble.key}`,
    payoutId: payout.id,
    ...(await toWholesaler(trx, payout.wholesaler_id)),
    data: {
      ...(await aboutPayout(trx, services, payout)),
      amountCents: trouble.amountCents,
      reason: trouble.reason,
      detail: trouble.detail ?? null,
    },
  });
}

/** Finance took money back, and says why. */
export async function writeReversal(trx: Db, services: Services, payout: Payout, reversal: Reversal): Promise<void> {
  const { wholesaler_id: id, currency } = payout;
  const today = services.now().toISOString().slice(0, 10);
  await writeLetter(trx, services.queue, {
    kind: 'transfer-reversed',
    dedupeKey: `reversal:${reversal.id}`,
    payoutId: payout.id,
    ...(await toWholesaler(trx, id)),
    data: {
      ...(await aboutPayout(trx, services, payout)),
      amountCents: reversal.amount_cents,
      reason: reversal.reason,
      availableCents: (await readBalance(trx, { id, currency, today })).availableCents,
    },
  });
}

/** To everyone whose money waits for something to be mended; once a month for the same reason, not every night. */
export async function writePayoutsHeld(trx: Db, services: Services, batch: PayoutBatch): Promise<void> {
  for (const { wholesalerId, name, currency, amountCents, reason } of await readStuck(trx, batch.id)) {
    await writeLetter(trx, services.queue, {
      kind: 'payout-held',
      dedupeKey: `wholesaler:${wholesalerId}:held:${reason}:${currency}:${batch.batch_date.slice(0, 7)}`,
      ...(await toWholesaler(trx, wholesalerId)),
      data: { wholesalerName: name, balanceUrl: `${services.settings.publicUrl}/admin`, currency, amountCents, reason },
    });
  }
}

async function toWholesaler(trx: Db, wholesalerId: string) {
  const { name, address, userId } = await wholesalerRecipient(trx, wholesalerId);
  return { to: { name, address }, userId };
}

async function aboutPayout(trx: Db, { settings }: Services, payout: Payout) {
  const wholesaler = await trx('wholesalers').where({ id: payout.wholesaler_id }).first('name');
  return {
    wholesalerName: wholesaler.name as string,
    payoutNumber: payout.number,
    payoutUrl: `${settings.publicUrl}/admin/resources/payouts/records/${payout.id}/show`,
    currency: payout.currency,
  };
}
