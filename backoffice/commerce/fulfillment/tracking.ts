import type { Db } from '#db/connection.ts';
import { shipmentStatus } from './rules.ts';

/** A tracker as the carrier's agent tells it. */
export interface TrackerNews {
  id: string;
  status: string;
  updatedAt: Date;
  estimatedDelivery: Date | null;
  scans: { status: string; message: string; place: string | null; at: Date }[];
}

export interface TrackedShipment {
  id: string;
  wholesaler_order_id: string;
  status: string;
  tracker_updated_at: Date | null;
}

export async function lockTracked(trx: Db, trackerId: string): Promise<TrackedShipment | undefined> {
  return trx('shipments').where({ easypost_tracker_id: trackerId }).forUpdate().first();
}

/** Every scan once, however often and in whatever order it is told. */
export async function addScans(trx: Db, shipmentId: string, scans: TrackerNews['scans']): Promise<void> {
  if (scans.length === 0) return;
  await trx('tracking_events')
    .insert(
      scans.map(({ status, message, place, at }) => ({
        shipment_id: shipmentId,
        status,
        message,
        place,
        occurred_at: at,
      })),
    )
    .onConflict(['shipment_id', 'occurred_at', 'status', 'message'])
    .ignore();
}

/** Moves the parcel on, only ever by newer news and only along its machine. False: nothing changed. */
export async function moveShipment(trx: Db, shipment: TrackedShipment, news: TrackerNews): Promise<boolean> {
  if (shipment.tracker_updated_at && news.updatedAt <= shipment.tracker_updated_at) return false;
  const status = shipmentStatus(news.status) ?? shipment.status;
  const seen = {
    tracker_updated_at: news.updatedAt,
    estimated_delivery: news.estimatedDelivery,
    updated_at: trx.fn.now(),
  };
  const deliveredAt = status === 'delivered' ? { delivered_at: deliveryTime(news) } : {};
  const moved = await trx('shipments')
    .where({ id: shipment.id, status: shipment.status })
    .whereExists(
      trx('state_transitions').where({ machine: 'shipments', from_status: shipment.status, to_status: status }),
    )
    .update({ ...seen, status, ...deliveredAt });
  if (moved === 0) await trx('shipments').where({ id: shipment.id }).update(seen);
  return moved === 1;
}

export interface DeliveredPart {
  id: string;
  number: string;
  order_id: string;
  wholesaler_id: string;
  delivered_at: Date;
  hold_days: number;
  reserve_bp: number;
  charge_available_on: Date | null;
}

/** shipped → delivered when every parcel has arrived; undefined while one is on its way. */
export async function deliverPart(trx: Db, partId: string): Promise<DeliveredPart | undefined> {
  const { rows } = await trx.raw(
    `update wholesaler_orders p
     set status = 'delivered', updated_at = now(),
         delivered_at = (select max(delivered_at) from shipments where wholesaler_order_id = p.id)
     from wholesalers w
     where p.id = ? and p.status = 'shipped' and w.id = p.wholesaler_id
       and exists (select from shipments where wholesaler_order_id = p.id and status = 'delivered')
       and not exists (select from shipments where wholesaler_order_id = p.id and status not in ('delivered', 'voided'))
     returning p.id, p.number, p.order_id, p.wholesaler_id, p.delivered_at, w.hold_days, w.reserve_bp,
       (select max(available_on) from payments where order_id = p.order_id and status = 'succeeded') as charge_available_on`,
    [partId],
  );
  return rows[0];
}

/** Parcels nobody has told us about for a while, the longest silent first. */
export async function silentTrackers(db: Db, silentSince: Date, limit: number): Promise<string[]> {
  const rows = await db('shipments')
    .whereNotIn('status', ['delivered', 'voided', 'return_to_sender'])
    .whereNotNull('easypost_tracker_id')
    .where('updated_at', '<', silentSince)
    .orderBy('updated_at')
    .limit(limit)
    .select('easypost_tracker_id');
  return rows.map(row => row.easypost_tracker_id);
}

/** Asked and nothing new: it waits its turn again. */
export async function noteAsked(db: Db, trackerId: string, at: Date): Promise<void> {
  await db('shipments').where({ easypost_tracker_id: trackerId }).update({ updated_at: at });
}

function deliveryTime({ scans, updatedAt }: TrackerNews): Date {
  const times = scans.filter(scan => scan.status === 'delivered').map(scan => scan.at.getTime());
  return times.length > 0 ? new Date(Math.max(...times)) : updatedAt;
}
