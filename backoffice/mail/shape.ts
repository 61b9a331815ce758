import { z } from 'zod';

export const link = z.url({ protocol: /^https?$/ });
export const cents = z.int();
export const currency = z.string().regex(/^[A-Z]{3}$/);
/** A day or a moment in ISO form. */
export const day = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

export const address = z.object({
  name: z.string(),
  company: z.string().nullish(),
  line1: z.string(),
  line2: z.string().nullish(),
  city: z.string(),
  region: z.string().nullish(),
  postalCode: z.string(),
  country: z.string(),
  phone: z.string().nullish(),
});

/** What lies in a parcel. */
export const item = z.object({ title: z.string(), variantTitle: z.string(), sku: z.string(), quantity: z.int() });
/** What was bought: an item at its price. */
export const orderLine = item.extend({ unitPriceCents: cents, goodsCents: cents });
export const totals = z.object({
  goodsCents: cents,
  discountCents: cents,
  shippingCents: cents,
  taxCents: cents,
  totalCents: cents,
});
