import {
  addScans,
  availableOn,
  type DeliveredPart,
  deliverPart,
  lockTracked,
  moveShipment,
  pendingEarnings,
  RESERVE_DAYS,
  type TrackerNews,
} from '#backoffice/commerce/fulfillment/index.ts';
import { type AccountKind, postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { rateOf } from '#backoffice/commerce/money.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
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
  await startHold(trx, services, part);
  await writeDeliveredLetter(trx, services, part);
  return true;
}

async function startHold(trx: Db, services: Services, part: DeliveredPart): Promise<void> {
  const pending = await pendingEarnings(trx, part.id);
  if (!pending) return;
  const { currency, amountCents } = pending;
  const due = availableOn({
    at: part.delivered_at,
    holdDays: part.hold_days,
    chargeAvailableOn: part.charge_available_on,
  });
  const reserveCents = rateOf(amountCents, part.reserve_bp);
  const releasedOn = new Date(Date.parse(due) + RESERVE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const ofPart = { currency, wholesalerOrderId: part.id };
  const account = (kind: AccountKind) => ({ kind, wholesalerId: part.wholesaler_id });
  await postTransaction(trx, {
    kind: 'delivered',
    cause: `wholesaler_order:${part.id}:delivered`,
    memo: `${part.number} delivered`,
    occurredAt: services.now(),
    orderId: part.order_id,
    wholesalerOrderId: part.id,
    entries: [
      { ...ofPart, account: account('wholesaler_pending'), amountCents },
      { ...ofPart, account: account('wholesaler_payable'), amountCents: reserveCents - amountCents, availableOn: due },
      { ...ofPart, account: account('wholesaler_reserve'), amountCents: -reserveCents, availableOn: releasedOn },
    ],
  });
}
