import { z } from 'zod';
import { cents, currency, day, endpoint, pageOf, pageQuery, timestamp, uuid } from './shared.ts';

const byId = z.object({ id: uuid });
export const payoutView = z.object({
  id: uuid,
  number: z.string(),
  batchDate: day,
  currency,
  amountCents: cents,
  status: z.string(),
  statusReason: z.string().nullable(),
  sentAt: timestamp.nullable(),
});

/** What a wholesaler is owed. Amounts are signed for it: costs are negative. */
const balance = z.object({
  currency,
  /** Sold; not delivered yet, or still in its hold. */
  pendingCents: cents,
  /** What the next run can pay. */
  availableCents: cents,
  /** Held back against refunds for a while. */
  reserveCents: cents,
  /** What becomes available, and what of the reserve is given back, by day. */
  upcoming: z.array(z.object({ day, amountCents: cents, reserveCents: cents })),
  nextPayout: z.object({
    day,
    /** As things stand. reason null: it is paid; otherwise why it is not. */
    decisions: z.array(z.object({ amountCents: cents, reason: z.string().nullable() })),
    /** What the newest run left unpaid. */
    carried: z.array(z.object({ day, amountCents: cents, reason: z.string() })),
  }),
});
const entry = z.object({
  id: z.string(),
  occurredAt: timestamp,
  kind: z.enum([
    'sales',
    'commission',
    'commission_vat',
    'refunds',
    'disputes',
    'labels',
    'reserve',
    'adjustments',
    'reversals',
  ]),
  memo: z.string(),
  amountCents: cents,
  /** The day from which it is available or given back; null: once its order is delivered. */
  availableOn: day.nullable(),
  isFrozen: z.boolean(),
  orderId: uuid.nullable(),
  orderNumber: z.string().nullable(),
  payoutId: uuid.nullable(),
  payoutNumber: z.string().nullable(),
  refundId: uuid.nullable(),
  disputeId: uuid.nullable(),
});

const base = { group: 'wholesaler', access: 'wholesaler' } as const;
export const wholesalerMoney = {
  readBalance: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/balance',
    summary: 'Pending, available and reserve; what becomes available when, and what the next run pays',
    answer: balance,
  }),
  listBalanceEntries: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/balance/entries',
    summary: 'The entries that a part of my balance is the sum of, newest first',
    query: z.object({
      bucket: z.enum(['pending', 'available', 'reserve']).default('available'),
      from: day.optional(),
      to: day.optional(),
      cursor: z
        .string()
        .regex(/^\d{1,18}$/, 'Pass nextCursor back as it came')
        .optional(),
      limit: pageQuery.shape.limit,
    }),
    answer: pageOf(entry),
  }),
  pausePayouts: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/payouts/pause',
    summary: 'Pause my payouts: earnings stay on the balance',
    body: z.object({ reason: z.string().trim().min(1, 'Say why').max(500) }),
    answer: z.object({ isPaused: z.boolean() }),
  }),
  resumePayouts: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/payouts/resume',
    summary: 'End my own pause; one of the marketplace’s only it ends',
    body: z.object({}),
    answer: z.object({ isPaused: z.boolean() }),
  }),
  listPayouts: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/payouts',
    summary: 'My payouts, newest first',
    query: pageQuery,
    answer: pageOf(payoutView),
  }),
  payoutStatement: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/payouts/:id/statement',
    summary: 'Statement as PDF, or CSV with format=csv',
    params: byId,
    query: z.object({ format: z.enum(['pdf', 'csv']).default('pdf') }),
  }),
  commissionInvoice: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/commission-invoices/:id/pdf',
    summary: 'My commission invoice of a month as PDF',
    params: byId,
  }),
  stripeAccountLink: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/stripe-account/link',
    summary: "A link to Stripe's onboarding",
    body: z.object({}),
    answer: z.object({ url: z.string() }),
  }),
};
