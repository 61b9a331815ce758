import type { Db } from '#db/connection.ts';

export interface ListSummary {
  id: string;
  name: string;
  lineCount: number;
  unitCount: number;
  imageIds: string[];
  updatedAt: string;
}
export interface ListLine {
  variantId: string;
  quantity: number;
}

export const MOST_LISTS = 100;
export const MOST_LINES = 1000;

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** By name; with an id only that one. One statement. */
export async function readLists(db: Db, which: { storeId: string; id?: string }): Promise<ListSummary[]> {
  const { rows } = await db.raw(
    `select l.id, l.name, ${iso('l.updated_at')} as "updatedAt", lines.count as "lineCount", lines.units as "unitCount", lines.images as "imageIds"
     from lists l cross join lateral (
       select count(*)::int as count, coalesce(sum(x.quantity), 0)::int as units, coalesce((array_agg(i.id order by x.created_at, x.variant_id) filter (where i.id is not null))[1:4], '{}') as images
       from list_lines x join variants v on v.id = x.variant_id
       left join lateral (select id from product_images where product_id = v.product_id and status = 'ready' order by (variant_id = v.id) desc nulls last, position, id limit 1) i on true
       where x.list_id = l.id) lines
     where l.store_id = :storeId and ${which.id ? 'l.id = :id' : 'true'} order by lower(l.name)`,
    { id: null, ...which },
  );
  return rows;
}

/** Null: the store has a list of this name, or too many already. */
export async function insertList(
  trx: Db,
  list: { storeId: string; userId: string; name: string },
): Promise<{ id: string } | null> {
  const { rows } = await trx.raw(
    `insert into lists (store_id, created_by, name)
     select cast(:storeId as uuid), cast(:userId as uuid), cast(:name as text) where (select count(*) from lists where store_id = cast(:storeId as uuid)) < ${MOST_LISTS}
     on conflict (store_id, lower(name)) do nothing returning id`,
    list,
  );
  return rows[0] ?? null;
}

/** no_such_list, or name_taken where another list of the store has the name. */
export async function renameList(
  db: Db,
  { id, storeId, name }: { id: string; storeId: string; name: string },
): Promise<'renamed' | 'no_such_list' | 'name_taken'> {
  const { rows } = await db.raw(
    `with own as (select id from lists where id = :id and store_id = :storeId),
     taken as (select from lists where store_id = :storeId and lower(name) = lower(:name) and id <> :id),
     renamed as (update lists set name = :name, updated_at = now() where id = (select id from own) and not exists (select from taken) returning id)
     select case when not exists (select from own) then 'no_such_list' when exists (select from taken) then 'name_taken' else 'renamed' end as outcome, (select count(*) from renamed)`,
    { id, storeId, name },
  );
  return rows[0].outcome;
}

/** False: the store has no such list. */
export const deleteList = async (db: Db, list: { id: string; storeId: string }): Promise<boolean> =>
  (await db('lists').where({ id: list.id, store_id: list.storeId }).delete()) > 0;

/** Sets quantities, in their order; what was never published is left out. One statement; how many lines the list has then. */
export async function putListLines(trx: Db, listId: string, lines: ListLine[]): Promise<number> {
  const { rows } = await trx.raw(
    `with given as (
       select g.*, p.id as product_id from jsonb_to_recordset(cast(:lines as jsonb)) as g (n int, "variantId" uuid, quantity int)
       join variants v on v.id = g."variantId" join products p on p.id = v.product_id and p.published_at is not null
     ), put as (
       insert into list_lines (list_id, variant_id, quantity, created_at)
       select cast(:listId as uuid), "variantId", quantity, now() + n * interval '1 microsecond' from given order by "variantId"
       on conflict (list_id, variant_id) do update set quantity = excluded.quantity returning variant_id
     ), touched as (update lists set updated_at = now() where id = :listId)
     select (select count(*) from list_lines x where x.list_id = :listId and not exists (select from given g where g."variantId" = x.variant_id))
       + (select count(*) from put) as count`,
    { listId, lines: JSON.stringify(lines.map((line, n) => ({ n, ...line }))) },
  );
  return Number(rows[0].count);
}

/** False: there is no such line in a list of this store. */
export async function deleteListLine(
  db: Db,
  line: { id: string; storeId: string; variantId: string },
): Promise<boolean> {
  const { rowCount } = await db.raw(
    `with touched as (update lists set updated_at = now() where id = :id and store_id = :storeId returning id)
     delete from list_lines where variant_id = :variantId and list_id = (select id from touched)`,
    line,
  );
  return rowCount > 0;
}

/** As they were put in, with the SKU by which to call them. */
export async function readListLines(db: Db, listId: string): Promise<(ListLine & { sku: string })[]> {
  const { rows } = await db.raw(
    `select x.variant_id as "variantId", x.quantity, v.sku from list_lines x join variants v on v.id = x.variant_id
     where x.list_id = ? order by x.created_at, x.variant_id`,
    [listId],
  );
  return rows;
}
