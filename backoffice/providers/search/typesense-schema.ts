import type { FoundDocument, SearchDocument } from './search.ts';

/** As it lies in Typesense: what is searched, filtered, counted and sorted by, and beside it the document to be shown. */
export interface TypesenseProduct {
  id: string;
  title: string;
  description: string;
  tags: string[];
  skus: string[];
  wholesaler_name: string;
  /** "slug|name": a counted value brings its label along. */
  wholesaler: string;
  wholesaler_slug: string;
  category_name: string;
  category_slugs: string[];
  /** "slug|name" of the innermost one. */
  category: string;
  /** "Material|Linen" */
  attributes: string[];
  retail_from_cents: number;
  /** Absent: not sold in bulk. */
  wholesale_from_cents?: number;
  in_stock: boolean;
  popularity: number;
  published_at: number;
  /** The document as retail sees it, as JSON. The wholesale price is only in its own field, which retail never asks for. */
  shown: string;
}

export const collectionSchema = (name: string) => ({
  name,
  // "Material|Linen" is found by either word.
  token_separators: ['|'],
  default_sorting_field: 'popularity',
  fields: [
    { name: 'title', type: 'string' as const },
    { name: 'description', type: 'string' as const },
    { name: 'tags', type: 'string[]' as const },
    { name: 'skus', type: 'string[]' as const, infix: true },
    { name: 'wholesaler_name', type: 'string' as const },
    { name: 'wholesaler', type: 'string' as const, facet: true },
    { name: 'wholesaler_slug', type: 'string' as const, facet: true },
    { name: 'category_name', type: 'string' as const },
    { name: 'category_slugs', type: 'string[]' as const, facet: true },
    { name: 'category', type: 'string' as const, facet: true },
    { name: 'attributes', type: 'string[]' as const, facet: true },
    { name: 'retail_from_cents', type: 'int64' as const },
    { name: 'wholesale_from_cents', type: 'int64' as const, optional: true },
    { name: 'in_stock', type: 'bool' as const },
    { name: 'popularity', type: 'float' as const },
    { name: 'published_at', type: 'int64' as const },
    { name: 'shown', type: 'string' as const, index: false, optional: true },
  ],
});

export function toTypesense(document: SearchDocument): TypesenseProduct {
  const { wholesaleFromCents, description, ...shown } = document;
  return {
    id: document.productId,
    title: document.title,
    description,
    tags: document.tags,
    skus: document.skus,
    wholesaler_name: document.wholesalerName,
    wholesaler: pair(document.wholesalerSlug, document.wholesalerName),
    wholesaler_slug: document.wholesalerSlug,
    category_name: document.categoryName,
    category_slugs: document.categorySlugs,
    category: pair(document.categorySlugs.at(-1) ?? '', document.categoryName),
    attributes: Object.entries(document.attributes).flatMap(([name, values]) => values.map(value => pair(name, value))),
    retail_from_cents: document.retailFromCents,
    ...(wholesaleFromCents !== null && { wholesale_from_cents: wholesaleFromCents }),
    in_stock: document.inStock,
    popularity: document.popularity,
    published_at: Math.floor(Date.parse(document.publishedAt) / 1000),
    shown: JSON.stringify(shown),
  };
}

export function fromTypesense(stored: Pick<TypesenseProduct, 'shown' | 'wholesale_from_cents'>): FoundDocument {
  return { ...JSON.parse(stored.shown), wholesaleFromCents: stored.wholesale_from_cents ?? null };
}

/** The bar divides; a grave accent would end a quoted filter value, and Typesense knows no way to write one inside. */
export const pair = (name: string, value: string) => `${name.replaceAll('|', '/')}|${value}`.replaceAll('`', '´');

export function split(pair: string): [name: string, value: string] {
  const bar = pair.indexOf('|');
  return [pair.slice(0, bar), pair.slice(bar + 1)];
}
