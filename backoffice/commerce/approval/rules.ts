import { formatMoney } from '../money.ts';
import type { Reason } from '../refusal.ts';

/** What the buyer asked for at checkout; kept with the approval and ordered as it is. */
export interface AskedOrder {
  email: string;
  shippingAddress: { name: string; line1: string; city: string; postalCode: string; country: string };
  billingAddress: AskedOrder['shippingAddress'] | null;
  shippingChoices: { wholesaler: string; service: string }[];
  payment: 'card' | 'terms';
  poNumber: string | null;
  wholesalers: string[] | null;
  note: string | null;
}

/** A line as it was submitted. */
export interface ApprovalLine {
  variantId: string;
  title: string;
  variantTitle: string;
  sku: string;
  imageId: string | null;
  wholesalerName: string;
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
}

/** Nobody approves a sum they have not seen: dearer than submitted, it is approved at the sum of today or not at all. */
export function riseReason(
  { submittedCents, nowCents, seenCents }: { submittedCents: number; nowCents: number; seenCents: number | null },
  currency: string,
): Reason | null {
  if (seenCents === nowCents || (seenCents === null && nowCents <= submittedCents)) return null;
  return {
    code: 'price_risen',
    subject: 'seenTotalCents',
    message: `It was submitted for ${formatMoney(submittedCents, currency)} and comes to ${formatMoney(nowCents, currency)} now: look again, then approve`,
  };
}
