import type { Db } from '#db/connection.ts';

export interface PriceList {
  id: string;
  name: string;
  wholesalerId: string | null;
  storeGroup: { id: string; name: string } | null;
  /** Null: always was, never ends. */
  startsAt: Date | null;
  endsAt: Date | null;
  tierCount: number;
}

const LISTS = `
  select l.id, l.name, l.wholesaler_id as "wholesalerId", case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end as "storeGroup",
    nullif(l.starts_at, '-infinity') as "startsAt", nullif(l.ends_at, 'infinity') as "endsAt",
    (select count(*)::int from price_tiers t where t.price_list_id = l.id) as "tierCount"
  from price_lists l left join store_groups g on g.id = l.store_group_id`;

export async function listPriceLists(db: Db, wholesalerId: string): Promise<PriceList[]> {
  const { rows } = await db.raw(`${LISTS} where l.wholesaler_id = ? order by l.name, l.id`, [wholesalerId]);
  return rows;
}

/** wholesalerId null: one of the platform's. */
export async function findPriceList(
  db: Db,
  { id, wholesalerId }: { id: string; wholesalerId: string | null },
): Promise<PriceList | null> {
  const { rows } = await db.raw(
    `${LISTS} where l.id = :id and l.wholesaler_id is not distinct from cast(:wholesalerId as uuid)`,
    {
      id,
      wholesalerId,
    },
  );
  return rows[0] ?? null;
}

export interface NewPriceList {
  wholesalerId: string;
  name: string;
  storeGroupId: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
}

/** In the wholesaler's currency. */
export async function insertPriceList(db: Db, list: NewPriceList): Promise<string> {
  const { rows } = await db.raw(
    `insert into price_lists (name, wholesaler_id, store_group_id, currency, starts_at, ends_at)
     select :name, w.id, cast(:storeGroupId as uuid), w.currency, coalesce(cast(:startsAt as timestamptz), '-infinity'), coalesce(cast(:endsAt as timestamptz), 'infinity')
     from wholesalers w where w.id = :wholesalerId returning id`,
    list as unknown as Record<string, string>,
  );
  return rows[0].id;
}

export interface ListedVariant {
  sku: string;
  /** Its wholesaler's slug: SKUs are unique for each. */
  wholesaler: string;
  variantId: string;
  productId: string;
  wholesalePriceCents: number | null;
  tiers: { minQuantity: number; unitPriceCents: number }[];
}

/** What an import of these SKUs would touch, with the list's tiers as they are. wholesalerId null: anyone's. One statement. */
export async function findListed(
  db: Db,
  { listId, wholesalerId, skus }: { listId: string; wholesalerId: string | null; skus: string[] },
): Promise<ListedVariant[]> {
  const { rows } = await db.raw(
    `select v.sku, w.slug as wholesaler, v.id as "variantId", v.product_id as "productId", v.wholesale_price_cents as "wholesalePriceCents",
       coalesce((select json_agg(json_build_object('minQuantity', t.min_quantity, 'unitPriceCents', t.unit_price_cents))
         from price_tiers t where t.variant_id = v.id and t.price_list_id = :listId), '[]') as tiers
     from variants v join wholesalers w on w.id = v.wholesaler_id
     where v.sku = any(:skus) and v.archived_at is null and (cast(:wholesalerId as uuid) is null or v.wholesaler_id = :wholesalerId)`,
    { listId, wholesalerId, skus },
  );
  return rows;
}

export interface TierChange {
  variantId: string;
  minQuantity: number;
  /** Null: the tier goes. */
  unitPriceCents: number | null;
}

/** Sets and removes tiers of a list; two statements, however many. */
export async function changeTiers(trx: Db, listId: string, changes: TierChange[]): Promise<void> {
  const given = JSON.stringify(changes);
  const GIVEN = `jsonb_to_recordset(cast(:given as jsonb)) as g ("variantId" uuid, "minQuantity" int, "unitPriceCents" bigint)`;
  await trx.raw(
    `delete from price_tiers t using ${GIVEN}
     where t.price_list_id = :listId and t.variant_id = g."variantId" and t.min_quantity = g."minQuantity" and g."unitPriceCents" is null`,
    { listId, given },
  );
  await trx.raw(
    `insert into price_tiers (price_list_id, variant_id, min_quantity, unit_price_cents)
     select cast(:listId as uuid), g."variantId", g."minQuantity", g."unitPriceCents" from ${GIVEN} where g."unitPriceCents" is not null
     order by g."variantId", g."minQuantity"
     on conflict (variant_id, price_list_id, min_quantity) do update set unit_price_cents = excluded.unit_price_cents`,
    { listId, given },
  );
}

export interface ListRow {
  sku: string;
  wholesaler: string;
  title: string;
  variantTitle: string;
  minQuantity: number;
  unitPriceCents: number;
  variantId: string;
}

const AT_ONCE = 1_000;

/** The list's tiers, some at a time, so that a long list is never held as a whole. */
export async function* readListRows(db: Db, listId: string): AsyncGenerator<ListRow[]> {
  let after = { variantId: '00000000-0000-0000-0000-000000000000', minQuantity: 0 };
  for (;;) {
    const { rows } = await db.raw(
      `select v.id as "variantId", v.sku, w.slug as wholesaler, p.title, case when v.options = '{}' then '' else v.title end as "variantTitle",
         t.min_quantity as "minQuantity", t.unit_price_cents as "unitPriceCents"
       from price_tiers t join variants v on v.id = t.variant_id join products p on p.id = v.product_id join wholesalers w on w.id = v.wholesaler_id
       where t.price_list_id = :listId and (v.id, t.min_quantity) > (cast(:variantId as uuid), :minQuantity) and v.archived_at is null
       order by v.id, t.min_quantity limit ${AT_ONCE}`,
      { listId, ...after },
    );
    if (rows.length > 0) yield rows;
    if (rows.length < AT_ONCE) return;
    after = rows.at(-1);
  }
}

/** The groups of stores a list can be for. */
export async function listStoreGroups(db: Db): Promise<{ id: string; name: string }[]> {
  return db('store_groups').orderBy('name').select('id', 'name');
}
