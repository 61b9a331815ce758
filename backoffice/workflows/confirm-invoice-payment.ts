import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { lockOrder } from '#backoffice/commerce/order/index.ts';
import { capturePayment } from '#backoffice/commerce/payment/index.ts';
import { findRefund, insertRefund } from '#backoffice/commerce/refund/index.ts';
import type { Charge, CheckoutSession } from '#backoffice/providers/payments/payments.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { postCardFee } from './confirm-payment.ts';
import { payInvoice } from './pay-invoice.ts';

/**
 * A store paid an invoice by card. What it paid above what is still open (the invoice was settled or credited meanwhile) goes back to
 * the card; money is never taken and forgotten.
 */
export async function confirmInvoicePayment(
  trx: Db,
  services: Services,
  { session, charge }: { session: CheckoutSession; charge: Charge },
): Promise<string> {
  const order = session.orderId ? await lockOrder(trx, session.orderId) : null;
  if (!order || !session.invoiceId) return 'No invoice of ours';
  const paymentId = await capturePayment(trx, {
    orderId: order.id,
    invoiceId: session.invoiceId,
    sessionId: session.id,
    currency: charge.currency,
    paymentIntentId: charge.paymentIntentId,
    chargeId: charge.id,
    amountCents: charge.amountCents,
    feeCents: charge.feeCents,
    availableOn: charge.availableOn,
    at: services.now(),
  });
  if (!paymentId) return 'Known already';
  await postCardFee(trx, services, order, charge);
  const paid = await payInvoice(trx, services, {
    invoiceId: session.invoiceId,
    amountCents: charge.amountCents,
    method: 'card',
    reference: charge.id,
    receivedAt: services.now(),
  });
  if (paid.excessCents > 0)
    await giveBack(trx, services, { orderId: order.id, paymentId, charge, cents: paid.excessCents });
  if (!paid.isSettledNow) return `Invoice ${paid.number} was settled already: refunded`;
  return `Invoice ${paid.number} is paid`;
}

async function giveBack(
  trx: Db,
  services: Services,
  { orderId, paymentId, charge, cents }: { orderId: string; paymentId: string; charge: Charge; cents: number },
): Promise<void> {
  const requestKey = `invoice:${paymentId}:excess`;
  await insertRefund(trx, {
    orderId,
    wholesalerOrderId: null,
    paymentId,
    currency: charge.currency,
    reason: 'Paid more than the invoice left open',
    requestKey,
    requestedBy: null,
    isSettled: false,
    amountCents: cents,
    goodsCents: cents,
    shippingCents: 0,
    taxCents: 0,
    commissionCents: 0,
    subsidyCents: 0,
    platformShareBp: 0,
    platformCents: 0,
    lines: [],
  });
  const refund = (await findRefund(trx, { request_key: requestKey }))!;
  await postTransaction(trx, {
    kind: 'invoice_paid',
    cause: `charge:${charge.id}:excess`,
    memo: 'Paid more than the invoice left open: it goes back',
    occurredAt: services.now(),
    orderId,
    refundId: refund.id,
    entries: [
      { account: { kind: 'stripe_clearing' }, currency: charge.currency, amountCents: cents },
      { account: { kind: 'refunds_in_flight' }, currency: charge.currency, amountCents: -cents },
    ],
  });
  await services.queue.enqueue(trx, 'send-refund', { refundId: refund.id });
}
