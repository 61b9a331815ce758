import { unfinishedPurchases } from '#backoffice/commerce/fulfillment/index.ts';
import type { Services } from '#backoffice/services.ts';
import { buyShippingLabel } from './buy-shipping-label.ts';

/** Long after every time-out: no purchase that began before this is still under way. */
const GIVEN_UP_AFTER_MS = 2 * 60_000;

/** Finishes purchases whose process died or whose answer was lost. One that fails again waits for the next run. */
export async function finishLabels(services: Services): Promise<{ finished: number; waiting: number }> {
  const result = { finished: 0, waiting: 0 };
  const before = new Date(services.now().getTime() - GIVEN_UP_AFTER_MS);
  for (const quote of await unfinishedPurchases(services.db, before)) {
    try {
      await buyShippingLabel(services, {
        partId: quote.wholesaler_order_id,
        wholesalerId: quote.wholesaler_id,
        shipmentId: quote.easypost_shipment_id,
        rateId: quote.rate_id!,
        lines: [],
        requestKey: quote.request_key,
        actor: { userId: null, role: 'job' },
      });
      result.finished += 1;
    } catch (error) {
      result.waiting += 1;
      services.log.error({ err: error, shipmentId: quote.easypost_shipment_id }, 'label purchase not finished');
    }
  }
  return result;
}
