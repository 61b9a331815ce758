import { readBoughtProductIds } from '#backoffice/commerce/list/index.ts';
import { type Card, readCards, toCard } from '#backoffice/commerce/product/index.ts';
import { findNear } from '#backoffice/commerce/recommendation/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { SearchEngine, SearchQuery } from '#backoffice/providers/search/search.ts';
import type { Services } from '#backoffice/services.ts';
import type { Caller } from '../access.ts';
import type { QueryOf } from '../contract.ts';
import type { Routes } from '../route.ts';
import { requireChannel } from '../wholesale-view.ts';

export const searchRoutes: Routes = on => {
  on('searchProducts', async ({ services, caller, query }) => {
    requireChannel(caller, query.channel);
    const asked = { ...toSearchQuery(query), ...(await boughtBy(services, caller, query)) };
    const { result, engine } = await withFallback(services, one => one.search(asked));
    const answer = {
      page: query.page,
      perPage: query.perPage,
      facets: result.facets,
      correctedText: result.correctedText,
    };
    if (result.total > 0 || !query.q)
      return {
        ...answer,
        engine,
        total: result.total,
        items: result.hits.map(hit => toCard(hit.document, query.channel)),
      };
    const near = await nearInMeaning(services, query);
    return { ...answer, engine: near.length > 0 ? ('semantic' as const) : engine, total: near.length, items: near };
  });

  on('suggest', async ({ services, caller, query }) => {
    requireChannel(caller, query.channel);
    const { result } = await withFallback(services, one =>
      one.suggest({ text: query.q, channel: query.channel, limit: 10 }),
    );
    return { items: result };
  });
};

/** The chosen engine, or the Postgres engine while it is down. */
async function withFallback<Result>(services: Services, ask: (engine: SearchEngine) => Promise<Result>) {
  try {
    return { result: await ask(services.search), engine: services.search.name };
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    services.log.warn({ err: error }, 'search engine is down: Postgres answers');
    return { result: await ask(services.fallbackSearch), engine: services.fallbackSearch.name };
  }
}

/** When no word matches: what is near in meaning, on the first page of an unfiltered search only. */
async function nearInMeaning(services: Services, query: QueryOf<'searchProducts'>): Promise<Card[]> {
  if (query.page > 1 || query.category || query.wholesaler || query.attr || query.bought) return [];
  try {
    const [vector] = await services.embeddings.embed([query.q], 'query');
    return await readCards(services.db, await findNear(services.db, vector!, 8), query.channel);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    return []; // An empty result is still a right answer; the page offers categories.
  }
}

/** Which products they are is known here; every engine takes them as a filter. */
async function boughtBy(services: Services, caller: Caller, query: QueryOf<'searchProducts'>) {
  if (!query.bought || query.channel !== 'b2b') return {};
  return { productIds: await readBoughtProductIds(services.db, caller.store!.id) };
}

function toSearchQuery(query: QueryOf<'searchProducts'>): SearchQuery {
  const attributes: Record<string, string[]> = {};
  for (const pair of query.attr ?? []) {
    const colon = pair.indexOf(':');
    if (colon > 0)
      attributes[pair.slice(0, colon)] = [...(attributes[pair.slice(0, colon)] ?? []), pair.slice(colon + 1)];
  }
  return {
    text: query.q,
    channel: query.channel,
    sort: query.sort,
    page: query.page,
    perPage: query.perPage,
    attributes,
    ...(query.category ? { category: query.category } : {}),
    ...(query.wholesaler ? { wholesalers: query.wholesaler } : {}),
    ...(query.inStock ? { inStockOnly: true } : {}),
    ...(query.minPriceCents === undefined ? {} : { minPriceCents: query.minPriceCents }),
    ...(query.maxPriceCents === undefined ? {} : { maxPriceCents: query.maxPriceCents }),
  };
}
