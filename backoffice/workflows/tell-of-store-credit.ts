import { listCreditOwners } from '#backoffice/commerce/credit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export interface CreditNews {
  storeId: string;
  /** What makes each owner's letter one. */
  key: string;
  currency: string;
  /** Set when it has just arisen, by a refund on this order. */
  creditedCents: number | null;
  orderNumber: string | null;
  used: { invoiceNumber: string; cents: number; leftCents: number }[];
  leftCents: number;
  paid: { cents: number; paidOn: string; bankReference: string } | null;
}

export async function tellOfCredit(trx: Db, services: Services, { storeId, key, ...news }: CreditNews): Promise<void> {
  const { storeName, people } = await listCreditOwners(trx, storeId);
  for (const person of people)
    await writeLetter(trx, services.queue, {
      kind: 'store-credit',
      dedupeKey: `${key}:${person.id}`,
      to: { name: person.name, address: person.email },
      userId: person.id,
      data: { ...news, storeName, invoicesUrl: `${services.settings.publicUrl}/account/invoices` },
    });
}
