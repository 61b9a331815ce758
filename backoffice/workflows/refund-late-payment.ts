import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { cancelExpiredOrder, findOrder } from '#backoffice/commerce/order/index.ts';
import { findPayment } from '#backoffice/commerce/payment/index.ts';
import { findRefund, insertRefund } from '#backoffice/commerce/refund/index.ts';
import type { Services } from '#backoffice/services.ts';
import { sendRefund } from './send-refund.ts';

/** Paid after its stock was given to someone else: the order ends, all of the money goes back, and the buyer is told why. */
export async function refundLatePayment(services: Services, { orderId }: { orderId: string }): Promise<void> {
  const order = await findOrder(services.db, { id: orderId });
  const payment = await findPayment(services.db, { order_id: orderId });
  if (!order || payment?.status !== 'succeeded') return;
  const requestKey = `late:${payment.id}`;
  await services.db.transaction(async trx => {
    const reason = 'Paid after its stock had been released';
    await insertRefund(trx, {
      orderId,
      wholesalerOrderId: null,
      paymentId: payment.id,
      currency: payment.currency,
      reason,
      requestKey,
      requestedBy: null,
      isSettled: false,
      amountCents: payment.captured_cents,
      goodsCents: payment.captured_cents,
      shippingCents: 0,
      taxCents: 0,
      commissionCents: 0,
      subsidyCents: 0,
      platformShareBp: 0,
      platformCents: 0,
      lines: [],
    });
    await cancelExpiredOrder(trx, orderId, reason, services.now());
    const stock = await trx('stock')
      .whereIn(
        'variant_id',
        order.lines.map(line => line.variantId),
      )
      .select('variant_id', 'on_hand', 'reserved');
    const left = new Map(stock.map(row => [row.variant_id, row.on_hand - row.reserved]));
    await writeLetter(trx, services.queue, {
      kind: 'payment-refunded-late',
      dedupeKey: `order:${orderId}:late`,
      to: { name: order.email, address: order.email },
      orderId,
      userId: order.userId,
      data: {
        orderNumber: order.number,
        currency: order.currency,
        totalCents: payment.captured_cents,
        cartUrl: `${services.settings.publicUrl}/cart`,
        shortLines: order.lines
          .filter(line => (left.get(line.variantId) ?? 0) < line.quantity)
          .map(({ title, variantTitle, quantity, variantId }) => ({
            title,
            variantTitle,
            quantity,
            availableQuantity: left.get(variantId) ?? 0,
          })),
      },
    });
  });
  const refund = await findRefund(services.db, { request_key: requestKey });
  if (refund) await sendRefund(services, { refundId: refund.id });
}
