import type { Collection, Document } from './collection.ts';
import { parseFilter } from './filter.ts';
import { quality, tokens } from './matching.ts';

export interface SearchRequest {
  collection: string;
  q: string;
  query_by: string;
  query_by_weights?: string;
  infix?: string;
  prefix?: string;
  num_typos?: string;
  enable_typos_for_alpha_numerical_tokens?: boolean;
  filter_by?: string;
  sort_by?: string;
  facet_by?: string;
  max_facet_values?: number;
  include_fields?: string;
  page?: number;
  per_page?: number;
  group_by?: string;
  group_limit?: number;
}

interface Found {
  document: Document;
  score: number;
}

/** One search over one collection, answered as Typesense does. */
export function search(collection: Collection, request: SearchRequest) {
  const passes = parseFilter(request.filter_by ?? '');
  const candidates = [...collection.documents.values()].filter(passes);
  const found = candidates
    .map(document => ({ document, score: score(collection, request, document) }))
    .filter(one => one.score > 0)
    .sort(order(request.sort_by ?? '_text_match:desc'));
  const { page = 1, per_page = 10 } = request;
  const hit = ({ document, score }: Found) => ({
    document: pick(document, request.include_fields),
    highlight: {},
    highlights: [],
    text_match: score,
  });
  const groups = request.group_by ? grouped(found, request) : null;
  const window = <T>(all: T[]) => all.slice((page - 1) * per_page, page * per_page);
  return {
    facet_counts: facets(found, request),
    found: groups ? groups.length : found.length,
    ...(groups
      ? {
          found_docs: found.length,
          grouped_hits: window(groups).map(({ key, members }) => ({
            group_key: [key],
            found: members.length,
            hits: members.slice(0, request.group_limit ?? 3).map(hit),
          })),
        }
      : { hits: window(found).map(hit) }),
    out_of: collection.documents.size,
    page,
    request_params: { collection_name: collection.name, first_q: request.q, q: request.q, per_page },
    search_cutoff: false,
    search_time_ms: 0,
  };
}

/** 0 when a word of the query is found in none of the fields. */
function score({ token_separators }: Collection, request: SearchRequest, document: Document): number {
  if (request.q === '*') return 1;
  const fields = request.query_by.split(',');
  const weights = request.query_by_weights?.split(',').map(Number) ?? fields.map(() => 1);
  const infixes = request.infix?.split(',') ?? [];
  const words = fields.map(field =>
    [document[field] ?? []].flat().flatMap(text => tokens(String(text), token_separators)),
  );
  const wanted = tokens(request.q, token_separators);
  let total = 0;
  for (const [position, word] of wanted.entries()) {
    const best = fields.map((_, index) => {
      const options = {
        isPrefix: request.prefix !== 'false' && position === wanted.length - 1,
        allowsInfix: (infixes[index] ?? 'off') !== 'off',
        typos: Number(request.num_typos ?? 2),
        typosInMixedWords: request.enable_typos_for_alpha_numerical_tokens !== false,
      };
      return weights[index]! * Math.max(0, ...words[index]!.map(found => quality(word, found, options)));
    });
    const highest = Math.max(...best);
    if (highest === 0) return 0;
    total += highest;
  }
  return wanted.length === 0 ? 0 : total;
}

function order(sortBy: string): (a: Found, b: Found) => number {
  const keys = sortBy.split(',').map(key => key.split(':') as [string, 'asc' | 'desc']);
  const rankBy = ({ document, score }: Found, field: string) =>
    field === '_text_match' ? score : Number(document[field] ?? Number.MIN_SAFE_INTEGER);
  return (a, b) => {
    for (const [field, direction] of keys) {
      const difference = rankBy(a, field) - rankBy(b, field);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  };
}

function facets(found: Found[], { facet_by, max_facet_values = 10 }: SearchRequest) {
  return (facet_by ? facet_by.split(',') : []).map(field => {
    const counts = new Map<string, number>();
    for (const { document } of found) {
      for (const value of new Set([document[field] ?? []].flat().map(String)))
        counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, max_facet_values);
    return {
      field_name: field,
      sampled: false,
      counts: most.map(([value, count]) => ({ value, count, highlighted: value })),
      stats: { total_values: counts.size },
    };
  });
}

function grouped(found: Found[], { group_by }: SearchRequest) {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const key = String(one.document[group_by!]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}

function pick(document: Document, fields: string | undefined) {
  if (!fields) return document;
  const wanted = new Set(fields.split(','));
  return Object.fromEntries(Object.entries(document).filter(([field]) => wanted.has(field)));
}
