import type { Db } from '#db/connection.ts';
import type { ProductDocument } from './search-documents.ts';

/** As the read model keeps it. */
type FoundDocument = Omit<ProductDocument, 'description'>;
export type Channel = 'b2c' | 'b2b';
export type CardSort = 'newest' | 'price_asc' | 'price_desc' | 'popular';

/** What a listing shows of a product. A b2c card holds nothing of the wholesale price. */
export interface Card {
  id: string;
  slug: string;
  title: string;
  imageId: string | null;
  imageAlt: string;
  wholesaler: { slug: string; name: string };
  currency: string;
  priceFromCents: number;
  hasSeveralPrices: boolean;
  compareAtCents: number | null;
  retailFromCents: number | null;
  inStock: boolean;
  ratingAverage: number | null;
  ratingCount: number;
}

export function toCard(document: FoundDocument, channel: Channel): Card {
  const isB2b = channel === 'b2b' && document.wholesaleFromCents !== null;
  return {
    id: document.productId,
    slug: document.slug,
    title: document.title,
    imageId: document.imageId,
    imageAlt: document.title,
    wholesaler: { slug: document.wholesalerSlug, name: document.wholesalerName },
    currency: document.currency,
    priceFromCents: isB2b ? document.wholesaleFromCents! : document.retailFromCents,
    hasSeveralPrices: document.skus.length > 1 || isB2b,
    compareAtCents: isB2b ? null : document.compareAtCents,
    retailFromCents: isB2b ? document.retailFromCents : null,
    inStock: document.inStock,
    ratingAverage: document.ratingAverage,
    ratingCount: document.ratingCount,
  };
}

export interface CardPageQuery {
  channel: Channel;
  category?: string | undefined;
  wholesaler?: string | undefined;
  sort: CardSort;
  /** Where the last page ended: [value of the sort column, product id]. */
  after: [string | number, string] | null;
  limit: number;
}

const columns = {
  newest: { name: 'published_at', cast: 'timestamptz', direction: 'desc' },
  popular: { name: 'popularity', cast: 'double precision', direction: 'desc' },
  price_asc: { name: 'retail_from_cents', cast: 'bigint', direction: 'asc' },
  price_desc: { name: 'retail_from_cents', cast: 'bigint', direction: 'desc' },
} as const;

/** One page by keyset over the read model that also serves search: one statement, a walk along one index. */
export async function listCards(
  db: Db,
  query: CardPageQuery,
): Promise<{ items: Card[]; after: [string | number, string] | null }> {
  const sort = columns[query.sort];
  const column = query.channel === 'b2b' && query.sort.startsWith('price') ? 'wholesale_from_cents' : sort.name;
  const beyond = sort.direction === 'desc' ? '<' : '>';
  const order = `${column} ${sort.direction}, product_id ${sort.direction}`;
  const conditions = [
    query.channel === 'b2b' ? 'wholesale_from_cents is not null' : 'true',
    query.category ? 'category_slug = :category' : 'true',
    query.wholesaler ? 'wholesaler_slug = :wholesaler' : 'true',
    query.after
      ? `(${column}, product_id) ${beyond} (cast(:afterValue as ${sort.cast}), cast(:afterId as uuid))`
      : 'true',
  ];
  const shelf = query.category
    ? `category_listings${query.wholesaler ? ' join (select product_id, wholesaler_slug from search_documents) d using (product_id)' : ''}`
    : 'search_documents';
  const { rows } = await db.raw(
    `with page as (select product_id, ${column} from ${shelf} where ${conditions.join(' and ')} order by ${order} limit :take)
     select document, page.${column}::text as sort_value from page join search_documents using (product_id)
     order by page.${column} ${sort.direction}, product_id ${sort.direction}`,
    {
      category: query.category ?? null,
      wholesaler: query.wholesaler ?? null,
      afterValue: query.after?.[0] ?? null,
      afterId: query.after?.[1] ?? null,
      take: query.limit + 1,
    },
  );
  const page: { document: FoundDocument; sort_value: string }[] = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    items: page.map(row => toCard(row.document, query.channel)),
    after: last ? [last.sort_value, last.document.productId] : null,
  };
}

/** Cards in the order of the ids; those no longer for sale are left out. */
export async function readCards(db: Db, productIds: string[], channel: Channel): Promise<Card[]> {
  const { rows } = await db.raw(
    `select document from unnest(cast(:productIds as uuid[])) with ordinality wanted (id, place)
     join search_documents on product_id = id where :channel = 'b2c' or wholesale_from_cents is not null order by place`,
    { productIds, channel },
  );
  return rows.map((row: { document: FoundDocument }) => toCard(row.document, channel));
}
