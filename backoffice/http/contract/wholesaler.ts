import { z } from 'zod';
import { shipmentView, wholesalerOrderStatus, wholesalerOrderView } from './orders.ts';
import { cents, currency, day, endpoint, pageOf, pageQuery, timestamp, uuid } from './shared.ts';

const byId = z.object({ id: uuid });
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
      /** Who bears what promotions took off, without tax; the buyer is never told. Null: none did. */
      promotionsBorne: z.object({ wholesalerCents: cents, platformCents: cents }).nullable(),
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
  voidLabel: endpoint({
    ...base,
    method: 'POST',
    path: '/api/wholesaler/shipments/:id/void',
    summary:
      'Give an unused label back: its units are open again, its price is yours again. 409 once the carrier has the parcel',
    params: byId,
    answer: shipmentView,
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
};
