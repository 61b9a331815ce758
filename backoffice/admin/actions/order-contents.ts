import {
  type ExpectedPayout,
  readExpectedPayout,
  readOwnPart,
  readPartById,
  readShipments,
} from '#backoffice/commerce/fulfillment/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** A wholesaler's order as its page shows it. Cents. */
export interface OrderContents {
  buyer: string;
  currency: string;
  lines: {
    id: string;
    title: string;
    variantTitle: string;
    sku: string;
    quantity: number;
    refundedQuantity: number;
    replacedQuantity: number;
    unitPriceCents: number;
    goodsCents: number;
  }[];
  address: string[];
  poNumber: string | null;
  note: string | null;
  /** Set on a replacement. */
  replaces: { number: string; reason: string } | null;
  goodsCents: number;
  shippingCents: number;
  shippingService: string;
  taxCents: number;
  commissionCents: number;
  refundedCents: number;
  /** Who bears what promotions took off, without tax. */
  promotionsBorne: { wholesalerCents: number; platformCents: number } | null;
  expectedPayout: ExpectedPayout | null;
  timeline: { status: string; at: string }[];
  parcels: { id: string; status: string; carrier: string | null; trackingCode: string | null }[];
  returns: { number: string; status: string; reason: string }[];
}

export async function readOrderContents({ db, now }: Services, partId: string): Promise<OrderContents> {
  const context = await readPartById(db, partId);
  const part = context && (await readOwnPart(db, { partId, wholesalerId: context.wholesaler_id }));
  if (!part) throw notFound('order');
  const { name, company, line1, line2, city, region, postalCode, country, phone } = context.shipping_address;
  const lines = [name, company, line1, line2, `${postalCode} ${city}`, region, country, phone];
  return {
    ...part,
    currency: context.currency,
    address: lines.filter((line): line is string => Boolean(line)),
    poNumber: context.po_number,
    note: context.note,
    parcels: await readShipments(db, { partId }),
    expectedPayout: await readExpectedPayout(db, { partId, wholesalerId: context.wholesaler_id }, now()),
  };
}
