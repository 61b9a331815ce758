import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import { seenBy } from './channel.ts';
import { searchStatement } from './postgres-query.ts';
import type {
  FoundDocument,
  SearchDocument,
  SearchEngine,
  SearchHit,
  SearchQuery,
  SearchResult,
  Suggestion,
} from './search.ts';

/** Full text, trigrams and facets in Postgres: the embedded default, and the fallback when another engine is down. */
export function postgresSearch(db: Db): SearchEngine {
  return {
    name: 'postgres',
    upsert: documents => upsert(db, documents),
    remove: async productIds => {
      await db.raw('delete from search_documents where product_id = any(?::uuid[])', [productIds]);
    },
    // Postgres takes no zero byte in a text, whoever typed it.
    search: query => search(db, { ...query, text: query.text.replaceAll('\0', ' ') }),
    suggest: query => suggest(db, query),
    count: async () => (await db.raw('select count(*)::int as count from search_documents')).rows[0].count,
  };
}

async function upsert(db: Db, documents: SearchDocument[]): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map(document => ({ ...document, facets: facetPairs(document), hash: hashOf(document) }));
  await db.raw(
    `with given as (
       select * from jsonb_array_elements(?::jsonb) d (document), jsonb_to_record(document) as r (
         "productId" uuid, slug text, title text, description text, "wholesalerId" uuid, "wholesalerSlug" text, "wholesalerName" text,
         "categorySlugs" text[], "categoryName" text, tags text[], skus text[], facets text[], "retailFromCents" bigint,
         "wholesaleFromCents" bigint, "inStock" boolean, popularity double precision, "publishedAt" timestamptz, hash text)
     ), vocabulary as (
       insert into search_words (word, product_count)
       select word, count(*) from given, unnest(tsvector_to_array(to_tsvector('simple', plain_text(title || ' ' || "wholesalerName" || ' ' || "categoryName")))) word
       where length(word) between 3 and 40 and word !~ '[0-9]' group by word
       on conflict (word) do nothing
     ), unlisted as (
       delete from category_listings l using given where l.product_id = "productId" and l.category_slug <> all("categorySlugs")
     ), listed as (
       insert into category_listings (category_slug, product_id, published_at, popularity, retail_from_cents, wholesale_from_cents)
       select distinct category_slug, "productId", "publishedAt", popularity, "retailFromCents", "wholesaleFromCents" from given, unnest("categorySlugs") category_slug
       on conflict (product_id, category_slug) do update set published_at = excluded.published_at, popularity = excluded.popularity,
         retail_from_cents = excluded.retail_from_cents, wholesale_from_cents = excluded.wholesale_from_cents
     )
     insert into search_documents (product_id, wholesaler_id, slug, title, wholesaler_slug, wholesaler_name, category_slugs, facets, retail_from_cents,
       wholesale_from_cents, in_stock, popularity, published_at, words, title_plain, skus, document, content_hash)
     select "productId", "wholesalerId", slug, title, "wholesalerSlug", "wholesalerName", "categorySlugs", facets, "retailFromCents",
       "wholesaleFromCents", "inStock", popularity, "publishedAt",
       setweight(to_tsvector('english', plain_text(title)), 'A') || setweight(to_tsvector('simple', plain_text(array_to_string(skus, ' '))), 'A') ||
       setweight(to_tsvector('english', plain_text("wholesalerName" || ' ' || "categoryName" || ' ' || array_to_string(tags, ' '))), 'B') ||
       setweight(to_tsvector('english', plain_text(array_to_string(facets, ' '))), 'C') ||
       setweight(to_tsvector('english', plain_text(description)), 'D'),
       plain_text(title), array(select lower(sku) from unnest(skus) sku), (document - 'facets' - 'hash' - 'description')::json, hash
     from given
     on conflict (product_id) do update set slug = excluded.slug, title = excluded.title, wholesaler_slug = excluded.wholesaler_slug, wholesaler_name = excluded.wholesaler_name,
       category_slugs = excluded.category_slugs, facets = excluded.facets, retail_from_cents = excluded.retail_from_cents,
       wholesale_from_cents = excluded.wholesale_from_cents, in_stock = excluded.in_stock, popularity = excluded.popularity,
       published_at = excluded.published_at, words = excluded.words, title_plain = excluded.title_plain, skus = excluded.skus,
       document = excluded.document, content_hash = excluded.content_hash, updated_at = now()`,
    [JSON.stringify(rows)],
  );
}

const facetPairs = (document: SearchDocument) =>
  Object.entries(document.attributes).flatMap(([name, values]) => values.map(value => `${name}=${value}`));

const hashOf = (document: SearchDocument) => createHash('sha256').update(JSON.stringify(document)).digest('hex');

async function search(db: Db, query: SearchQuery): Promise<SearchResult> {
  const found = await run(db, query);
  if (found.total > 0 || query.text === '') return { ...found, correctedText: null };
  const correctedText = await correct(db, query.text);
  if (!correctedText) return { ...found, correctedText: null };
  return { ...(await run(db, { ...query, text: correctedText })), correctedText };
}

async function run(db: Db, query: SearchQuery): Promise<Omit<SearchResult, 'correctedText'>> {
  const { sql, bindings } = searchStatement(query);
  const { documents, total, facets } = (await db.raw(sql, bindings)).rows[0] as {
    documents: FoundDocument[];
    total: number;
    facets: { name: string; value: string; label: string; count: number }[];
  };
  const byName = Map.groupBy(facets, facet => facet.name);
  return {
    hits: documents.map(
      (document): SearchHit => ({ productId: document.productId, document: seenBy(query.channel, document) }),
    ),
    total,
    facets: [...byName].map(([name, values]) => ({ name, values: values.map(({ name: _, ...value }) => value) })),
  };
}

/** Each word that starts nothing in the catalogue becomes its nearest neighbour there; null when nothing is near. */
async function correct(db: Db, text: string): Promise<string | null> {
  const { rows } = await db.raw(
    `select coalesce(string_agg(coalesce(known.word, near.word, given.word), ' ' order by given.position), '') as corrected,
            bool_or(known.word is null and near.word is not null) as is_changed
     from unnest(string_to_array(plain_text(?), ' ')) with ordinality given (word, position)
     left join lateral (select given.word from search_words where word like given.word || '%' limit 1) known on true
     left join lateral (
       select word from search_words where known.word is null and word % given.word
       order by similarity(word, given.word) desc, product_count desc limit 1
     ) near on true
     where length(given.word) >= 3`,
    [text.replace(/[%_\\]/g, ' ')],
  );
  return rows[0].is_changed ? rows[0].corrected : null;
}

async function suggest(
  db: Db,
  { text, channel, limit }: Parameters<SearchEngine['suggest']>[0],
): Promise<Suggestion[]> {
  const others = Math.min(2, limit);
  const { rows } = await db.raw(
    `with typed as (select plain_text(:text) as typed_words, replace(replace(plain_text(:text), '%', ''), '_', '') as pattern)
     (select 'category' as kind, name as label, slug, null as "imageId", 0 as rank from categories, typed
       where plain_text(name) like '%' || pattern || '%'
         and exists (select from category_listings l where l.category_slug = categories.slug) order by position limit :others)
     union all
     (select 'wholesaler', name, slug, null, 1 from wholesalers, typed
       where status = 'approved' and plain_text(name) like '%' || pattern || '%' order by name limit :others)
     union all
     (select 'product', title, slug, document->>'imageId', 2 from search_documents, typed
       where (title_plain like '%' || pattern || '%' or title_plain %> typed_words) and (:channel = 'b2c' or wholesale_from_cents is not null)
       order by (title_plain like pattern || '%') desc, word_similarity(typed_words, title_plain) desc, popularity desc limit :limit)
     order by rank`,
    { text, channel, limit, others },
  );
  return rows.slice(0, limit).map(({ rank: _, ...suggestion }: Suggestion & { rank: number }) => suggestion);
}
