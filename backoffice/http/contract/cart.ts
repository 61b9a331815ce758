import { z } from 'zod';
import { ladderStep } from './catalog.ts';
import { cartPromotion, discount, fillUpSuggestion, whyStep } from './pricing.ts';
import { cents, channel, currency, day, endpoint, quantity, refusal, uuid } from './shared.ts';

export const cartLine = z.object({
  id: uuid,
  variantId: uuid,
  productSlug: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageId: uuid.nullable(),
  quantity: z.int(),
  unitPriceCents: cents,
  /** Before discounts. */
  goodsCents: cents,
  discountCents: cents,
  discounts: z.array(discount),
  /** list → tier → promotion; the tax follows in the quote. */
  why: z.array(whyStep),
  retailPriceCents: cents,
  ladder: z.array(ladderStep).nullable(),
  /** The next cheaper step and how many more units reach it. */
  nextStep: z.object({ minQuantity: z.int(), unitPriceCents: cents, missingQuantity: z.int() }).nullable(),
  rules: z.object({ moq: z.int(), casePack: z.int(), maximumQuantity: z.int().nullable() }),
  availableQuantity: z.int().nullable(),
  /** Set when the price is another than the one last accepted. */
  priceChange: z.object({ fromCents: cents, toCents: cents }).nullable(),
  /** The accepted quotation it came from; its price holds while quantity and date are as agreed. */
  quote: z
    .object({ number: z.string(), quantity: z.int(), unitPriceCents: cents, validUntil: day, isApplied: z.boolean() })
    .nullable(),
  /** False: withdrawn from sale. It is shown, left out of every sum, and stands in nobody's way. */
  isAvailable: z.boolean(),
  /** Costs more than was accepted: accept it (PATCH acceptPriceCents) before ordering. */
  needsAcceptance: z.boolean(),
  problems: z.array(refusal),
});
export type CartLine = z.infer<typeof cartLine>;

export const cartGroup = z.object({
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  lines: z.array(cartLine),
  /** Before discounts; the minimum is judged by it. */
  goodsCents: cents,
  discountCents: cents,
  /** Off the standard delivery. */
  shippingDiscounts: z.array(discount),
  minimum: z.object({ requiredCents: cents, missingCents: cents, isFirstOrder: z.boolean() }).nullable(),
  shippingText: z.string(),
  problems: z.array(refusal),
  /** Alone, with checkout's wholesalers: [slug]. */
  canCheckOut: z.boolean(),
});

export const cartView = z.object({
  id: uuid.nullable(),
  channel,
  currency,
  pricesIncludeTax: z.boolean(),
  groups: z.array(cartGroup),
  lineCount: z.int(),
  unitCount: z.int(),
  goodsCents: cents,
  /** Off the goods. */
  discountCents: cents,
  /** The codes of the cart, and the automatic promotions that count or whose minimum is not met yet. */
  promotions: z.array(cartPromotion),
  /** False while any group has a problem; single groups may still check out. */
  canCheckOut: z.boolean(),
});
export type CartView = z.infer<typeof cartView>;

export const cart = {
  readCart: endpoint({
    method: 'GET',
    path: '/api/cart',
    group: 'cart',
    access: 'anyone',
    summary: 'The cart of a channel, prices read anew, grouped by wholesaler',
    query: z.object({ channel: channel.default('b2c') }),
    answer: cartView,
  }),
  addLine: endpoint({
    method: 'POST',
    path: '/api/cart/lines',
    group: 'cart',
    access: 'anyone',
    status: 201,
    summary: 'Add units of a variant (to its line where there is one); answers the line and the counters',
    body: z.object({ channel: channel.default('b2c'), variantId: uuid, quantity }),
    answer: z.object({ lineId: uuid, quantity: z.int(), lineCount: z.int(), unitCount: z.int() }),
  }),
  changeLine: endpoint({
    method: 'PATCH',
    path: '/api/cart/lines/:id',
    group: 'cart',
    access: 'anyone',
    summary: 'Set the quantity, or accept a changed price',
    params: z.object({ id: uuid }),
    body: z.object({ quantity: quantity.optional(), acceptPriceCents: cents.optional() }),
    answer: cartView,
  }),
  removeLine: endpoint({
    method: 'DELETE',
    path: '/api/cart/lines/:id',
    group: 'cart',
    access: 'anyone',
    summary: 'Take a line out',
    params: z.object({ id: uuid }),
    answer: cartView,
  }),
  addPromotion: endpoint({
    method: 'POST',
    path: '/api/cart/promotions',
    group: 'cart',
    access: 'anyone',
    summary: 'Keep a code on the cart; one that cannot count yet is kept too and says why',
    body: z.object({
      channel: channel.default('b2c'),
      code: z.string().trim().min(1, 'Enter a code').max(40, 'A code has at most 40 characters'),
    }),
    answer: cartView,
  }),
  removePromotion: endpoint({
    method: 'DELETE',
    path: '/api/cart/promotions/:code',
    group: 'cart',
    access: 'anyone',
    summary: 'Take a code off the cart',
    params: z.object({ code: z.string().max(40) }),
    query: z.object({ channel: channel.default('b2c') }),
    answer: cartView,
  }),
  fillUp: endpoint({
    method: 'GET',
    path: '/api/cart/fill-up',
    group: 'cart',
    access: 'store',
    summary:
      'What closes the gap to a wholesaler’s minimum, best first; each item is added by one POST to /api/cart/lines',
    query: z.object({ wholesaler: z.string().max(80) }),
    answer: z.object({
      minimum: z.object({ requiredCents: cents, missingCents: cents, isFirstOrder: z.boolean() }).nullable(),
      /** Together they close the gap at the least that is too much; empty when nothing can, or nothing is missing. */
      cheapest: z
        .object({
          items: z.array(z.object({ variantId: uuid, title: z.string(), variantTitle: z.string(), quantity: z.int() })),
          addsCents: cents,
        })
        .nullable(),
      items: z.array(fillUpSuggestion),
    }),
  }),
  cartCounts: endpoint({
    method: 'GET',
    path: '/api/cart/counts',
    group: 'cart',
    access: 'anyone',
    summary: 'Units in both carts, for the header',
    answer: z.object({ b2c: z.int(), b2b: z.int() }),
  }),
};
