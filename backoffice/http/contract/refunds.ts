import { z } from 'zod';
import { cents, uuid } from './shared.ts';

export const askedRefund = z.object({
  lines: z.array(z.object({ orderLineId: uuid, quantity: z.int().positive() })).default([]),
  includeShipping: z.boolean().default(false),
  /** A price reduction instead, tax included: on one line, or over all lines. */
  reduction: z.object({ orderLineId: uuid.nullable().default(null), amountCents: z.int().positive() }).optional(),
  /** Of what it takes from the wholesaler, the platform bears so many basis points. */
  platformShareBp: z.int().min(0).max(10_000).default(0),
});
const balanceParts = z.object({ pendingCents: cents, availableCents: cents, reserveCents: cents });
export const refundPreview = z.object({
  currency: z.string(),
  amountCents: cents,
  platformCents: cents,
  effects: z.array(z.object({ account: z.string(), words: z.string(), amountCents: cents })),
  before: balanceParts,
  after: balanceParts,
  isNegativeAfter: z.boolean(),
});
