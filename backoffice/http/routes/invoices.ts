import { findCommissionInvoice } from '#backoffice/commerce/commission/index.ts';
import { findInvoice, type InvoiceSummary, listInvoices } from '#backoffice/commerce/invoice/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { readDocument } from '#backoffice/workflows/make-document.ts';
import { openInvoicePayment } from '#backoffice/workflows/open-invoice-payment.ts';
import type { InvoiceView } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';
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

  on('readInvoicePdf', async ({ services, params, response }) => {
    const invoice = await findInvoice(services.db, params.id);
    if (!invoice) throw notFound('invoice');
    sendFile(response, await readDocument(services, 'invoice', invoice.orderId), `${invoice.number}.pdf`);
    return undefined;
  });

  on('readCommissionInvoicePdf', async ({ services, params, response }) => {
    const invoice = await findCommissionInvoice(services.db, { id: params.id });
    if (!invoice) throw notFound('invoice');
    sendFile(response, await readDocument(services, 'commission_invoice', invoice.id), `${invoice.number}.pdf`);
    return undefined;
  });

  on('payInvoice', async ({ services, caller, params }) =>
    openInvoicePayment(services, { number: params.number, storeId: memberOf(caller).storeId }),
  );
};

const view = (invoice: InvoiceSummary, today: string): InvoiceView => ({
  ...invoice,
  isOverdue: invoice.status === 'open' && invoice.dueOn < today,
});
