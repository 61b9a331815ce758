import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { lockInvoice, openCents, receivedByBankReasons } from '#backoffice/commerce/payment/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { payInvoice } from './pay-invoice.ts';

export interface InvoicePayment {
  invoiceId: string;
  /** The UTC day on which the bank account shows it. */
  receivedOn: string;
  /** As on the bank's statement, so that the entry is found again. */
  bankReference: string;
  actor: Actor;
}

/**
 * A store paid its open invoice by bank transfer: what it owed lies in the bank, and its credit is free again. A second click, or two
 * people at once, post it once. Throws Refusal when it is not open any more.
 */
export async function markInvoicePaid(
  services: Services,
  payment: InvoicePayment,
): Promise<{ number: string; currency: string; amountCents: number }> {
  const at = services.now();
  refuseIfAny(receivedByBankReasons(payment, at));
  return services.db.transaction(async trx => {
    const invoice = await lockInvoice(trx, payment.invoiceId);
    if (!invoice) throw notFound('invoice');
    if (invoice.status !== 'open') throw conflict('not_open', `Invoice ${invoice.number} is ${invoice.status} already`);
    const { number, currency } = invoice;
    const amountCents = openCents(invoice);
    await payInvoice(trx, services, {
      invoiceId: invoice.id,
      amountCents,
      method: 'bank',
      reference: payment.bankReference.trim(),
      receivedAt: new Date(`${payment.receivedOn}T00:00:00Z`),
    });
    await writeAudit(trx, {
      actor: payment.actor,
      action: 'pay.invoice',
      table: 'invoices',
      id: invoice.id,
      before: { status: invoice.status },
      after: {
        status: 'paid',
        amountCents,
        receivedOn: payment.receivedOn,
        bankReference: payment.bankReference.trim(),
      },
    });
    return { number, currency, amountCents };
  });
}
