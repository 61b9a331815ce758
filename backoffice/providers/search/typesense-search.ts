import { Client, Errors } from 'typesense';
import { ProviderFailure } from '../failure.ts';
import { httpFailure } from '../http-failure.ts';
import type { Facet, SearchDocument, SearchEngine, SearchQuery, SearchResult } from './search.ts';
import { type Answer, hitsRequest, readFacets, recountRequests } from './typesense-query.ts';
import { collectionSchema, fromTypesense, toTypesense } from './typesense-schema.ts';
import { readSuggestions, suggestionRequests } from './typesense-suggest.ts';

export interface TypesenseSettings {
  url: string;
  apiKey: string;
  /** Of every call but an import, which may take five minutes. */
  timeoutMs: number;
}

export interface TypesenseSearch extends SearchEngine {
  /** Fills a new collection beside the old one and then changes over, so that a search never sees it half full. */
  rebuild(documents: AsyncIterable<SearchDocument[]>): Promise<void>;
}

/** What is searched. It points to products_<time>; while a rebuild fills the next collection, NEXT points to that one. */
const ALIAS = 'products';
const NEXT = 'products_next';
const IMPORT_TIMEOUT_MS = 300_000;

export function createTypesenseSearch({ url, apiKey, timeoutMs }: TypesenseSettings): TypesenseSearch {
  const client = new Client({
    nodes: [{ url }],
    apiKey,
    connectionTimeoutSeconds: timeoutMs / 1000,
    numRetries: 2,
    retryIntervalSeconds: 0.2,
    logLevel: 'silent',
  });
  const ready = once(() => ensureAlias(client));

  return {
    name: 'typesense',

    async upsert(documents) {
      if (documents.length === 0) return;
      await ready();
      for (const target of await writtenTo(client)) await importAll(client, target, documents, 'upsert');
    },

    async remove(productIds) {
      if (productIds.length === 0) return;
      await ready();
      const filter_by = `id:=[${productIds.map(id => `\`${id}\``).join(',')}]`;
      for (const target of await writtenTo(client)) {
        await asked(client.collections(target).documents().delete({ filter_by }));
      }
    },

    async search(query) {
      await ready();
      return await search(client, query);
    },

    async suggest(query) {
      await ready();
      return readSuggestions(await searchAll(client, suggestionRequests(query)), query.limit);
    },

    async count() {
      await ready();
      return (await asked(client.collections(ALIAS).retrieve())).num_documents;
    },

    async rebuild(batches) {
      await ready();
      await rebuild(client, batches);
    },
  };
}

async function search(client: Client, query: SearchQuery): Promise<SearchResult> {
  const recounts = recountRequests(query);
  const [main, ...others] = await searchAll(client, [hitsRequest(query), ...recounts.map(one => one.request)]);
  const facets = new Map(readFacets(main!.facet_counts).map(facet => [facet.name, facet]));
  recounts.forEach(({ facet: name }, index) => {
    const recounted = readFacets(others[index]!.facet_counts).find((facet: Facet) => facet.name === name);
    if (recounted) facets.set(name, recounted);
  });
  const hits = (main!.hits ?? []).map(hit => {
    const document = fromTypesense(hit.document);
    return { productId: document.productId, document };
  });
  // Typesense mends slips of the finger within the search and does not say what it made of them.
  return { hits, total: main!.found, facets: [...facets.values()], correctedText: null };
}

/** One round trip. It is answered 200 also when single searches in it failed, each of which says so for itself. */
async function searchAll(client: Client, searches: object[]): Promise<Answer[]> {
  const request = { searches: searches.map(one => ({ collection: ALIAS, ...one })) };
  const { results } = (await asked(client.multiSearch.perform(request as never))) as unknown as {
    results: (Answer & { error?: string; code?: number })[];
  };
  for (const { error, code } of results) {
    if (error) throw httpFailure('typesense', { status: code, message: error }, results);
  }
  return results;
}

async function writtenTo(client: Client): Promise<string[]> {
  return (await aliasExists(client, NEXT)) ? [ALIAS, NEXT] : [ALIAS];
}

/** An import is answered 200 whatever became of it; each line tells of one document. */
async function importAll(client: Client, target: string, documents: SearchDocument[], action: 'upsert' | 'create') {
  const lines = documents.map(document => JSON.stringify(toTypesense(document))).join('\n');
  // The client has no time-out of its own for imports, and as text it leaves their answers to us.
  const importing = client.collections(target).documents().import(lines, { action });
  const answers = (await asked(within(IMPORT_TIMEOUT_MS, importing))).split('\n');
  documents.forEach(({ productId }, index) => {
    const result: { success: boolean; error?: string; code?: number } = JSON.parse(
      answers[index] || '{"success":false}',
    );
    // Created meanwhile by a newer write: that one stays.
    if (result.success || (action === 'create' && result.code === 409)) return;
    const message = `Product ${productId} was not taken: ${result.error ?? 'there is no answer for it'}`;
    throw httpFailure('typesense', { status: result.code ?? 400, code: 'document_not_taken', message }, result);
  });
}

async function ensureAlias(client: Client): Promise<void> {
  if (await aliasExists(client, ALIAS)) return;
  // Two processes may both get here; the last alias stands, and what the other made stays empty.
  const { name } = await asked(client.collections().create(collectionSchema(newName())));
  await asked(client.aliases().upsert(ALIAS, { collection_name: name }));
}

// A product removed while the batch that carries it is on its way comes back with the rebuild; the next sync removes it.
async function rebuild(client: Client, batches: AsyncIterable<SearchDocument[]>): Promise<void> {
  const { name } = await asked(client.collections().create(collectionSchema(newName())));
  await asked(client.aliases().upsert(NEXT, { collection_name: name }));
  for await (const batch of batches) if (batch.length > 0) await importAll(client, name, batch, 'create');
  const { collection_name: old } = await asked(client.aliases(ALIAS).retrieve());
  await asked(client.aliases().upsert(ALIAS, { collection_name: name }));
  await asked(client.aliases(NEXT).delete());
  await asked(client.collections(old).delete());
}

const newName = () => `products_${Date.now()}`;

async function aliasExists(client: Client, name: string): Promise<boolean> {
  try {
    await client.aliases(name).retrieve();
    return true;
  } catch (error) {
    if (error instanceof Errors.ObjectNotFound) return false;
    throw failure(error);
  }
}

async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw failure(error);
  }
}

function failure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  const { httpStatus, code, message } = error as { httpStatus?: number; code?: string; message: string };
  return httpFailure('typesense', { status: httpStatus, code, message }, error);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new ProviderFailure('typesense', 'unknown', 'timeout', 'The import took too long'));
  }, milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Once for good; after a failure the next caller tries again. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work().catch(error => {
      done = undefined;
      throw error;
    });
    return done;
  };
}
