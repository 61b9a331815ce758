import { z } from 'zod';
import { cents, channel, currency, endpoint, pageOf, pageQuery, uuid } from './shared.ts';

export const productCard = z.object({
  id: uuid,
  slug: z.string(),
  title: z.string(),
  imageId: uuid.nullable(),
  imageAlt: z.string(),
  wholesaler: z.object({ slug: z.string(), name: z.string() }),
  currency,
  /** Lowest price the reader may see for the channel asked; tax included for b2c, without tax for b2b. */
  priceFromCents: cents,
  hasSeveralPrices: z.boolean(),
  compareAtCents: cents.nullable(),
  /** b2b only. */
  retailFromCents: cents.nullable(),
  inStock: z.boolean(),
  ratingAverage: z.number().nullable(),
  ratingCount: z.int(),
});
export type ProductCard = z.infer<typeof productCard>;

export const ladderStep = z.object({
  minQuantity: z.int(),
  unitPriceCents: cents,
  /** Against the first step, in whole percent. */
  savingPercent: z.int(),
  /** On the product page: the list this price is from, and the share of the retail price (without tax) a store keeps at it. */
  from: z.string().optional(),
  marginPercent: z.int().optional(),
});

export const variantDetail = z.object({
  id: uuid,
  sku: z.string(),
  title: z.string(),
  options: z.record(z.string(), z.string()),
  imageId: uuid.nullable(),
  currency,
  /** Retail price, tax included. */
  retailPriceCents: cents,
  compareAtCents: cents.nullable(),
  /** The whole ladder exactly as it will be charged, for an approved store; null for everyone else or when not sold in bulk. */
  ladder: z.array(ladderStep).nullable(),
  /** Share of the retail price (without tax) a store keeps at the first step, whole percent. */
  marginPercent: z.int().nullable(),
  rules: z.object({ moq: z.int(), casePack: z.int(), maximumQuantity: z.int().nullable() }).nullable(),
  stock: z.object({
    state: z.enum(['in_stock', 'low', 'out']),
    /** Shown when low, and always to approved stores. */
    availableQuantity: z.int().nullable(),
  }),
  weightGrams: z.int(),
});
export type VariantDetail = z.infer<typeof variantDetail>;

export const wholesalerCard = z.object({
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  country: z.string(),
  logoUrl: z.string().nullable(),
  productCount: z.int(),
});

export const productDetail = z.object({
  id: uuid,
  slug: z.string(),
  title: z.string(),
  descriptionHtml: z.string(),
  category: z.object({ slug: z.string(), name: z.string() }),
  /** Root first. */
  breadcrumbs: z.array(z.object({ slug: z.string(), name: z.string() })),
  tags: z.array(z.string()),
  attributes: z.record(z.string(), z.array(z.string())),
  optionNames: z.array(z.string()),
  optionValues: z.record(z.string(), z.array(z.string())),
  images: z.array(z.object({ id: uuid, alt: z.string(), variantId: uuid.nullable() })),
  variants: z.array(variantDetail),
  wholesaler: wholesalerCard.extend({
    leadTimeDays: z.int(),
    /** For approved stores; null otherwise. The one that applies to the reader's next order. */
    minimumOrderCents: cents.nullable(),
    shipping: z.string(),
  }),
  deliveryEstimate: z.object({ earliest: z.iso.date(), latest: z.iso.date() }),
  rating: z.object({ average: z.number().nullable(), count: z.int(), byStars: z.array(z.int()).length(5) }),
  reviews: z.array(
    z.object({
      id: uuid,
      author: z.string(),
      rating: z.int(),
      title: z.string(),
      body: z.string(),
      createdAt: z.string(),
    }),
  ),
});
export type ProductDetail = z.infer<typeof productDetail>;

export const category = z.object({
  slug: z.string(),
  name: z.string(),
  blurb: z.string(),
  parentSlug: z.string().nullable(),
  imageUrl: z.string().nullable(),
  productCount: z.int(),
});
export type Category = z.infer<typeof category>;

export const catalog = {
  listProducts: endpoint({
    method: 'GET',
    path: '/api/catalog/products',
    group: 'catalog',
    access: 'anyone',
    summary: 'Published products, newest first or by price, a page at a time',
    query: pageQuery.extend({
      channel: channel.default('b2c'),
      category: z.string().max(80).optional(),
      wholesaler: z.string().max(80).optional(),
      sort: z.enum(['newest', 'price_asc', 'price_desc', 'popular']).default('newest'),
    }),
    answer: pageOf(productCard),
  }),
  readProduct: endpoint({
    method: 'GET',
    path: '/api/catalog/products/:slug',
    group: 'catalog',
    access: 'anyone',
    summary: 'One product with variants, ladder, rules and stock state',
    params: z.object({ slug: z.string().max(160) }),
    query: z.object({ channel: channel.default('b2c') }),
    answer: productDetail,
  }),
  listCategories: endpoint({
    method: 'GET',
    path: '/api/catalog/categories',
    group: 'catalog',
    access: 'anyone',
    summary: 'The category tree as a flat list, parents before children',
    answer: z.object({ items: z.array(category) }),
  }),
  listWholesalers: endpoint({
    method: 'GET',
    path: '/api/catalog/wholesalers',
    group: 'catalog',
    access: 'anyone',
    summary: 'Approved wholesalers by name',
    answer: z.object({ items: z.array(wholesalerCard) }),
  }),
  readWholesaler: endpoint({
    method: 'GET',
    path: '/api/catalog/wholesalers/:slug',
    group: 'catalog',
    access: 'anyone',
    summary: 'One wholesaler and its story',
    params: z.object({ slug: z.string().max(80) }),
    answer: wholesalerCard.extend({
      story: z.string(),
      leadTimeDays: z.int(),
      shipping: z.string(),
      minimumOrderCents: cents.nullable(),
    }),
  }),
};
