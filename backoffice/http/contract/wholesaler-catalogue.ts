import { z } from 'zod';
import { cents, endpoint, ok, pageOf, pageQuery, uuid } from './shared.ts';

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

const base = { group: 'wholesaler', access: 'wholesaler' } as const;
export const wholesalerCatalogue = {
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
};
