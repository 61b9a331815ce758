import { z } from 'zod';
import { cents, refusal, uuid } from './shared.ts';

/** One step of how a price came about: list → tier → promotion → tax. The older orders' steps may lack their kind. */
export const whyStep = z.object({
  kind: z.enum(['list', 'tier', 'quote', 'promotion', 'tax']).optional(),
  /** The list's, promotion's or tax's name. */
  from: z.string(),
  /** list, tier, quote: from this quantity on, this price a unit. */
  minQuantity: z.int().optional(),
  unitPriceCents: cents.optional(),
  /** promotion: negative. tax: inside the line's price for retail, on top of it for wholesale. */
  amountCents: cents.optional(),
  code: z.string().nullable().optional(),
  rateBp: z.int().optional(),
});
export type WhyStep = z.infer<typeof whyStep>;

/** What one promotion takes off a line or a delivery. */
export const discount = z.object({ code: z.string().nullable(), title: z.string(), cents });

/** A promotion of the cart: a code it keeps, or an automatic one that counts or could. */
export const cartPromotion = z.object({
  /** Null: automatic. */
  code: z.string().nullable(),
  title: z.string(),
  /** Off goods and delivery; 0 with a problem that says why. */
  discountCents: cents,
  problem: refusal.nullable(),
});
export type CartPromotion = z.infer<typeof cartPromotion>;

export const fillUpSuggestion = z.object({
  variantId: uuid,
  productSlug: z.string(),
  title: z.string(),
  variantTitle: z.string(),
  sku: z.string(),
  imageId: uuid.nullable(),
  /** To add, in whole cases: POST it to /api/cart/lines as it is. */
  quantity: z.int(),
  /** What of it lies in the cart already. */
  quantityInCart: z.int(),
  casePack: z.int(),
  unitPriceCents: cents,
  /** What adding it brings the group nearer to its minimum, before promotions. */
  addsCents: cents,
  /** Adding it alone meets the minimum. */
  closesGap: z.boolean(),
  availableQuantity: z.int(),
  /** Why it is suggested. */
  reason: z.enum(['in_cart', 'like_what_you_buy', 'popular']),
});
export type FillUpSuggestion = z.infer<typeof fillUpSuggestion>;
