import { randomUUID } from 'node:crypto';

// What EasyPost answers, key for key as in its own recorded answers; a test compares the two where the recordings are at hand.

export interface Address {
  id: string;
  name: string | null;
  company: string | null;
  street1: string;
  street2: string | null;
  city: string;
  state: string | null;
  zip: string;
  country: string;
  phone: string | null;
  email: string | null;
  [key: string]: unknown;
}

export interface Rate {
  id: string;
  carrier: string;
  service: string;
  /** A decimal string, "6.90". */
  rate: string;
  currency: string;
  delivery_days: number | null;
  shipment_id: string;
  [key: string]: unknown;
}

export interface TrackingDetail {
  status: string;
  message: string;
  datetime: string;
  tracking_location: { city: string | null; country: string | null; [key: string]: unknown };
  [key: string]: unknown;
}

export interface Tracker {
  id: string;
  tracking_code: string;
  status: string;
  updated_at: string;
  est_delivery_date: string | null;
  shipment_id: string | null;
  carrier: string;
  tracking_details: TrackingDetail[];
  [key: string]: unknown;
}

export interface Shipment {
  id: string;
  reference: string | null;
  is_return: boolean;
  tracking_code: string | null;
  refund_status: string | null;
  from_address: Address;
  to_address: Address;
  parcel: { weight: number; [key: string]: unknown };
  rates: Rate[];
  selected_rate: Rate | null;
  postage_label: Record<string, unknown> | null;
  tracker: Tracker | null;
  [key: string]: unknown;
}

export const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** EasyPost's clock shows whole seconds. */
export const timestamp = (at: Date) => at.toISOString().replace(/\.\d+Z$/, 'Z');

const born = (object: string, now: Date) => ({ object, created_at: timestamp(now), updated_at: timestamp(now) });

export function newAddress(given: Partial<Address>, now: Date): Address {
  return {
    id: newId('adr'),
    ...born('Address', now),
    name: given.name ?? null,
    company: given.company ?? null,
    street1: given.street1 ?? '',
    street2: given.street2 ?? null,
    city: given.city ?? '',
    state: given.state ?? null,
    zip: given.zip ?? '',
    country: given.country ?? 'US',
    phone: given.phone ?? null,
    email: given.email ?? null,
    mode: 'test',
    carrier_facility: null,
    residential: null,
    federal_tax_id: null,
    state_tax_id: null,
    verifications: {},
  };
}

export function newRate(
  rate: Pick<Rate, 'carrier' | 'service' | 'rate' | 'delivery_days' | 'shipment_id'>,
  now: Date,
): Rate {
  return {
    id: newId('rate'),
    ...born('Rate', now),
    mode: 'test',
    service: rate.service,
    carrier: rate.carrier,
    rate: rate.rate,
    currency: 'EUR',
    retail_rate: rate.rate,
    retail_currency: 'EUR',
    list_rate: rate.rate,
    list_currency: 'EUR',
    billing_type: 'easypost',
    delivery_days: rate.delivery_days,
    delivery_date: null,
    delivery_date_guaranteed: false,
    est_delivery_days: rate.delivery_days,
    shipment_id: rate.shipment_id,
    carrier_account_id: `ca_${rate.carrier.toLowerCase()}`,
  };
}

export function newShipment(
  given: {
    from_address: Partial<Address>;
    to_address: Partial<Address>;
    parcel: Shipment['parcel'];
  } & Partial<Shipment>,
  now: Date,
): Shipment {
  const from = newAddress(given.from_address, now);
  const to = newAddress(given.to_address, now);
  return {
    id: newId('shp'),
    ...born('Shipment', now),
    is_return: given.is_return ?? false,
    messages: [],
    mode: 'test',
    options: { currency: 'EUR', payment: { type: 'SENDER' }, date_advance: 0, ...(given.options as object) },
    reference: given.reference || null,
    status: 'unknown',
    tracking_code: null,
    batch_id: null,
    batch_status: null,
    batch_message: null,
    customs_info: null,
    from_address: from,
    insurance: null,
    order_id: null,
    parcel: {
      id: newId('prcl'),
      ...born('Parcel', now),
      length: null,
      width: null,
      height: null,
      predefined_package: null,
      mode: 'test',
      ...given.parcel,
    },
    postage_label: null,
    rates: [],
    refund_status: null,
    scan_form: null,
    selected_rate: null,
    tracker: null,
    to_address: to,
    usps_zone: null,
    return_address: from,
    buyer_address: to,
    forms: [],
    fees: [],
  };
}

export function newPostageLabel(labelUrl: string, now: Date) {
  return {
    id: newId('pl'),
    ...born('PostageLabel', now),
    date_advance: 0,
    integrated_form: 'none',
    label_date: timestamp(now),
    label_resolution: 300,
    label_size: '4x6',
    label_type: 'default',
    label_file_type: 'application/pdf',
    label_url: labelUrl,
    label_pdf_url: labelUrl,
    label_zpl_url: null,
    label_epl2_url: null,
    label_file: null,
  };
}

export function newTracker(
  given: { code: string; carrier: string; shipmentId: string | null; id?: string },
  now: Date,
): Tracker {
  const id = given.id ?? newId('trk');
  return {
    id,
    ...born('Tracker', now),
    mode: 'test',
    tracking_code: given.code,
    status: 'unknown',
    status_detail: 'unknown',
    updated_at: timestamp(now),
    signed_by: null,
    weight: null,
    est_delivery_date: null,
    shipment_id: given.shipmentId,
    carrier: given.carrier,
    tracking_details: [],
    fees: [],
    carrier_detail: null,
    finalized: false,
    is_return: false,
    public_url: `https://track.easypost.com/${Buffer.from(`v1:${id}`).toString('base64url')}`,
  };
}

export function newEvent(tracker: Tracker, previousStatus: string, url: string, now: Date) {
  return {
    id: newId('evt'),
    ...born('Event', now),
    description: 'tracker.updated',
    mode: 'test',
    previous_attributes: { status: previousStatus },
    pending_urls: [url],
    completed_urls: [],
    user_id: 'user_standin',
    status: 'pending',
    result: structuredClone(tracker),
  };
}
