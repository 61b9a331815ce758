import type { DemoProduct, DemoVariant } from '../demo-catalogue/assortment.ts';
import type { DemoWholesaler } from '../demo-catalogue/records.ts';

export interface Buyer {
  channel: 'b2c' | 'b2b';
  userId: string | null;
  storeId: string | null;
  email: string;
  address: { name: string; line1: string; postalCode: string; city: string; country: string };
  /** Net days; null: pays by card. */
  termsDays: number | null;
  isPartner: boolean;
}

export interface PlannedLine {
  id: string;
  product: DemoProduct;
  variant: DemoVariant;
  quantity: number;
  unitCents: number;
  goodsCents: number;
  taxBp: number;
  taxCents: number;
  ruleId: string;
  percentBp: number;
  baseCents: number;
  commissionCents: number;
}

export type PartStatus =
  | 'expired'
  | 'cancelled'
  | 'placed'
  | 'accepted'
  | 'packed'
  | 'shipped'
  | 'delivered'
  | 'closed';

export interface PlannedPart {
  id: string;
  wholesaler: DemoWholesaler;
  lines: PlannedLine[];
  goodsCents: number;
  shippingCents: number;
  shippingTaxCents: number;
  taxCents: number;
  totalCents: number;
  commissionCents: number;
  isFirstOrder: boolean;
  status: PartStatus;
  acceptedAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  cancelledAt: Date | null;
  refund: PlannedRefund | null;
}

export interface PlannedRefund {
  id: string;
  at: Date;
  reason: string;
  lines: PlannedLine[];
  goodsCents: number;
  shippingCents: number;
  taxCents: number;
  commissionCents: number;
  amountCents: number;
}

export interface PlannedOrder {
  id: string;
  buyer: Buyer;
  placedAt: Date;
  status: 'placed' | 'completed' | 'cancelled' | 'expired';
  poNumber: string | null;
  parts: PlannedPart[];
  goodsCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
}

export const isPaid = (order: PlannedOrder) => order.status !== 'expired';
export const sumOf = <T>(items: T[], cents: (item: T) => number) =>
  items.reduce((total, item) => total + cents(item), 0);
export const dayOf = (at: Date) => at.toISOString().slice(0, 10);
export const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);
