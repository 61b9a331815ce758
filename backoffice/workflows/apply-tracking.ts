import {
  addScans,
  deliverPart,
  lockTracked,
  moveShipment,
  type TrackerNews,
} from '#backoffice/commerce/fulfillment/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { holdEarnings } from './hold-earnings.ts';
import { writeDeliveredLetter } from './write-parcel-letters.ts';

export type TrackingOutcome = 'unknown_parcel' | 'nothing_new' | 'moved' | 'delivered';

/** News of a parcel, from a webhook or from asking. Older or repeated news add their scans and change nothing else. */
export async function applyTracking(trx: Db, services: Services, news: TrackerNews): Promise<TrackingOutcome> {
  const shipment = await lockTracked(trx, news.id);
  if (!shipment) return 'unknown_parcel';
  await addScans(trx, shipment.id, news.scans);
  const hasMoved = await moveShipment(trx, shipment, news);
  if (!hasMoved) return 'nothing_new';
  return (await completeDelivery(trx, services, shipment.wholesaler_order_id)) ? 'delivered' : 'moved';
}

/** When the last parcel has arrived, the part is delivered: its earnings start their hold, and the buyer is told. */
export async function completeDelivery(trx: Db, services: Services, partId: string): Promise<boolean> {
  const part = await deliverPart(trx, partId);
  if (!part) return false;
  await holdEarnings(trx, services, part);
  await writeDeliveredLetter(trx, services, part);
  return true;
}
