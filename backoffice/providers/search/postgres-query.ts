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

/**
 * One row: documents (of the page, in order), total, and facets with the counts of every value. A facet's own choice does not narrow its
 * own counts, so that a second value can be added; so the candidates are found without the choices, once.
 */
export function searchStatement(query: SearchQuery): Statement {
  const { where, chosen, bindings } = conditions(query);
  const price = priceColumn(query);
  const order = {
    relevance: query.text ? 'rank desc, product_id desc' : 'popularity desc, product_id desc',
    newest: 'published_at desc, product_id desc',
    price_asc: `${price} asc, product_id`,
    price_desc: `${price} desc, product_id`,
    popular: 'popularity desc, product_id desc',
  }[query.sort];
  const rank = query.text
    ? `ts_rank_cd(words, ${tsquery}) * (1 + 0.1 * popularity) * case when in_stock then 1 else 0.5 end`
    : '0';
  const flags = chosen.map((one, index) => `, (${one.condition}) as chosen_${index}`).join('');
  const isChosen = chosen.map((_, index) => `chosen_${index}`);
  const narrowed = chosen.map((_, index) => `(chosen_${index} or name = :facet_${index})`);
  return {
    sql: `with candidates as materialized (
        select product_id, published_at, popularity, ${price}, ${rank} as rank, facets, wholesaler_slug, wholesaler_name, category_slugs${flags}
        from search_documents where ${where.join(' and ')}
      ), found as (select * from candidates where ${['true', ...isChosen].join(' and ')}),
      page as (select product_id, row_number() over (order by ${order}) as place from found order by ${order} limit :perPage offset :offset),
      pairs as (
        select split_part(pair, '=', 1) as name, substr(pair, strpos(pair, '=') + 1) as value, null as label, candidates.* from candidates, unnest(facets) pair
        union all select 'wholesaler', wholesaler_slug, wholesaler_name, candidates.* from candidates
        union all select 'category', slug, null, candidates.* from candidates, unnest(category_slugs) slug
      ), counts as (
        select name, value, max(label) as label, count(*)::int as count,
          row_number() over (partition by name order by count(*) desc, value) as place
        from pairs where ${['name is not null', ...narrowed].join(' and ')} group by name, value
      ), facets as (
        select counts.name, value, coalesce(categories.name, label, value) as label, count, place from counts
        left join categories on counts.name = 'category' and categories.slug = value where place <= 40
      )
      select (select count(*)::int from found) as total,
        (select coalesce(json_agg(d.document order by page.place), '[]') from page join search_documents d using (product_id)) as documents,
        (select coalesce(json_agg(json_build_object('name', name, 'value', value, 'label', label, 'count', count)
           order by (name = 'category') desc, (name = 'wholesaler') desc, name, place), '[]') from facets) as facets`,
    bindings: {
      ...bindings,
      ...Object.fromEntries(chosen.map((one, index) => [`facet_${index}`, one.facet])),
      perPage: query.perPage,
      offset: (query.page - 1) * query.perPage,
    },
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
