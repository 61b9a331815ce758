import { z } from 'zod';

export const cents = z.int();
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const channel = z.enum(['b2c', 'b2b']);
export const uuid = z.guid();
export const timestamp = z.iso.datetime();
export const day = z.iso.date();
export const quantity = z.int('Enter a whole number').min(1, 'The least is 1').max(100_000, 'The most is 100,000');
export const country = z.string().regex(/^[A-Z]{2}$/, 'Use the two-letter country code, for example DE');

/** Keyset paging: pass nextCursor back as cursor. */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(24),
});
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const refusal = z.object({
  code: z.string(),
  message: z.string(),
  /** What it is about: a field, a line's id, a wholesaler's slug. */
  subject: z.string().optional(),
  /** What would help: the two nearest right quantities, what is left, what is missing. */
  fix: z
    .object({
      quantities: z.array(z.int()).optional(),
      availableQuantity: z.int().optional(),
      missingCents: cents.optional(),
    })
    .optional(),
});
export type RefusalDetail = z.infer<typeof refusal>;

export const errorBody = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(refusal).optional(),
  requestId: z.string(),
});
export type ErrorBody = z.infer<typeof errorBody>;

export const address = z.object({
  name: z.string().trim().min(1, 'Enter a name').max(120),
  company: z.string().trim().max(120).nullish(),
  line1: z.string().trim().min(1, 'Enter street and number').max(120),
  line2: z.string().trim().max(120).nullish(),
  city: z.string().trim().min(1, 'Enter a city').max(80),
  region: z.string().trim().max(80).nullish(),
  postalCode: z.string().trim().min(2, 'Enter a postal code').max(16),
  country,
  phone: z.string().trim().max(40).nullish(),
});
export type Address = z.infer<typeof address>;

export const ok = z.object({ ok: z.literal(true) });

/** One endpoint: what goes in, what comes out, who may call it. Handlers, client types and OpenAPI all follow from it. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  group: string;
  summary: string;
  access: 'anyone' | 'signed_in' | 'store' | 'wholesaler' | 'admin' | 'finance' | 'vendor_webhook';
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Absent: not JSON (a file, a redirect). */
  answer?: z.ZodType;
  status?: number;
  needsIdempotencyKey?: boolean;
}
export const endpoint = <const E extends Endpoint>(definition: E) => definition;
