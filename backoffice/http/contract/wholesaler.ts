import { z } from 'zod';
import { shipmentView, wholesalerOrderStatus, wholesalerOrderView } from './orders.ts';
import { cents, currency, day, endpoint, ok, pageOf, pageQuery, timestamp, uuid } from './shared.ts';

const byId = z.object({ id: uuid });
const prices = {
  retailPriceCents: cents.positive(),
  compareAtPriceCents: cents.positive().nullish(),
  wholesalePriceCents: cents.positive().nullish(),
  moq: z.int().positive().default(1),
  casePack: z.int().positive().default(1),
  maximumQuantity: z.int().positive().nullish(),
};
export const variantInput = z.object({
  sku: z.string().trim().min(1).max(60),
  barcode: z.string().trim().max(20).nullish(),
  options: z.record(z.string(), z.string()).default({}),
  ...prices,
  weightGrams: z.int().min(0).default(0),
  onHand: z.int().min(0).optional(),
  tiers: z
    .array(z.object({ minQuantity: z.int().positive(), unitPriceCents: cents.positive() }))
    .max(10)
    .optional(),
});
export const productInput = z.object({
  title: z.string().trim().min(2, 'Enter a title').max(160),
  descriptionHtml: z.string().max(50_000).default(''),
  category: z.string().max(80),
  tags: z.array(z.string().max(40)).max(30).default([]),
  attributes: z.record(z.string().max(40), z.array(z.string().max(80))).default({}),
  optionNames: z.array(z.string().max(40)).max(3).default([]),
  variants: z.array(variantInput).min(1, 'Add at least one variant').max(100),
});
const partSummary = z.object({
  id: uuid,
  number: z.string(),
  status: wholesalerOrderStatus,
  channel: z.string(),
  buyer: z.string(),
  placedAt: timestamp.nullable(),
  unitCount: z.int(),
  currency,
  goodsCents: cents,
  totalCents: cents,
  commissionCents: cents,
});
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

export const replacementBody = z.object({
  lines: z
    .array(z.object({ orderLineId: uuid, quantity: z.int().positive() }))
    .min(1, 'Choose at least one item')
    .max(500),
  reason: z.string().trim().min(1, 'Say why: the buyer reads it').max(500),
});
/** number: of the new order. */
export const placedReplacement = z.object({ number: z.string(), status: z.string() });

const base = { group: 'wholesaler', access: 'wholesaler' } as const;
export const wholesaler = {
  listOwnProducts: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/products',
    summary: 'My products in any status',
    query: pageQuery,
    answer: pageOf(
      z.object({
        id: uuid,
        handle: z.string(),
        slug: z.string(),
        title: z.string(),
        status: z.string(),
        statusReason: z.string().nullable(),
      }),
    ),
  }),
  createProduct: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/products',
    status: 201,
    summary: 'A new product as draft',
    body: productInput,
    answer: z.object({ id: uuid, slug: z.string(), status: z.string() }),
  }),
  submitProduct: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/products/:id/submission',
    summary: 'Hand a draft in for review',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string() }),
  }),
  archiveProduct: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/products/:id/archive',
    summary: 'Take a product off the market',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string() }),
  }),
  changeVariant: endpoint({
    ...base,
    method: 'PATCH',
    path: '/api/wholesaler/variants/:id',
    summary: 'Change prices and quantity rules of a variant',
    params: byId,
    // Without the defaults of a new variant: what is not named stays as it is.
    body: z.object({ ...prices, moq: z.int().positive(), casePack: z.int().positive() }).partial(),
    answer: ok,
  }),
  setTiers: endpoint({
    ...base,
    method: 'PUT',
    path: '/api/wholesaler/variants/:id/tiers',
    summary: 'Replace the quantity tiers of a variant',
    params: byId,
    body: z.object({
      tiers: z.array(z.object({ minQuantity: z.int().positive(), unitPriceCents: cents.positive() })).max(10),
    }),
    answer: ok,
  }),
  setStock: endpoint({
    ...base,
    method: 'PUT',
    path: '/api/wholesaler/variants/:id/stock',
    summary: 'Set what is on hand; leaves a movement',
    params: byId,
    body: z.object({ onHand: z.int().min(0), note: z.string().max(200).optional() }),
    answer: z.object({ onHand: z.int(), reserved: z.int() }),
  }),
  importProducts: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/imports',
    status: 201,
    summary: 'Shopify product CSV: dry run unless commit is true; an answer per row',
    body: z.object({
      fileName: z.string().max(200),
      csv: z.string().max(15_000_000),
      commit: z.boolean().default(false),
    }),
    answer: z.object({
      id: uuid,
      isDryRun: z.boolean(),
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      failed: z.int(),
      rows: z.array(
        z.object({
          row: z.int(),
          handle: z.string(),
          outcome: z.enum(['created', 'updated', 'unchanged', 'failed']),
          messages: z.array(z.string()),
        }),
      ),
    }),
  }),
  listOwnOrders: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/orders',
    summary: 'My parts of orders, newest first',
    query: pageQuery.extend({ status: wholesalerOrderStatus.optional() }),
    answer: pageOf(partSummary),
  }),
  readOwnOrder: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/orders/:id',
    summary: 'One of my parts',
    params: byId,
    answer: wholesalerOrderView.extend({
      buyer: z.string(),
      commissionCents: cents,
      /** The order whose goods this one sends again, free of charge. */
      replaces: z.object({ number: z.string(), reason: z.string() }).nullable(),
      /** What it brings and from which day it may be paid out; an estimate until it is delivered. */
      expectedPayout: z
        .object({
          netCents: cents,
          reserveCents: cents,
          day: day.nullable(),
          certainty: z.enum(['estimate', 'fixed', 'paid', 'none']),
          payoutNumber: z.string().nullable(),
          note: z.string().nullable(),
        })
        .nullable(),
    }),
  }),
  acceptOrder: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/acceptance',
    summary: 'Accept',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string() }),
  }),
  packOrder: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/packing',
    summary: 'Mark as packed',
    params: byId,
    body: z.object({}),
    answer: z.object({ status: z.string() }),
  }),
  rejectOrder: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/cancellation',
    needsIdempotencyKey: true,
    summary: 'Cancel before shipping; the buyer is refunded',
    params: byId,
    body: z.object({ reason: z.string().trim().min(1, 'Say why').max(500) }),
    answer: z.object({ status: z.string() }),
  }),
  readRates: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/rates',
    summary: 'Carrier rates for a parcel with these lines (all open lines when empty)',
    params: byId,
    body: z.object({
      lines: z.array(z.object({ orderLineId: uuid, quantity: z.int().positive() })).default([]),
      weightGrams: z.int().positive().optional(),
    }),
    answer: z.object({
      shipmentId: z.string(),
      rates: z.array(
        z.object({
          id: z.string(),
          carrier: z.string(),
          service: z.string(),
          rateCents: cents,
          currency,
          deliveryDays: z.int().nullable(),
        }),
      ),
    }),
  }),
  buyLabel: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/labels',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Buy a label: the parcel is on its way, its stock leaves',
    params: byId,
    body: z.object({
      shipmentId: z.string(),
      rateId: z.string(),
      lines: z.array(z.object({ orderLineId: uuid, quantity: z.int().positive() })).default([]),
      weightGrams: z.int().positive().optional(),
    }),
    answer: shipmentView,
  }),
  packingSlip: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/orders/:id/packing-slip',
    summary: 'Packing slip as PDF',
    params: byId,
  }),
  replaceOrder: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/orders/:id/replacements',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Send lines of what was shipped again: an order of nothing to pay, its stock reserved at once',
    params: byId,
    body: replacementBody,
    answer: placedReplacement,
  }),
  replaceReturn: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/returns/:number/replacement',
    status: 201,
    needsIdempotencyKey: true,
    summary: 'Answer an approved return with its items once more instead of their refund',
    params: z.object({ number: z.string() }),
    body: replacementBody.pick({ reason: true }),
    answer: placedReplacement,
  }),
  decideReturn: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/returns/:number/decision',
    needsIdempotencyKey: true,
    summary: 'Approve, reject, or receive (restock or not) and refund',
    params: z.object({ number: z.string() }),
    body: z.object({
      decision: z.enum(['approve', 'reject', 'receive']),
      reason: z.string().max(500).optional(),
      restock: z.boolean().default(true),
    }),
    answer: z.object({ status: z.string() }),
  }),
  readBalance: endpoint({
    ...base,
    method: 'GET',
    path: '/api/wholesaler/balance',
    summary: 'Pending, available and reserve',
    answer: z.object({ currency, pendingCents: cents, availableCents: cents, reserveCents: cents }),
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
