import { z } from 'zod';
import { cartPromotion, discount, whyStep } from './pricing.ts';
import { address, cents, channel, currency, endpoint, refusal, uuid } from './shared.ts';

export const shippingChoice = z.object({ wholesaler: z.string(), service: z.string().max(80) });

export const checkoutRequest = z.object({
  channel: channel.default('b2c'),
  /** Required for a guest. */
  email: z.email('Enter an e-mail address').max(200).optional(),
  shippingAddress: address,
  billingAddress: address.optional(),
  shippingChoices: z.array(shippingChoice).max(50).default([]),
  payment: z.enum(['card', 'terms']).default('card'),
  poNumber: z.string().trim().max(60, 'A PO number has at most 60 characters').optional(),
  /** Slugs: check out only these groups. */
  wholesalers: z.array(z.string()).max(50).optional(),
  note: z.string().trim().max(1000, 'A note has at most 1000 characters').optional(),
  /** The total the buyer was shown: an order that costs more by now is refused as total_risen. */
  expectedTotalCents: cents.optional(),
});
export type CheckoutRequest = z.infer<typeof checkoutRequest>;

export const quoteGroup = z.object({
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  lines: z.array(
    z.object({
      lineId: uuid,
      title: z.string(),
      variantTitle: z.string(),
      imageId: uuid.nullable(),
      quantity: z.int(),
      unitPriceCents: cents,
      /** Before discounts. */
      goodsCents: cents,
      discountCents: cents,
      discounts: z.array(discount),
      taxRateBp: z.int(),
      taxCents: cents,
      /** list → tier → promotion → tax. */
      why: z.array(whyStep),
    }),
  ),
  shippingOptions: z.array(
    z.object({ service: z.string(), label: z.string(), priceCents: cents, deliveryDays: z.int().nullable() }),
  ),
  shippingService: z.string(),
  /** Before discounts. */
  goodsCents: cents,
  discountCents: cents,
  /** As it is paid: shippingDiscounts are off already. */
  shippingCents: cents,
  shippingDiscounts: z.array(discount),
  /** Why no tax is charged, unless it is taxed. */
  taxTreatment: z.enum(['taxed', 'exempt', 'reverse_charge', 'export']),
  taxCents: cents,
  totalCents: cents,
});
export const quoteView = z.object({
  currency,
  pricesIncludeTax: z.boolean(),
  groups: z.array(quoteGroup),
  goodsCents: cents,
  discountCents: cents,
  shippingCents: cents,
  taxCents: cents,
  totalCents: cents,
  promotions: z.array(cartPromotion),
  /** Withdrawn from sale meanwhile: not ordered. */
  leftOut: z.array(z.object({ lineId: uuid, title: z.string(), variantTitle: z.string() })),
  /** Net terms for this buyer: null when not offered. refusal: why this total cannot be ordered on them. */
  terms: z
    .object({ days: z.int(), creditLimitCents: cents, availableCents: cents, refusal: refusal.nullable() })
    .nullable(),
  /** Every reason this cannot be ordered as it is; empty: it can. */
  refusals: z.array(refusal),
});
export type QuoteView = z.infer<typeof quoteView>;

export const checkout = {
  quote: endpoint({
    method: 'POST',
    path: '/api/checkout/quote',
    group: 'checkout',
    access: 'anyone',
    summary: 'Totals, shipping options, tax and every refusal, without ordering',
    body: checkoutRequest.partial({ shippingAddress: true }),
    answer: quoteView,
  }),
  placeOrder: endpoint({
    method: 'POST',
    path: '/api/checkout',
    group: 'checkout',
    access: 'anyone',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Reserve the stock and make the order; the buyer pays at redirectUrl, or it is placed at once on terms',
    body: checkoutRequest,
    answer: z.object({
      order: z.object({ id: uuid, number: z.string(), status: z.string(), totalCents: cents, currency }),
      /** The hosted pay page; null on terms. */
      redirectUrl: z.string().nullable(),
      /** For a guest: shows the order at /api/orders/:number?token=… */
      viewToken: z.string().nullable(),
    }),
  }),
  cancelCheckout: endpoint({
    method: 'DELETE',
    path: '/api/checkout/:order',
    group: 'checkout',
    access: 'anyone',
    summary: 'Give up an unpaid order (number): its stock is released, the cart is still there',
    params: z.object({ order: z.string() }),
    query: z.object({ token: z.string().optional() }),
    answer: z.object({ status: z.string() }),
  }),
};
