import { releaseStock } from '#backoffice/commerce/inventory/index.ts';
import { endUnpaidOrder } from '#backoffice/commerce/order/index.ts';
import { expirePayments } from '#backoffice/commerce/payment/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Ends an order that nobody paid and gives its stock back. False when it was paid or ended meanwhile. */
export async function releaseUnpaidOrder(
  services: Services,
  end: { orderId: string; status: 'expired' | 'cancelled'; reason: string },
): Promise<boolean> {
  return services.db.transaction(async trx => {
    if (!(await endUnpaidOrder(trx, end.orderId, { ...end, at: services.now() }))) return false;
    await releaseStock(trx, { orderId: end.orderId });
    await expirePayments(trx, end.orderId);
    return true;
  });
}
