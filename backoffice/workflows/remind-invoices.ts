import { type DueReminder, listDueReminders } from '#backoffice/commerce/invoice/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Before an invoice is due and after it was, the store's owners get a letter: each once, however often this runs. */
export async function remindInvoices(services: Services): Promise<{ invoices: number; letters: number }> {
  const today = services.now().toISOString().slice(0, 10);
  let letters = 0;
  const due = await listDueReminders(services.db, today);
  for (const reminder of due) letters += await remind(services, reminder);
  return { invoices: due.length, letters };
}

async function remind(services: Services, { people, day, ...invoice }: DueReminder): Promise<number> {
  return services.db.transaction(async trx => {
    let written = 0;
    for (const person of people ?? []) {
      const letterId = await writeLetter(trx, services.queue, {
        kind: 'invoice-reminder',
        dedupeKey: `invoice:${invoice.invoiceId}:reminder:${day}:${person.id}`,
        to: { name: person.name, address: person.email },
        orderId: invoice.orderId,
        userId: person.id,
        data: {
          storeName: invoice.storeName,
          invoiceNumber: invoice.number,
          orderNumber: invoice.orderNumber,
          poNumber: invoice.poNumber,
          dueOn: invoice.dueOn,
          daysOverdue: day,
          currency: invoice.currency,
          openCents: invoice.openCents,
          payUrl: `${services.settings.publicUrl}/account/invoices`,
        },
      });
      if (letterId) written += 1;
    }
    return written;
  });
}
