import type { Db } from '../../connection.ts';
import { between, chanceFrom, stableId } from '../chance.ts';
import { wholesalerId } from '../demo-accounts.ts';
import { insertRows } from '../insert-rows.ts';
import { hoursAfter, type PlannedOrder, type PlannedPart, sumOf } from './shapes.ts';

const CARRIERS: Record<string, [carrier: string, service: string]> = {
  AT: ['Post AT', 'Paket'],
  BE: ['bpost', 'bpack 24h'],
  DE: ['DHL', 'Paket'],
  DK: ['PostNord', 'MyPack'],
  ES: ['Correos', 'Paq Premium'],
  FR: ['Colissimo', 'Domicile'],
  IT: ['BRT', 'Express'],
  LT: ['Omniva', 'Courier'],
  NL: ['PostNL', 'Parcel'],
  PT: ['CTT', 'Expresso'],
};

interface Sent {
  order: PlannedOrder;
  part: PlannedPart;
  shippedAt: Date;
}

/** One parcel for each part that has left, with its scans and what it took from the shelf. */
export async function insertParcels(db: Db, orders: PlannedOrder[], now: Date): Promise<void> {
  const sent = orders.flatMap(order =>
    order.parts.flatMap(part => (part.shippedAt ? [{ order, part, shippedAt: part.shippedAt }] : [])),
  );
  await insertRows(
    db,
    'shipments',
    sent.map(one => shipmentRow(one, now)),
  );
  await insertRows(
    db,
    'shipment_lines',
    sent.flatMap(({ part }) =>
      part.lines.map(line => ({
        id: stableId(`shipment line ${line.id}`),
        shipment_id: shipmentId(part),
        order_line_id: line.id,
        quantity: line.quantity,
      })),
    ),
  );
  await insertRows(
    db,
    'stock_movements',
    sent.flatMap(({ part, shippedAt }) =>
      part.lines.map(line => ({
        id: stableId(`movement ${line.id}`),
        variant_id: line.variant.id,
        quantity: -line.quantity,
        reason: 'shipped',
        order_line_id: line.id,
        shipment_id: shipmentId(part),
        created_at: shippedAt,
      })),
    ),
  );
  await insertRows(
    db,
    'tracking_events',
    sent.flatMap(one => scansOf(one, now)),
  );
}

const shipmentId = (part: PlannedPart) => stableId(`shipment ${part.id}`);

function shipmentRow({ part, shippedAt }: Sent, now: Date) {
  const chance = chanceFrom(part.id);
  const [carrier, service] = CARRIERS[part.wholesaler.country]!;
  const newest =
    part.deliveredAt ?? [hoursAfter(shippedAt, 18), hoursAfter(shippedAt, 5)].find(at => at < now) ?? shippedAt;
  return {
    id: shipmentId(part),
    wholesaler_order_id: part.id,
    wholesaler_id: wholesalerId(part.wholesaler.slug),
    status: part.deliveredAt ? 'delivered' : newest > shippedAt ? 'in_transit' : 'pre_transit',
    carrier,
    service,
    tracking_code: `${part.wholesaler.country}${between(chance, 100_000_000, 999_999_999)}${between(chance, 100, 999)}`,
    rate_cents: 0,
    currency: 'EUR',
    weight_grams: Math.max(
      1,
      sumOf(part.lines, line => line.variant.grams * line.quantity),
    ),
    tracker_updated_at: newest,
    estimated_delivery: hoursAfter(shippedAt, 72),
    delivered_at: part.deliveredAt,
    created_at: shippedAt,
    updated_at: newest,
  };
}

function scansOf({ order, part, shippedAt }: Sent, now: Date) {
  const { town } = part.wholesaler;
  const { city } = order.buyer.address;
  const scans: [Date, string, string, string][] = [
    [shippedAt, 'pre_transit', 'The label was made', town],
    [hoursAfter(shippedAt, 5), 'in_transit', 'The carrier has the parcel', town],
    [hoursAfter(shippedAt, 18), 'in_transit', 'Sorted for its destination', town],
  ];
  if (part.deliveredAt) {
    scans.push([hoursAfter(part.deliveredAt, -4), 'out_for_delivery', 'Out for delivery', city]);
    scans.push([part.deliveredAt, 'delivered', 'Delivered', city]);
  }
  return scans
    .filter(([at]) => at < now)
    .map(([at, status, message, place]) => ({
      id: stableId(`scan ${part.id} ${at.getTime()}`),
      shipment_id: shipmentId(part),
      status,
      message,
      place,
      occurred_at: at,
      created_at: at,
    }));
}
