import { readFilters, toSearchQuery } from '#lib/listing.ts';
import { orEmpty } from './rail.ts';

/** One page of products with facets, for the category and the search page; with popular ones where nothing is found. */
export async function readListing({ api, channel, requestId }: App.Locals, url: URL, category?: string) {
  const filters = readFilters(url.searchParams);
  const asked = category ? { ...filters, category } : filters;
  const result = await api('GET /api/search', { query: { ...toSearchQuery(asked), channel, perPage: 24 } });
  const alternatives =
    result.total === 0
      ? await orEmpty(api('GET /api/ai/recommendations', { query: { channel, limit: 8 } }), requestId)
      : [];
  return { filters, result, alternatives };
}
