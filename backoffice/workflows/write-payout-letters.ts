import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { type Payout, readStatement, totalsOf } from '#backoffice/commerce/payout/index.ts';
import { wholesalerRecipient } from '#backoffice/commerce/wholesaler/index.ts';
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
    ...(await toWholesaler(trx, payout)),
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
  await writeLetter(trx, services.queue, {
    kind: 'payout-failed',
    dedupeKey: `payout:${payout.id}:failed:${payout.attempt}`,
    payoutId: payout.id,
    ...(await toWholesaler(trx, payout)),
    data: {
      ...(await aboutPayout(trx, services, payout)),
      amountCents: payout.amount_cents,
      reason: 'transfer_refused',
      detail,
    },
  });
}

async function toWholesaler(trx: Db, { wholesaler_id }: Payout) {
  const { name, address, userId } = await wholesalerRecipient(trx, wholesaler_id);
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
