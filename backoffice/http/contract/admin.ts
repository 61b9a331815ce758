import { z } from 'zod';
import { askedRefund, refundPreview } from './refunds.ts';
import { cents, currency, day, endpoint, pageOf, pageQuery, timestamp, uuid } from './shared.ts';
import { placedReplacement, replacementBody } from './wholesaler.ts';

const byId = z.object({ id: uuid });
const decision = z.object({
  decision: z.enum(['approve', 'reject', 'suspend', 'restore', 'ask']),
  reason: z.string().trim().max(1000).optional(),
});
const base = { group: 'admin', access: 'admin' } as const;
const money = { group: 'admin', access: 'finance' } as const;
export const payoutRunReport = z.object({
  /** What to release when the batch waits for a second person. Null: there is none yet (dry run). */
  batchId: uuid.nullable(),
  batchDate: day,
  isDryRun: z.boolean(),
  status: z.string(),
  payouts: z.array(
    z.object({
      number: z.string().nullable(),
      wholesaler: z.string(),
      currency,
      amountCents: cents,
      status: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  carryovers: z.array(z.object({ wholesaler: z.string(), currency, amountCents: cents, reason: z.string() })),
});
export type PayoutRunReport = z.infer<typeof payoutRunReport>;

export const admin = {
  listWaiting: endpoint({
    ...base,
    method: 'GET',
    path: '/api/admin/approvals',
    summary: 'Stores, wholesalers and products that wait for a decision',
    answer: z.object({
      stores: z.array(z.object({ id: uuid, name: z.string(), since: timestamp })),
      wholesalers: z.array(z.object({ id: uuid, name: z.string(), since: timestamp })),
      products: z.array(z.object({ id: uuid, title: z.string(), since: timestamp })),
    }),
  }),
  decideStore: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/stores/:id/decision',
    summary: 'Approve, reject, ask for more, suspend or restore a store',
    params: byId,
    body: decision.extend({
      termsDays: z.union([z.literal(15), z.literal(30), z.literal(60)]).nullish(),
      creditLimitCents: cents.min(0).optional(),
    }),
    answer: z.object({ status: z.string() }),
  }),
  decideWholesaler: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/wholesalers/:id/decision',
    summary: 'Approve, reject, suspend or restore a wholesaler',
    params: byId,
    body: decision,
    answer: z.object({ status: z.string() }),
  }),
  decideProduct: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/products/:id/decision',
    summary: 'Publish or reject a product',
    params: byId,
    body: decision,
    answer: z.object({ status: z.string() }),
  }),
  suspendUser: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/users/:id/suspension',
    summary: 'Suspend or restore a user; suspension ends every session',
    params: byId,
    body: z.object({ suspended: z.boolean(), reason: z.string().trim().max(500).optional() }),
    answer: z.object({ suspended: z.boolean() }),
  }),
  refundPart: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/wholesaler-orders/:id/refunds',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Refund lines, shipping or an amount of a part; who bears it',
    params: byId,
    body: askedRefund.extend({ reason: z.string().trim().min(1).max(500) }),
    answer: z.object({ id: uuid, status: z.string(), amountCents: cents }),
  }),
  replacePart: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/wholesaler-orders/:id/replacements',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Have a wholesaler send lines of a part again: an order of nothing to pay',
    params: byId,
    body: replacementBody,
    answer: placedReplacement,
  }),
  previewRefund: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/wholesaler-orders/:id/refunds/preview',
    summary: 'Every effect of a refund on the balances, before it is made',
    params: byId,
    body: askedRefund,
    answer: refundPreview,
  }),
  payoutDryRun: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/payouts/dry-run',
    summary: 'What the run of a date would pay, and why not',
    body: z.object({ date: day.optional() }),
    answer: payoutRunReport,
  }),
  payoutRun: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/payouts/run',
    needsIdempotencyKey: true,
    summary: 'Run (or finish) the batch of a date',
    body: z.object({ date: day.optional() }),
    answer: payoutRunReport,
  }),
  payoutRetry: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/payouts/:id/retry',
    needsIdempotencyKey: true,
    summary: 'Try a failed payout again',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string(), reason: z.string().nullable() }),
  }),
  payoutRelease: endpoint({
    ...money,
    method: 'POST',
    path: '/api/admin/payouts/:id/release',
    needsIdempotencyKey: true,
    summary: 'Release a held payout',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string() }),
  }),
  listWebhookEvents: endpoint({
    ...base,
    method: 'GET',
    path: '/api/admin/webhook-events',
    summary: 'What came in, newest first',
    query: pageQuery,
    answer: pageOf(
      z.object({
        id: uuid,
        provider: z.string(),
        eventId: z.string(),
        type: z.string(),
        receivedAt: timestamp,
        appliedAt: timestamp.nullable(),
        outcome: z.string().nullable(),
        lastError: z.string().nullable(),
      }),
    ),
  }),
  replayWebhookEvent: endpoint({
    ...base,
    method: 'POST',
    path: '/api/admin/webhook-events/:id/replay',
    summary: 'Apply a stored event again',
    params: byId,
    body: z.object({}),
    answer: z.object({ queued: z.boolean() }),
  }),
  listJobs: endpoint({
    ...base,
    method: 'GET',
    path: '/api/admin/jobs',
    summary: 'Latest runs of the timetable and what waits in the queue',
    answer: z.object({
      runs: z.array(
        z.object({
          job: z.string(),
          slot: timestamp,
          status: z.string(),
          startedAt: timestamp,
          finishedAt: timestamp.nullable(),
          error: z.string().nullable(),
        }),
      ),
      queue: z.array(z.object({ name: z.string(), waiting: z.int(), failed: z.int() })),
    }),
  }),
};

const vendor = {
  group: 'webhooks',
  access: 'vendor_webhook',
  body: undefined,
  answer: z.object({ received: z.literal(true) }),
} as const;
export const webhooks = {
  stripe: endpoint({
    ...vendor,
    method: 'POST',
    path: '/api/webhooks/stripe',
    summary: 'Stripe, platform account (signed raw body)',
  }),
  stripeConnect: endpoint({
    ...vendor,
    method: 'POST',
    path: '/api/webhooks/stripe-connect',
    summary: 'Stripe, connected accounts (signed raw body)',
  }),
  easypost: endpoint({
    ...vendor,
    method: 'POST',
    path: '/api/webhooks/easypost',
    summary: 'EasyPost (signed raw body)',
  }),
};

const anyone = { group: 'operations', access: 'anyone' } as const;
export const operations = {
  live: endpoint({
    ...anyone,
    method: 'GET',
    path: '/api/health/live',
    summary: 'The process answers',
    answer: z.object({ status: z.literal('live') }),
  }),
  ready: endpoint({
    ...anyone,
    method: 'GET',
    path: '/api/health/ready',
    summary: 'Database, queue, search and migrations are in order (503 otherwise)',
    answer: z.object({ status: z.enum(['ready', 'not_ready']), checks: z.record(z.string(), z.string()) }),
  }),
};
