import type { SearchEngine, Suggestion } from './search.ts';
import { type Answer, shownFields } from './typesense-query.ts';
import { fromTypesense, split } from './typesense-schema.ts';

type SuggestQuery = Parameters<SearchEngine['suggest']>[0];

/** Categories, wholesalers and products by the beginning of their names, in that order. */
export function suggestionRequests({ text, channel, limit }: SuggestQuery) {
  const typed = { q: text, prefix: 'true', ...(channel === 'b2b' && { filter_by: 'wholesale_from_cents:>=0' }) };
  const include_fields = 'wholesaler,category';
  const others = { ...typed, group_limit: 1, per_page: Math.min(2, limit), include_fields };
  return [
    { ...others, query_by: 'category_name', group_by: 'category' },
    { ...others, query_by: 'wholesaler_name', group_by: 'wholesaler' },
    { ...typed, query_by: 'title,skus', per_page: limit, include_fields: shownFields(channel) },
  ];
}

export function readSuggestions([categories, wholesalers, products]: Answer[], limit: number): Suggestion[] {
  const named = (answer: Answer | undefined, kind: 'category' | 'wholesaler'): Suggestion[] =>
    (answer?.grouped_hits ?? []).map(group => {
      const [slug, label] = split(group.hits[0]!.document[kind]);
      return { kind, label, slug, imageId: null };
    });
  const found = (products?.hits ?? []).map((hit): Suggestion => {
    const { title, slug, imageId } = fromTypesense(hit.document);
    return { kind: 'product', label: title, slug, imageId };
  });
  return [...named(categories, 'category'), ...named(wholesalers, 'wholesaler'), ...found].slice(0, limit);
}
