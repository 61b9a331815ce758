import { findOwnInvoice, openInvoiceSession } from '#backoffice/commerce/invoice/index.ts';
import { expirePayment, keepSession } from '#backoffice/commerce/payment/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

export interface InvoicePayPage {
  number: string;
  currency: string;
  amountCents: number;
  redirectUrl: string;
}

/**
 * Opens the pay page for what is open on a store's invoice. While one is open for the same amount a repeat answers that one; after a
 * credit it is closed and a new one opened. Two people who pay at the same moment: the second payment goes back by itself.
 */
export async function openInvoicePayment(
  services: Services,
  { number, storeId }: { number: string; storeId: string },
): Promise<InvoicePayPage> {
  const invoice = await findOwnInvoice(services.db, number, storeId);
  if (!invoice) throw notFound('invoice');
  if (invoice.status !== 'open') throw conflict('not_open', `Invoice ${number} is ${invoice.status} already`);
  const page = { number, currency: invoice.currency, amountCents: invoice.openCents };
  const earlier = await openInvoiceSession(services.db, invoice.id);
  if (earlier) {
    const session =
      earlier.amountCents === invoice.openCents
        ? await services.payments.readCheckout(earlier.sessionId)
        : await services.payments.expireCheckout(earlier.sessionId);
    if (session.isPaid) throw conflict('already_paid', `Invoice ${number} has just been paid`);
    if (session.status === 'open' && session.url) return { ...page, redirectUrl: session.url };
    await expirePayment(services.db, earlier.sessionId);
  }
  const back = `${services.settings.publicUrl}/account/invoices?paid=${number}`;
  // The attempts so far make the key: a repeat after a lost answer finds the same page.
  const attempts = await services.db('payments').where({ invoice_id: invoice.id }).count<{ count: number }[]>();
  const session = await services.payments.openCheckout({
    orderId: invoice.orderId,
    orderNumber: invoice.orderNumber,
    invoice: { id: invoice.id, number },
    email: invoice.email,
    currency: invoice.currency,
    lines: [{ title: `Invoice ${number}`, quantity: 1, amountCents: invoice.openCents }],
    expiresAt: new Date(services.now().getTime() + services.settings.reservationMinutes * 60_000),
    successUrl: back,
    cancelUrl: `${services.settings.publicUrl}/account/invoices`,
    idempotencyKey: `invoice_${invoice.id}_${invoice.openCents}_${attempts[0]!.count}`,
  });
  await keepSession(services.db, {
    orderId: invoice.orderId,
    invoiceId: invoice.id,
    currency: invoice.currency,
    amountCents: invoice.openCents,
    sessionId: session.id,
    url: session.url,
  });
  return { ...page, redirectUrl: session.url! };
}
