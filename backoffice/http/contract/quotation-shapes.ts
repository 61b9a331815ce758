import { z } from 'zod';
import { cents, currency, day, quantity, timestamp, uuid } from './shared.ts';

export const quotationStatus = z.enum([
  'requested',
  'offered',
  'countered',
  'accepted',
  'ordered',
  'declined',
  'expired',
  'withdrawn',
]);
export type QuotationStatus = z.infer<typeof quotationStatus>;

export const unitPrice = cents.min(1, 'A price is at least one cent').max(100_000_000, 'This price is too high');
export const words = (most: number) => z.string().trim().max(most, `Say it in ${most} characters at most`);
export const lineId = z.object({ lineId: uuid });

export const quotationRequest = z.object({
  /** Slugs of those who are asked. */
  wholesalers: z.array(z.string().max(120)).min(1, 'Choose whom to ask').max(10, 'Ask at most ten wholesalers at once'),
  note: words(2000).default(''),
  lines: z
    .array(
      z.object({
        /** What the catalogue has. */
        variantId: uuid.optional(),
        /** What is not listed; beside a variant: the words the others read. */
        title: words(200).optional(),
        quantity,
        targetPriceCents: unitPrice.nullish(),
        neededBy: day.nullish(),
        note: words(500).default(''),
        /** Ask every chosen wholesaler, not only the one whose product it is. Words alone are always for all. */
        isOpen: z.boolean().default(false),
      }),
    )
    .min(1, 'Name at least one thing you want a price for')
    .max(100, 'Ask for at most 100 lines at once'),
});
export type QuotationRequestBody = z.infer<typeof quotationRequest>;

export const agreedLine = z.object({
  lineId: uuid,
  quantity: z.int(),
  unitPriceCents: cents,
  /** What will be sent; null in a counter. */
  variant: z
    .object({ sku: z.string(), title: z.string(), variantTitle: z.string(), productSlug: z.string() })
    .nullable(),
});
export const offer = z.object({
  id: uuid,
  version: z.int(),
  madeBy: z.enum(['wholesaler', 'store']),
  message: z.string(),
  validUntil: day.nullable(),
  totalCents: cents,
  lines: z.array(agreedLine),
});
export const step = z.object({
  kind: quotationStatus,
  madeBy: z.enum(['wholesaler', 'store', 'time']),
  at: timestamp,
  message: z.string(),
  offer: offer.nullable(),
});
export const line = z.object({
  id: uuid,
  title: z.string(),
  quantity: z.int(),
  targetPriceCents: cents.nullable(),
  neededBy: day.nullable(),
  note: z.string(),
  isOpen: z.boolean(),
  /** For a wholesaler only its own. */
  variant: z
    .object({
      id: uuid,
      sku: z.string(),
      productSlug: z.string(),
      imageId: uuid.nullable(),
      wholesaler: z.string(),
    })
    .nullable(),
});
export type QuotationLine = z.infer<typeof line>;

export const part = z.object({
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  status: quotationStatus,
  /** The last day for an answer, or of the offer. */
  openUntil: day,
  orderNumber: z.string().nullable(),
  /** The newest offer of the wholesaler. */
  offer: offer.nullable(),
  steps: z.array(step),
});
export type QuotationPart = z.infer<typeof part>;

export const quotationView = z.object({
  number: z.string(),
  createdAt: timestamp,
  currency,
  note: z.string(),
  askedBy: z.string(),
  lines: z.array(line),
  parts: z.array(part),
});
export type QuotationView = z.infer<typeof quotationView>;

export const ownPart = z.object({
  id: uuid,
  number: z.string(),
  status: quotationStatus,
  openUntil: day,
  currency,
  store: z.object({ name: z.string(), country: z.string() }),
  note: z.string(),
  createdAt: timestamp,
  orderNumber: z.string().nullable(),
  lines: z.array(line),
  steps: z.array(step),
});
export type OwnQuotation = z.infer<typeof ownPart>;
