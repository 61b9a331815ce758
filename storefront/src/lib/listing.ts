/** What a listing shows, as its address says it. Everything is optional; addresses can be shared. */
export interface Filters {
  q: string;
  category: string | null;
  wholesalers: string[];
  /** 'Colour:Sage' */
  attributes: string[];
  inStock: boolean;
  /** Wholesale: what the store has bought before. */
  bought: boolean;
  /** Whole or decimal euros as typed. */
  min: number | null;
  max: number | null;
  sort: Sort;
  page: number;
}
export const sorts = [
  { value: 'relevance', label: 'Best match' },
  { value: 'popular', label: 'Popular' },
  { value: 'newest', label: 'New arrivals' },
  { value: 'price_asc', label: 'Price, low to high' },
  { value: 'price_desc', label: 'Price, high to low' },
] as const;
export type Sort = (typeof sorts)[number]['value'];

export function readFilters(search: URLSearchParams): Filters {
  const sort = search.get('sort');
  return {
    q: (search.get('q') ?? '').trim().slice(0, 200),
    category: search.get('category') || null,
    wholesalers: unique(search.getAll('wholesaler')),
    attributes: unique(search.getAll('attr')).filter(pair => pair.includes(':')),
    inStock: search.has('inStock') && search.get('inStock') !== 'false',
    bought: search.has('bought') && search.get('bought') !== 'false',
    min: amount(search.get('min')),
    max: amount(search.get('max')),
    sort: sorts.find(one => one.value === sort)?.value ?? 'relevance',
    page: Math.min(200, Math.max(1, Math.floor(Number(search.get('page')) || 1))),
  };
}

const unique = (values: string[]): string[] => [...new Set(values.filter(Boolean))];

function amount(typed: string | null): number | null {
  const value = Number.parseFloat((typed ?? '').replace(',', '.'));
  return Number.isFinite(value) && value >= 0 && value < 1_000_000 ? value : null;
}

/** The shortest address that says the same; '' when nothing is filtered. */
export function writeFilters(filters: Filters): string {
  const search = new URLSearchParams();
  if (filters.q) search.set('q', filters.q);
  if (filters.category) search.set('category', filters.category);
  for (const slug of filters.wholesalers) search.append('wholesaler', slug);
  for (const pair of filters.attributes) search.append('attr', pair);
  if (filters.inStock) search.set('inStock', 'true');
  if (filters.bought) search.set('bought', 'true');
  if (filters.min !== null) search.set('min', String(filters.min));
  if (filters.max !== null) search.set('max', String(filters.max));
  if (filters.sort !== 'relevance') search.set('sort', filters.sort);
  if (filters.page > 1) search.set('page', String(filters.page));
  return search.size > 0 ? `?${search}` : '';
}

/** For the API: euros become cents. */
export const toSearchQuery = (filters: Filters) => ({
  q: filters.q,
  wholesaler: filters.wholesalers,
  attr: filters.attributes,
  sort: filters.sort,
  page: filters.page,
  ...(filters.category ? { category: filters.category } : {}),
  ...(filters.inStock ? { inStock: 'true' } : {}),
  ...(filters.bought ? { bought: 'true' } : {}),
  ...(filters.min === null ? {} : { minPriceCents: Math.round(filters.min * 100) }),
  ...(filters.max === null ? {} : { maxPriceCents: Math.round(filters.max * 100) }),
});

export const isFiltered = ({ wholesalers, attributes, inStock, bought, min, max }: Filters): boolean =>
  wholesalers.length > 0 || attributes.length > 0 || inStock || bought || min !== null || max !== null;

export interface Chip {
  label: string;
  /** The address without it. */
  href: string;
}

/** One chip for each active filter; wholesalers go by their name where the facets know it. */
export function chipsOf(filters: Filters, wholesalerNames: Map<string, string>): Chip[] {
  const without = (change: Partial<Filters>) => writeFilters({ ...filters, page: 1, ...change }) || '?';
  const price = [filters.min !== null && `from €${filters.min}`, filters.max !== null && `up to €${filters.max}`];
  return [
    ...filters.wholesalers.map(slug => ({
      label: wholesalerNames.get(slug) ?? slug,
      href: without({ wholesalers: filters.wholesalers.filter(one => one !== slug) }),
    })),
    ...filters.attributes.map(pair => ({
      label: pair.slice(pair.indexOf(':') + 1),
      href: without({ attributes: filters.attributes.filter(one => one !== pair) }),
    })),
    ...(filters.inStock ? [{ label: 'In stock', href: without({ inStock: false }) }] : []),
    ...(filters.bought ? [{ label: 'Bought before', href: without({ bought: false }) }] : []),
    ...(filters.min !== null || filters.max !== null
      ? [{ label: price.filter(Boolean).join(' '), href: without({ min: null, max: null }) }]
      : []),
  ];
}
