/** Carrier rates, labels and trackers. Amounts in cents, weights in grams, lengths in millimetres. Outward calls throw ProviderFailure. */
export interface Shipping {
  rates(request: RateRequest): Promise<{ shipmentId: string; rates: Rate[] }>;
  buyLabel(request: { shipmentId: string; rateId: string }): Promise<Label>;
  refundLabel(shipmentId: string): Promise<'submitted' | 'refunded' | 'rejected'>;
  readTracker(trackerId: string): Promise<Tracker>;
  /** Verifies and parses a webhook body. Null for events that carry no tracker. Throws InvalidSignature. */
  readEvent(rawBody: Buffer, headers: Record<string, string | string[] | undefined>): ShippingEvent;
}

export interface ParcelAddress {
  name: string;
  company?: string | null;
  line1: string;
  line2?: string | null;
  city: string;
  region?: string | null;
  postalCode: string;
  country: string;
  phone?: string | null;
  email?: string | null;
}

export interface RateRequest {
  from: ParcelAddress;
  to: ParcelAddress;
  parcel: { weightGrams: number; lengthMm?: number | null; widthMm?: number | null; heightMm?: number | null };
  /** Our shipment or wholesaler order: shown on the label. */
  reference: string;
  isReturn?: boolean;
}

export interface Rate {
  id: string;
  carrier: string;
  service: string;
  rateCents: number;
  currency: string;
  deliveryDays: number | null;
}

export interface Label {
  shipmentId: string;
  carrier: string;
  service: string;
  rateCents: number;
  currency: string;
  trackingCode: string;
  trackerId: string;
  labelUrl: string;
}

export const TRACKER_STATUSES = [
  'unknown',
  'pre_transit',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'available_for_pickup',
  'return_to_sender',
  'failure',
  'cancelled',
  'error',
] as const;
export type TrackerStatus = (typeof TRACKER_STATUSES)[number];

export interface Tracker {
  id: string;
  trackingCode: string;
  status: TrackerStatus;
  updatedAt: Date;
  estimatedDelivery: Date | null;
  scans: { status: TrackerStatus; message: string; place: string | null; at: Date }[];
}

export interface ShippingEvent {
  id: string;
  type: string;
  tracker: Tracker | null;
}
