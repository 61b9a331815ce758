/** Finds products. Retail and wholesale see their own prices: a b2c query never reads, filters by or returns a wholesale price. */
export interface SearchEngine {
  readonly name: 'postgres' | 'typesense';
  /** Inserts or replaces; throws ProviderFailure naming the first document that was not taken. */
  upsert(documents: SearchDocument[]): Promise<void>;
  remove(productIds: string[]): Promise<void>;
  search(query: SearchQuery): Promise<SearchResult>;
  suggest(query: { text: string; channel: Channel; limit: number }): Promise<Suggestion[]>;
  count(): Promise<number>;
}

export type Channel = 'b2c' | 'b2b';

/** One published product as it is searched. Facet attributes: {"Material": ["Linen"], "Colour": ["Sand", "Sage"]}. */
export interface SearchDocument {
  productId: string;
  slug: string;
  title: string;
  description: string;
  wholesalerId: string;
  wholesalerSlug: string;
  wholesalerName: string;
  /** The category and all above it, root first. */
  categorySlugs: string[];
  categoryName: string;
  tags: string[];
  skus: string[];
  attributes: Record<string, string[]>;
  imageId: string | null;
  currency: string;
  retailFromCents: number;
  compareAtCents: number | null;
  /** Lowest wholesale unit price at any quantity; null: not sold in bulk. */
  wholesaleFromCents: number | null;
  inStock: boolean;
  ratingAverage: number | null;
  ratingCount: number;
  popularity: number;
  publishedAt: string;
}

export type SearchSort = 'relevance' | 'newest' | 'price_asc' | 'price_desc' | 'popular';

export interface SearchQuery {
  text: string;
  channel: Channel;
  category?: string;
  wholesalers?: string[];
  attributes?: Record<string, string[]>;
  inStockOnly?: boolean;
  /** Only these: what a store has bought, for one. A thousand at most. */
  productIds?: string[];
  minPriceCents?: number;
  maxPriceCents?: number;
  sort: SearchSort;
  /** From 1. */
  page: number;
  perPage: number;
}

/** A document without the text that is only searched. */
export type FoundDocument = Omit<SearchDocument, 'description'>;
export interface SearchHit {
  productId: string;
  document: FoundDocument;
}

export interface Facet {
  /** 'category', 'wholesaler' or an attribute's name. */
  name: string;
  values: { value: string; label: string; count: number }[];
}

export interface SearchResult {
  hits: SearchHit[];
  total: number;
  facets: Facet[];
  /** When the words found nothing and the engine corrected them. */
  correctedText: string | null;
}

export interface Suggestion {
  kind: 'product' | 'wholesaler' | 'category';
  label: string;
  slug: string;
  imageId: string | null;
}
