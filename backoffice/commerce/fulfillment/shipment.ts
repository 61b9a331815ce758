import type { Db } from '#db/connection.ts';
import type { ParcelQuote } from './quote.ts';

interface BoughtLabel {
  carrier: string;
  service: string;
  trackingCode: string;
  trackerId: string;
  labelUrl: string;
  rateCents: number;
  currency: string;
}

/** The parcel of a finished purchase, with its lines. */
export async function addShipment(trx: Db, quote: ParcelQuote, label: BoughtLabel, at: Date): Promise<string> {
  const [shipment] = await trx('shipments')
    .insert({
      wholesaler_order_id: quote.wholesaler_order_id,
      wholesaler_id: quote.wholesaler_id,
      carrier: label.carrier,
      service: label.service,
      tracking_code: label.trackingCode,
      easypost_shipment_id: quote.easypost_shipment_id,
      easypost_tracker_id: label.trackerId,
      label_url: label.labelUrl,
      rate_cents: label.rateCents,
      currency: label.currency,
      weight_grams: quote.weight_grams,
      request_key: quote.request_key,
      created_at: at,
      updated_at: at,
    })
    .returning('id');
  await trx('shipment_lines').insert(
    quote.lines.map(line => ({ shipment_id: shipment.id, order_line_id: line.orderLineId, quantity: line.quantity })),
  );
  return shipment.id;
}

export interface ShipmentView {
  id: string;
  carrier: string;
  service: string;
  trackingCode: string;
  status: string;
  estimatedDelivery: string | null;
  deliveredAt: string | null;
  labelUrl: string | null;
  lines: { orderLineId: string; quantity: number }[];
  scans: { status: string; message: string; place: string | null; at: string }[];
}

/** Parcels with their lines and scans, oldest first. Give one of the ids. */
export async function readShipments(db: Db, of: { shipmentId: string } | { partId: string }): Promise<ShipmentView[]> {
  const [column, id] = 'partId' in of ? ['wholesaler_order_id', of.partId] : ['id', of.shipmentId];
  const { rows } = await db.raw(
    `select s.*,
       (select coalesce(jsonb_agg(jsonb_build_object('orderLineId', order_line_id, 'quantity', quantity) order by order_line_id), '[]')
        from shipment_lines where shipment_id = s.id) as lines,
       (select coalesce(jsonb_agg(jsonb_build_object('status', status, 'message', message, 'place', place, 'at', occurred_at)
          order by occurred_at desc, id desc), '[]') from tracking_events where shipment_id = s.id) as scans
     from shipments s where s.?? = ? order by s.created_at, s.id`,
    [column, id],
  );
  return rows.map(toView);
}

/** The parcel that was bought from a quote. */
export async function findShipmentOfQuote(db: Db, easypostShipmentId: string): Promise<string | null> {
  const row = await db('shipments').where({ easypost_shipment_id: easypostShipmentId }).first('id');
  return row?.id ?? null;
}

export interface VoidableShipment {
  id: string;
  wholesaler_order_id: string;
  order_id: string;
  status: string;
  easypost_shipment_id: string;
  tracking_code: string;
  rate_cents: number;
  currency: string;
}

export async function findVoidable(
  db: Db,
  shipmentId: string,
  wholesalerId: string,
): Promise<VoidableShipment | undefined> {
  return db('shipments as s')
    .join('wholesaler_orders as p', 'p.id', 's.wholesaler_order_id')
    .where({ 's.id': shipmentId, 's.wholesaler_id': wholesalerId })
    .first('s.*', 'p.order_id');
}

/** Before the carrier has scanned the parcel. */
export const VOIDABLE = ['label_bought', 'pre_transit'];

/** False: it moved on in the meantime, or is voided already. */
export async function voidShipment(trx: Db, shipmentId: string, at: Date): Promise<boolean> {
  const count = await trx('shipments')
    .where({ id: shipmentId })
    .whereIn('status', VOIDABLE)
    .update({ status: 'voided', updated_at: at });
  return count === 1;
}

// biome-ignore lint/suspicious/noExplicitAny: a raw row
function toView(row: any): ShipmentView {
  return {
    id: row.id,
    carrier: row.carrier,
    service: row.service,
    trackingCode: row.tracking_code,
    status: row.status,
    estimatedDelivery: row.estimated_delivery?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    labelUrl: row.label_url,
    lines: row.lines,
    // biome-ignore lint/suspicious/noExplicitAny: as built in the statement
    scans: row.scans.map((scan: any) => ({ ...scan, at: new Date(scan.at).toISOString() })),
  };
}
