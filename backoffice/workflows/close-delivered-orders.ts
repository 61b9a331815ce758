import { closeDelivered } from '#backoffice/commerce/fulfillment/index.ts';
import { RETURN_DAYS } from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';

/** Parts whose return window is over are closed; an order whose parts have all ended is completed. */
export async function closeDeliveredOrders(services: Services): Promise<{ parts: number; orders: number }> {
  const at = services.now();
  const deliveredBefore = new Date(at.getTime() - RETURN_DAYS * 86_400_000);
  return services.db.transaction(trx => closeDelivered(trx, deliveredBefore, at));
}
