import type { Facet, SearchQuery } from './search.ts';
import { pair, split, type TypesenseProduct } from './typesense-schema.ts';

/** Searched in this order of weight; the SKUs also by any piece of them. */
const SEARCHED = {
  query_by: 'title,skus,tags,wholesaler_name,category_name,attributes,description',
  query_by_weights: '10,10,5,5,5,3,1',
  infix: 'off,fallback,off,off,off,off,off',
  prefix: 'true',
  num_typos: '2',
  // SKU AB-100 is not a slip of the finger for AB-200.
  enable_typos_for_alpha_numerical_tokens: false,
  // Every word must be found: as the Postgres engine does it.
  drop_tokens_threshold: 0,
  typo_tokens_threshold: 1,
};

const priceField = ({ channel }: Pick<SearchQuery, 'channel'>) =>
  channel === 'b2b' ? 'wholesale_from_cents' : 'retail_from_cents';

/** The only fields that ever leave Typesense. */
export const shownFields = (channel: SearchQuery['channel']) =>
  channel === 'b2b' ? 'shown,wholesale_from_cents' : 'shown';

export function hitsRequest(query: SearchQuery) {
  const price = priceField(query);
  const text = query.text.trim();
  const best = text ? '_text_match:desc,in_stock:desc,popularity:desc' : 'popularity:desc,published_at:desc';
  const sort_by = {
    relevance: best,
    newest: 'published_at:desc',
    price_asc: `${price}:asc`,
    price_desc: `${price}:desc`,
    popular: 'popularity:desc',
  }[query.sort];
  return {
    ...SEARCHED,
    q: text || '*',
    filter_by: conditions(query)
      .map(one => one.filter)
      .join(' && '),
    sort_by,
    page: query.page,
    per_page: query.perPage,
    include_fields: shownFields(query.channel),
    facet_by: 'category_slugs,category,wholesaler,attributes',
    // Beyond this many values nobody clicks; the default of ten would hide most.
    max_facet_values: 500,
  };
}

/** A facet's own choice does not narrow its own counts, so each chosen facet is counted once more without it. */
export function recountRequests(query: SearchQuery) {
  const all = conditions(query);
  return all
    .filter(one => one.facet !== undefined)
    .map(({ facet }) => ({
      facet: facet!,
      request: {
        ...hitsRequest(query),
        filter_by: all
          .filter(one => one.facet !== facet)
          .map(one => one.filter)
          .join(' && '),
        facet_by: facet === 'wholesaler' ? 'wholesaler' : 'attributes',
        page: 1,
        per_page: 0,
      },
    }));
}

/** An empty list is no filter to Typesense. */
const NO_PRODUCT = '-';

function conditions(query: SearchQuery): { facet?: string; filter: string }[] {
  const price = priceField(query);
  const all: { facet?: string; filter: string }[] = [];
  if (query.channel === 'b2b') all.push({ filter: 'wholesale_from_cents:>=0' });
  if (query.category) all.push({ filter: `category_slugs:=${quoted(query.category)}` });
  if (query.inStockOnly) all.push({ filter: 'in_stock:=true' });
  if (query.productIds) all.push({ filter: `id:=[${[NO_PRODUCT, ...query.productIds].map(quoted).join(',')}]` });
  if (query.minPriceCents !== undefined) all.push({ filter: `${price}:>=${Math.trunc(query.minPriceCents)}` });
  if (query.maxPriceCents !== undefined) all.push({ filter: `${price}:<=${Math.trunc(query.maxPriceCents)}` });
  if (query.wholesalers?.length) {
    all.push({ facet: 'wholesaler', filter: `wholesaler_slug:=[${query.wholesalers.map(quoted).join(',')}]` });
  }
  for (const [name, values] of Object.entries(query.attributes ?? {})) {
    if (values.length === 0) continue;
    all.push({ facet: name, filter: `attributes:=[${values.map(value => quoted(pair(name, value))).join(',')}]` });
  }
  return all;
}

/** Inside the accents nothing is read as a filter's syntax. */
const quoted = (value: string) => `\`${value.replaceAll('`', '´')}\``;

/** To one search of several. */
export interface Answer {
  found: number;
  hits?: { document: TypesenseProduct }[];
  grouped_hits?: { hits: { document: TypesenseProduct }[] }[];
  facet_counts: FacetCount[];
}

export interface FacetCount {
  field_name: string;
  counts: { value: string; count: number }[];
}

/** Category, wholesaler, then the attributes by name; within each the most frequent first. */
export function readFacets(counted: FacetCount[]): Facet[] {
  const of = (field: string) => counted.find(one => one.field_name === field)?.counts ?? [];
  const categoryNames = new Map(of('category').map(one => split(one.value)));
  const facets = new Map<string, Facet>();
  const add = (name: string, value: Facet['values'][number]) => {
    const facet = facets.get(name) ?? { name, values: [] };
    facet.values.push(value);
    facets.set(name, facet);
  };
  for (const { value, count } of of('category_slugs')) {
    // Typesense has the names of innermost categories only; the others are called by their slug until someone knows better.
    add('category', { value, label: categoryNames.get(value) ?? value, count });
  }
  for (const { value, count } of of('wholesaler')) {
    const [slug, label] = split(value);
    add('wholesaler', { value: slug, label, count });
  }
  for (const { value, count } of of('attributes').toSorted((a, b) => compare(split(a.value)[0], split(b.value)[0]))) {
    const [name, label] = split(value);
    add(name, { value: label, label, count });
  }
  for (const { values } of facets.values()) values.sort((a, b) => b.count - a.count || compare(a.value, b.value));
  return [...facets.values()];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
