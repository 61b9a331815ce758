import { type InvoiceSummary, listInvoices } from '#backoffice/commerce/invoice/index.ts';
import { openInvoicePayment } from '#backoffice/workflows/open-invoice-payment.ts';
import type { InvoiceView } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';
import { memberOf } from './store.ts';

/** A suspended store still reads and pays what it owes. */
export const invoiceRoutes: Routes = on => {
  on('listInvoices', async ({ services, caller, query }) => {
    const page = await listInvoices(services.db, {
      storeId: memberOf(caller).storeId,
      isOpen: query.state === 'open',
      limit: query.limit,
      after: readCursor(query.cursor),
    });
    const today = services.now().toISOString().slice(0, 10);
    return { items: page.items.map(invoice => view(invoice, today)), nextCursor: writeCursor(page.after) };
  });

  on('payInvoice', async ({ services, caller, params }) =>
    openInvoicePayment(services, { number: params.number, storeId: memberOf(caller).storeId }),
  );
};

const view = (invoice: InvoiceSummary, today: string): InvoiceView => ({
  ...invoice,
  isOverdue: invoice.status === 'open' && invoice.dueOn < today,
});
