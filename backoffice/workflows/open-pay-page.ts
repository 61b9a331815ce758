import { giveBackRequestKey, type NewOrder } from '#backoffice/commerce/order/index.ts';
import { keepSession } from '#backoffice/commerce/payment/index.ts';
import type { Services } from '#backoffice/services.ts';
import { releaseUnpaidOrder } from './release-unpaid-order.ts';

/** Its address. Where the processor cannot open one, the order is undone, and its request may be sent again. */
export async function openPayPage(
  services: Services,
  order: NewOrder,
  number: string,
  viewToken: string | null,
): Promise<string> {
  const back = `${services.settings.publicUrl}/checkout/return?order=${number}${viewToken ? `&token=${viewToken}` : ''}`;
  try {
    const session = await services.payments.openCheckout({
      orderId: order.id,
      orderNumber: number,
      email: order.email,
      currency: order.currency,
      lines: payLines(order),
      expiresAt: order.expiresAt,
      successUrl: back,
      cancelUrl: `${back}&cancelled=1`,
      idempotencyKey: `checkout_${order.id}`,
    });
    await keepSession(services.db, {
      orderId: order.id,
      currency: order.currency,
      amountCents: order.totalCents,
      sessionId: session.id,
      url: session.url,
    });
    return session.url!;
  } catch (error) {
    await releaseUnpaidOrder(services, {
      orderId: order.id,
      status: 'cancelled',
      reason: 'The pay page could not be opened',
    });
    await giveBackRequestKey(services.db, order.id);
    throw error;
  }
}

/** What the hosted page lists, discounts off already; it sums to the order's total. */
function payLines(order: NewOrder): { title: string; quantity: number; amountCents: number }[] {
  const lines = order.parts.flatMap(part =>
    part.lines.map(line => ({
      title:
        line.variantTitle && line.variantTitle !== line.title ? `${line.title} (${line.variantTitle})` : line.title,
      quantity: line.quantity,
      amountCents: line.goodsCents - line.discountCents,
    })),
  );
  if (order.shippingCents > 0) lines.push({ title: 'Delivery', quantity: 1, amountCents: order.shippingCents });
  if (!order.pricesIncludeTax && order.taxCents > 0)
    lines.push({ title: 'Tax', quantity: 1, amountCents: order.taxCents });
  return lines;
}
