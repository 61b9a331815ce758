import type { SearchQuery } from './search.ts';

interface Statement {
  sql: string;
  bindings: Record<string, string | number | boolean | string[] | null>;
}

const priceColumn = (query: SearchQuery) => (query.channel === 'b2b' ? 'wholesale_from_cents' : 'retail_from_cents');

/** Within one facet any value will do, across facets all must hold; so each chosen facet is one condition. */
interface Chosen {
  facet: string;
  condition: string;
}

/** Hits of one page and, on every row, the total. A page past the end still says the total, with a null document. */
export function hitStatement(query: SearchQuery): Statement {
  const { where, chosen, bindings } = conditions(query);
  const order = {
    relevance: query.text ? 'rank desc, product_id desc' : 'popularity desc, product_id desc',
    newest: 'published_at desc, product_id desc',
    price_asc: `${priceColumn(query)} asc, product_id`,
    price_desc: `${priceColumn(query)} desc, product_id`,
    popular: 'popularity desc, product_id desc',
  }[query.sort];
  const rank = query.text
    ? `ts_rank_cd(words, ${tsquery}) * (1 + 0.1 * popularity) * case when in_stock then 1 else 0.5 end`
    : '0';
  return {
    sql: `with found as (
        select product_id, published_at, popularity, ${priceColumn(query)}, ${rank} as rank
        from search_documents where ${[...where, ...chosen.map(one => one.condition)].join(' and ')}
      ), page as (select product_id, row_number() over (order by ${order}) as place from found order by ${order} limit :perPage offset :offset)
      select d.document, total.total from (select count(*)::int as total from found) total
      left join page on true left join search_documents d using (product_id) order by page.place`,
    bindings: { ...bindings, perPage: query.perPage, offset: (query.page - 1) * query.perPage },
  };
}

/** Counts of every facet value; a facet's own choice does not narrow its own counts, so that a second value can be added. */
export function facetStatement(query: SearchQuery): Statement {
  const { where, chosen, bindings } = conditions(query);
  const flags = chosen.map((one, index) => `, (${one.condition}) as chosen_${index}`).join('');
  const narrowed = chosen.map((_, index) => `(chosen_${index} or name = :facet_${index})`);
  const names = Object.fromEntries(chosen.map((one, index) => [`facet_${index}`, one.facet]));
  const counted = ['name is not null', ...narrowed].join(' and ');
  return {
    sql: `with candidates as materialized (
        select facets, wholesaler_slug, wholesaler_name, category_slugs${flags}
        from search_documents where ${where.join(' and ')}
      ), pairs as (
        select split_part(pair, '=', 1) as name, substr(pair, strpos(pair, '=') + 1) as value, null as label, candidates.* from candidates, unnest(facets) pair
        union all select 'wholesaler', wholesaler_slug, wholesaler_name, candidates.* from candidates
        union all select 'category', slug, null, candidates.* from candidates, unnest(category_slugs) slug
      ), counts as (
        select name, value, max(label) as label, count(*)::int as count,
          row_number() over (partition by name order by count(*) desc, value) as place
        from pairs where ${counted} group by name, value
      )
      select counts.name, value, coalesce(categories.name, label, value) as label, count from counts
      left join categories on counts.name = 'category' and categories.slug = value
      where place <= 40 order by (counts.name = 'category') desc, (counts.name = 'wholesaler') desc, counts.name, place`,
    bindings: { ...bindings, ...names },
  };
}

/** Every word must match, the last one as a beginning; a whole SKU matches by itself. */
const tsquery = "to_tsquery('english', :tsquery)";

function conditions(query: SearchQuery): { where: string[]; chosen: Chosen[]; bindings: Statement['bindings'] } {
  const where = ['true'];
  const bindings: Statement['bindings'] = {};
  if (query.text) {
    where.push(`(words @@ ${tsquery} or skus @> array[:sku])`);
    bindings.tsquery = toTsquery(query.text);
    bindings.sku = query.text.toLowerCase();
  }
  if (query.channel === 'b2b') where.push('wholesale_from_cents is not null');
  if (query.category) {
    where.push('category_slugs @> array[:category]');
    bindings.category = query.category;
  }
  if (query.inStockOnly) where.push('in_stock');
  if (query.productIds) {
    where.push('product_id = any(cast(:productIds as uuid[]))');
    bindings.productIds = query.productIds;
  }
  if (query.minPriceCents !== undefined) {
    where.push(`${priceColumn(query)} >= :minPriceCents`);
    bindings.minPriceCents = query.minPriceCents;
  }
  if (query.maxPriceCents !== undefined) {
    where.push(`${priceColumn(query)} <= :maxPriceCents`);
    bindings.maxPriceCents = query.maxPriceCents;
  }
  const chosen: Chosen[] = [];
  if (query.wholesalers?.length) {
    chosen.push({ facet: 'wholesaler', condition: 'wholesaler_slug = any(:wholesalers)' });
    bindings.wholesalers = query.wholesalers;
  }
  for (const [index, [name, values]] of Object.entries(query.attributes ?? {}).entries()) {
    chosen.push({ facet: name, condition: `facets && cast(:values_${index} as text[])` });
    bindings[`values_${index}`] = values.map(value => `${name}=${value}`);
  }
  return { where, chosen, bindings };
}

function toTsquery(text: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words?.map(word => `${word}:*`).join(' & ') ?? '';
}
