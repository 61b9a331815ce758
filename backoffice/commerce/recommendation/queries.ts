import type { Db } from '#db/connection.ts';

/** A product and what led to it: another product's title, or null. */
export interface Recommended {
  productId: string;
  becauseOf: string | null;
}

/** Nearest in meaning, by cosine distance over the HNSW index. */
export async function findSimilar(db: Db, slug: string, limit: number): Promise<Recommended[]> {
  const { rows } = await db.raw(
    `select near.product_id as "productId", null as "becauseOf" from products p join product_embeddings e on e.product_id = p.id
     cross join lateral (select n.product_id from product_embeddings n order by n.embedding <=> e.embedding limit :limit) near
     where p.slug = :slug and near.product_id <> p.id`,
    { slug, limit: limit + 1 },
  );
  return rows;
}

/** In the same orders more often than by chance, best lift first. */
export async function findBoughtTogether(db: Db, slug: string, limit: number): Promise<Recommended[]> {
  const { rows } = await db.raw(
    `select pair.other_product_id as "productId", p.title as "becauseOf" from products p join product_pairs pair on pair.product_id = p.id
     where p.slug = ? and pair.lift > 1 order by pair.lift * ln(1 + pair.order_count) desc limit ?`,
    [slug, limit],
  );
  return rows;
}

/** Nearest to a vector (a query's): the fallback when words find nothing. */
export async function findNear(db: Db, embedding: number[], limit: number): Promise<string[]> {
  const { rows } = await db.raw(
    'select product_id as id from product_embeddings order by embedding <=> cast(? as vector) limit ?',
    [JSON.stringify(embedding), limit],
  );
  return rows.map((row: { id: string }) => row.id);
}

export interface Person {
  userId: string | null;
  visitorId: string | null;
}

/**
 * From what a person bought (weight 3), added (2) and looked at (1), each halving in ten days: the five strongest, their
 * neighbours in meaning and their partners in orders, without what was already seen.
 */
export async function findForPerson(db: Db, person: Person, limit: number, now: Date): Promise<Recommended[]> {
  const { rows } = await db.raw(
    `with seen as (
       select product_id, sum(case kind when 'buy' then 3 when 'add' then 2 else 1 end
           * power(0.5, extract(epoch from cast(:now as timestamptz) - occurred_at) / 864000)) as weight
       from analytics_events
       where (user_id = cast(:userId as uuid) or visitor_id = cast(:visitorId as text))
         and product_id is not null and occurred_at > cast(:now as timestamptz) - interval '60 days' group by product_id
     ), ${FROM_SEEDS}`,
    { userId: person.userId, visitorId: person.visitorId, limit, now },
  );
  return rows;
}

/** The same, from the products in a cart. */
export async function findForCart(
  db: Db,
  cart: { userId: string | null; guestTokenHash: string | null; channel: string },
  limit: number,
): Promise<Recommended[]> {
  const { rows } = await db.raw(
    `with seen as (
       select v.product_id, sum(1) as weight from carts c join cart_lines l on l.cart_id = c.id join variants v on v.id = l.variant_id
       where c.channel = :channel and (c.user_id = cast(:userId as uuid) or c.guest_token_hash = :guestTokenHash) group by v.product_id
     ), ${FROM_SEEDS}`,
    { ...cart, limit },
  );
  return rows;
}

const FROM_SEEDS = `seeds as (select * from seen order by weight desc limit 5),
     candidates as (
       select near.product_id, seeds.product_id as seed_id, seeds.weight * (1 - near.distance) as score
       from seeds join product_embeddings e on e.product_id = seeds.product_id
       cross join lateral (select n.product_id, n.embedding <=> e.embedding as distance from product_embeddings n
         order by n.embedding <=> e.embedding limit 12) near
       union all
       select pair.other_product_id, seeds.product_id, seeds.weight * least(pair.lift, 5) * pair.confidence
       from seeds join product_pairs pair on pair.product_id = seeds.product_id where pair.lift > 1
     )
     select c.product_id as "productId", (array_agg(p.title order by c.score desc))[1] as "becauseOf"
     from candidates c join products p on p.id = c.seed_id
     where c.product_id not in (select product_id from seen)
     group by c.product_id order by sum(c.score) desc limit :limit`;

export async function findPopular(db: Db, limit: number): Promise<Recommended[]> {
  const { rows } = await db.raw(
    `select product_id as "productId", null as "becauseOf" from search_documents where in_stock order by popularity desc, product_id desc limit ?`,
    [limit],
  );
  return rows;
}

/** Support, confidence and lift of every pair in the placed orders since a day; replaces what was computed before. */
export async function computePairs(db: Db, since: Date, now: Date): Promise<number> {
  await db.raw('delete from product_pairs');
  const { rows } = await db.raw(
    `with baskets as (
       select distinct l.order_id, l.product_id from order_lines l join orders o on o.id = l.order_id
       where o.placed_at >= :since and o.status in ('placed', 'completed')
     ), total as (select count(distinct order_id)::float8 as orders from baskets),
     single as (select product_id, count(*)::float8 as orders from baskets group by product_id),
     pair as (
       select a.product_id, b.product_id as other_id, count(*) as orders from baskets a join baskets b using (order_id)
       where a.product_id <> b.product_id group by 1, 2 having count(*) >= 2
     ), kept as (
       insert into product_pairs (product_id, other_product_id, order_count, support, confidence, lift, computed_at)
       select pair.product_id, other_id, pair.orders, pair.orders / total.orders, pair.orders / one.orders,
         (pair.orders * total.orders) / (one.orders * other.orders), cast(:now as timestamptz)
       from pair, total, single one, single other where one.product_id = pair.product_id and other.product_id = other_id returning 1
     ) select count(*)::int as count from kept`,
    { since, now },
  );
  return rows[0].count;
}

export interface EmbeddingText {
  productId: string;
  text: string;
  keptHash: string | null;
  keptModel: string | null;
}

/** What an embedding is made from, beside the hash of what it was made from last. */
export async function readEmbeddingTexts(db: Db, productIds: string[]): Promise<EmbeddingText[]> {
  const { rows } = await db.raw(
    `select p.id as "productId", concat_ws(E'\\n', p.title, c.name, w.name, array_to_string(p.tags, ', '),
         (select string_agg(key || ': ' || value, '; ' order by key) from jsonb_each_text(p.attributes)),
         left(regexp_replace(p.description_html, '<[^>]*>', ' ', 'g'), 4000)) as text,
       e.text_hash as "keptHash", e.model as "keptModel"
     from products p join wholesalers w on w.id = p.wholesaler_id left join categories c on c.id = p.category_id
     left join product_embeddings e on e.product_id = p.id where p.id = any(?)`,
    [productIds],
  );
  return rows;
}

export async function keepEmbeddings(
  db: Db,
  model: string,
  kept: { productId: string; textHash: string; embedding: number[] }[],
): Promise<void> {
  if (kept.length === 0) return;
  await db.raw(
    `insert into product_embeddings (product_id, model, text_hash, embedding)
     select product_id, :model, text_hash, cast(embedding as vector) from unnest(cast(:ids as uuid[]), cast(:hashes as text[]), cast(:vectors as text[]))
       as given (product_id, text_hash, embedding)
     on conflict (product_id) do update set model = excluded.model, text_hash = excluded.text_hash, embedding = excluded.embedding, updated_at = now()`,
    {
      model,
      ids: kept.map(one => one.productId),
      hashes: kept.map(one => one.textHash),
      vectors: kept.map(one => JSON.stringify(one.embedding)),
    },
  );
}
