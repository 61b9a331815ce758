import { newTracker, type Shipment, type Tracker, type TrackingDetail, timestamp } from './shapes.ts';

/** The way of a parcel when all goes well. */
const ROAD = ['unknown', 'pre_transit', 'in_transit', 'out_for_delivery', 'delivered'];

const SAID: Record<string, string> = {
  unknown: 'No information yet',
  pre_transit: 'Shipping label created',
  in_transit: 'Arrived at sorting centre',
  out_for_delivery: 'Out for delivery',
  delivered: 'Delivered',
  available_for_pickup: 'Waiting at the parcel shop',
  return_to_sender: 'On its way back to the sender',
  failure: 'Delivery failed, the parcel is damaged',
  cancelled: 'Cancelled by the sender',
  error: 'The carrier reports an error',
};

export const isFinal = (status: string) => !ROAD.slice(0, -1).includes(status);

/** Null at the end of the road, and off it. */
export function nextStatus(status: string): string | null {
  const at = ROAD.indexOf(status);
  return at < 0 ? null : (ROAD[at + 1] ?? null);
}

/** EasyPost's test codes: EZ1000000001 is and stays pre_transit, and so on. */
const TEST_CODES: Record<string, string> = {
  EZ1000000001: 'pre_transit',
  EZ2000000002: 'in_transit',
  EZ3000000003: 'out_for_delivery',
  EZ4000000004: 'delivered',
  EZ5000000005: 'return_to_sender',
  EZ6000000006: 'failure',
  EZ7000000007: 'unknown',
};

export function trackerForCode(code: string, carrier: string, now: Date): Tracker {
  const tracker = newTracker({ code, carrier, shipmentId: null }, now);
  const status = TEST_CODES[code];
  if (status && status !== 'unknown') moveTo(tracker, status, null, now);
  return tracker;
}

/** Moves the tracker to a status, with a scan for it and for every step of the road that was skipped. */
export function moveTo(tracker: Tracker, status: string, shipment: Shipment | null, now: Date): void {
  // Strictly later than before even within one second, so that a reader can tell old from new as with the real one.
  const at = new Date(Math.max(now.getTime(), Date.parse(tracker.updated_at) + 1000));
  for (const step of stepsBetween(tracker.status, status)) {
    tracker.tracking_details.push(scan(step, tracker.carrier, shipment, at));
  }
  tracker.status = status;
  tracker.status_detail = 'status_update';
  tracker.updated_at = timestamp(at);
  tracker.finalized = isFinal(status);
  const days = shipment?.selected_rate?.delivery_days ?? 2;
  tracker.est_delivery_date ??= timestamp(new Date(at.getTime() + days * 86_400_000));
  tracker.carrier_detail ??= carrierDetail(shipment);
  if (shipment) shipment.status = status;
}

function stepsBetween(from: string, to: string): string[] {
  const start = ROAD.indexOf(from);
  const end = ROAD.indexOf(to);
  if (start >= 0 && end > start) return ROAD.slice(start + 1, end + 1);
  return start === 0 && end < 0 ? ['pre_transit', 'in_transit', to] : [to];
}

function scan(status: string, carrier: string, shipment: Shipment | null, at: Date): TrackingDetail {
  const isFar = status === 'out_for_delivery' || status === 'delivered' || status === 'available_for_pickup';
  return {
    object: 'TrackingDetail',
    message: SAID[status] ?? status,
    description: '',
    status,
    status_detail: 'status_update',
    datetime: timestamp(at),
    source: carrier,
    carrier_code: '',
    tracking_location: location(isFar ? shipment?.to_address : shipment?.from_address),
  };
}

function location(address: Shipment['to_address'] | undefined) {
  return {
    object: 'TrackingLocation',
    city: address?.city ?? null,
    state: address?.state ?? null,
    country: address?.country ?? null,
    zip: address?.zip ?? null,
  };
}

function carrierDetail(shipment: Shipment | null) {
  const place = (address: Shipment['to_address'] | undefined) =>
    address ? `${address.city} ${address.country}` : null;
  return {
    object: 'CarrierDetail',
    service: shipment?.selected_rate?.service ?? 'Standard',
    container_type: null,
    est_delivery_date_local: null,
    est_delivery_time_local: null,
    origin_location: place(shipment?.from_address),
    origin_tracking_location: location(shipment?.from_address),
    destination_location: place(shipment?.to_address),
    destination_tracking_location: null,
    guaranteed_delivery_date: null,
    alternate_identifier: null,
    initial_delivery_attempt: null,
  };
}
