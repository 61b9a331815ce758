import type { Label, ParcelAddress, Rate, RateRequest, Tracker, TrackerStatus } from './shipping.ts';
import { TRACKER_STATUSES } from './shipping.ts';

// EasyPost measures in ounces and inches and writes money as decimal strings; Stackr in grams, millimetres and cents.

const GRAMS_PER_OUNCE = 28.349523125;
const MM_PER_INCH = 25.4;

export function shipmentRequest({ from, to, parcel, reference, isReturn }: RateRequest) {
  return {
    from_address: address(from),
    to_address: address(to),
    parcel: {
      weight: Math.max(0.1, upToTenth(parcel.weightGrams / GRAMS_PER_OUNCE)),
      ...(parcel.lengthMm && { length: upToTenth(parcel.lengthMm / MM_PER_INCH) }),
      ...(parcel.widthMm && { width: upToTenth(parcel.widthMm / MM_PER_INCH) }),
      ...(parcel.heightMm && { height: upToTenth(parcel.heightMm / MM_PER_INCH) }),
    },
    reference,
    is_return: isReturn ?? false,
    options: { label_format: 'PDF', label_size: '4x6' },
  };
}

function address({ name, company, line1, line2, city, region, postalCode, country, phone, email }: ParcelAddress) {
  return { name, company, street1: line1, street2: line2, city, state: region, zip: postalCode, country, phone, email };
}

/** A parcel rated too light is charged again later, so up. */
const upToTenth = (value: number) => Math.ceil(value * 10 - 1e-9) / 10;

export interface EasyPostRate {
  id: string;
  carrier: string;
  service: string;
  rate: string;
  currency: string;
  delivery_days?: number | null;
}

export function readRate(rate: EasyPostRate): Rate {
  return {
    id: rate.id,
    carrier: rate.carrier,
    service: rate.service,
    rateCents: centsOf(rate.rate),
    currency: rate.currency,
    deliveryDays: rate.delivery_days ?? null,
  };
}

export interface EasyPostPurchase {
  id: string;
  selected_rate: EasyPostRate;
  tracking_code: string;
  tracker: { id: string };
  postage_label: { label_url: string };
}

export function readLabel(shipment: EasyPostPurchase): Label {
  const { carrier, service, rateCents, currency } = readRate(shipment.selected_rate);
  return {
    shipmentId: shipment.id,
    carrier,
    service,
    rateCents,
    currency,
    trackingCode: shipment.tracking_code,
    trackerId: shipment.tracker.id,
    labelUrl: shipment.postage_label.label_url,
  };
}

export interface EasyPostTracker {
  id: string;
  tracking_code: string;
  status: string;
  updated_at: string;
  est_delivery_date?: string | null;
  tracking_details?: {
    status: string;
    message: string;
    datetime: string;
    tracking_location?: { city?: string | null; country?: string | null } | null;
  }[];
}

export function readTracker(tracker: EasyPostTracker): Tracker {
  return {
    id: tracker.id,
    trackingCode: tracker.tracking_code,
    status: statusOf(tracker.status),
    updatedAt: new Date(tracker.updated_at),
    estimatedDelivery: tracker.est_delivery_date ? new Date(tracker.est_delivery_date) : null,
    scans: (tracker.tracking_details ?? []).map(scan => ({
      status: statusOf(scan.status),
      message: scan.message,
      place: [scan.tracking_location?.city, scan.tracking_location?.country].filter(Boolean).join(', ') || null,
      at: new Date(scan.datetime),
    })),
  };
}

/** A word EasyPost adds one day must not stop the parcel's other news. */
function statusOf(status: string): TrackerStatus {
  return TRACKER_STATUSES.find(known => known === status) ?? 'unknown';
}

/** "6.9" → 690. By its digits, because 100 × 1.15 is not 115. A third decimal is rounded up. */
export function centsOf(decimal: string): number {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(decimal);
  if (!match) throw new Error(`Not an amount of money: ${decimal}`);
  const fraction = (match[2] ?? '').padEnd(2, '0');
  const isCut = /[1-9]/.test(fraction.slice(2));
  return Number(match[1]) * 100 + Number(fraction.slice(0, 2)) + (isCut ? 1 : 0);
}
