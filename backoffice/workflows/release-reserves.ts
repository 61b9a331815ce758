import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { dueReserves, reserveCause } from '#backoffice/commerce/payout/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

/** What was held back long enough becomes payable on this date. */
export async function releaseReserves(trx: Db, services: Services, date: string): Promise<void> {
  for (const { id, wholesalerId, wholesalerOrderId, currency, amountCents } of await dueReserves(trx, date)) {
    const of = { currency, ...(wholesalerOrderId && { wholesalerOrderId }) };
    await postTransaction(trx, {
      kind: 'adjustment',
      cause: reserveCause(id),
      memo: 'Reserve released',
      occurredAt: services.now(),
      wholesalerOrderId,
      entries: [
        { ...of, account: { kind: 'wholesaler_reserve', wholesalerId }, amountCents },
        {
          ...of,
          account: { kind: 'wholesaler_payable', wholesalerId },
          amountCents: -amountCents,
          availableOn: date,
        },
      ],
    });
  }
}
