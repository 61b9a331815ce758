import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { lockInvoice, openCents, settleInvoice } from '#backoffice/commerce/payment/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { releasePaidParts } from './hold-earnings.ts';

export interface InvoicePayment {
  invoiceId: string;
  amountCents: number;
  /** Where the money lies now: at the processor or in the bank. */
  method: 'card' | 'bank';
  /** The charge's id, or what the bank's statement says. */
  reference: string;
  /** When it arrived. */
  receivedAt: Date;
}
export interface PaidInvoice {
  number: string;
  currency: string;
  /** False: it was settled before; all of this payment is too much. */
  isSettledNow: boolean;
  settledCents: number;
  /** What was paid above what was open: the caller gives it back. */
  excessCents: number;
}

/**
 * An invoice is paid, by card or by bank transfer: what the store owed becomes money, its credit is free again, and wholesalers that
 * waited for the payment get their share. The invoice is locked, so a second payment finds it settled and is all excess.
 * Less than what is open is refused by the callers: they ask for the open amount.
 */
export async function payInvoice(trx: Db, services: Services, payment: InvoicePayment): Promise<PaidInvoice> {
  const invoice = await lockInvoice(trx, payment.invoiceId);
  if (!invoice) throw notFound('invoice');
  const { number, currency } = invoice;
  const settledCents = invoice.status === 'open' ? openCents(invoice) : 0;
  const excessCents = payment.amountCents - settledCents;
  if (settledCents === 0 || excessCents < 0)
    return { number, currency, isSettledNow: false, settledCents: 0, excessCents: payment.amountCents };
  await settleInvoice(trx, invoice, services.now());
  await postTransaction(trx, {
    kind: 'invoice_paid',
    cause: `invoice:${invoice.id}:paid`,
    memo: `Invoice ${number} paid by ${payment.method === 'card' ? 'card' : 'bank transfer'}, ${payment.reference}`,
    occurredAt: payment.receivedAt,
    orderId: invoice.order_id,
    entries: [
      {
        account: { kind: payment.method === 'card' ? 'stripe_clearing' : 'bank' },
        currency,
        amountCents: settledCents,
      },
      { account: { kind: 'store_receivable', storeId: invoice.store_id }, currency, amountCents: -settledCents },
    ],
  });
  await releasePaidParts(trx, services, { orderId: invoice.order_id, paidAt: payment.receivedAt });
  return { number, currency, isSettledNow: true, settledCents, excessCents };
}
