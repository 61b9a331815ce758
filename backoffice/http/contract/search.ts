import { z } from 'zod';
import { productCard } from './catalog.ts';
import { channel, endpoint, uuid } from './shared.ts';

const many = z.union([z.string(), z.array(z.string())]).transform(value => (Array.isArray(value) ? value : [value]));

export const search = {
  searchProducts: endpoint({
    method: 'GET',
    path: '/api/search',
    group: 'search',
    access: 'anyone',
    summary: 'Products by words and facets; an attribute facet is attr=Name:Value, repeatable',
    query: z.object({
      q: z.string().trim().max(200).default(''),
      channel: channel.default('b2c'),
      category: z.string().max(80).optional(),
      wholesaler: many.optional(),
      attr: many.optional(),
      inStock: z.stringbool().optional(),
      /** Wholesale only: what the store has bought before. */
      bought: z.stringbool().optional(),
      minPriceCents: z.coerce.number().int().min(0).optional(),
      maxPriceCents: z.coerce.number().int().min(0).optional(),
      sort: z.enum(['relevance', 'newest', 'price_asc', 'price_desc', 'popular']).default('relevance'),
      page: z.coerce.number().int().min(1).max(200).default(1),
      perPage: z.coerce.number().int().min(1).max(100).default(24),
    }),
    answer: z.object({
      items: z.array(productCard),
      total: z.int(),
      page: z.int(),
      perPage: z.int(),
      facets: z.array(
        z.object({
          name: z.string(),
          values: z.array(z.object({ value: z.string(), label: z.string(), count: z.int() })),
        }),
      ),
      correctedText: z.string().nullable(),
      /** semantic: the words found nothing, so these are near in meaning. */
      engine: z.enum(['postgres', 'typesense', 'semantic']),
    }),
  }),
  suggest: endpoint({
    method: 'GET',
    path: '/api/search/suggest',
    group: 'search',
    access: 'anyone',
    summary: 'Up to ten products, wholesalers and categories for what is typed so far',
    query: z.object({ q: z.string().trim().min(1).max(80), channel: channel.default('b2c') }),
    answer: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['product', 'wholesaler', 'category']),
          label: z.string(),
          slug: z.string(),
          imageId: uuid.nullable(),
        }),
      ),
    }),
  }),
};

export const ai = {
  similar: endpoint({
    method: 'GET',
    path: '/api/ai/similar/:product',
    group: 'ai',
    access: 'anyone',
    summary: 'Products near in meaning (product: slug)',
    params: z.object({ product: z.string() }),
    query: z.object({ channel: channel.default('b2c'), limit: z.coerce.number().int().min(1).max(24).default(8) }),
    answer: z.object({ items: z.array(productCard.extend({ reason: z.string() })) }),
  }),
  boughtTogether: endpoint({
    method: 'GET',
    path: '/api/ai/bought-together/:product',
    group: 'ai',
    access: 'anyone',
    summary: 'Products often in the same order (product: slug)',
    params: z.object({ product: z.string() }),
    query: z.object({ channel: channel.default('b2c'), limit: z.coerce.number().int().min(1).max(12).default(4) }),
    answer: z.object({ items: z.array(productCard.extend({ reason: z.string() })) }),
  }),
  recommendations: endpoint({
    method: 'GET',
    path: '/api/ai/recommendations',
    group: 'ai',
    access: 'anyone',
    summary: 'For this visitor, from views, carts and orders; popular products when nothing is known',
    query: z.object({
      channel: channel.default('b2c'),
      place: z.enum(['home', 'cart']).default('home'),
      limit: z.coerce.number().int().min(1).max(24).default(8),
    }),
    answer: z.object({ items: z.array(productCard.extend({ reason: z.string() })) }),
  }),
  recordEvents: endpoint({
    method: 'POST',
    path: '/api/ai/events',
    group: 'ai',
    access: 'anyone',
    status: 202,
    summary: 'What a visitor saw and did; at most 50 a call',
    body: z.object({
      events: z
        .array(
          z.object({
            kind: z.enum(['view', 'search', 'click']),
            channel: channel.default('b2c'),
            productSlug: z.string().max(160).optional(),
            query: z.string().max(200).optional(),
            resultCount: z.int().min(0).optional(),
          }),
        )
        .min(1)
        .max(50),
    }),
    answer: z.object({ accepted: z.int() }),
  }),
};
