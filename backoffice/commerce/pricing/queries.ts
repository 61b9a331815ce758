import type { Db } from '#db/connection.ts';
import { type NamedStep, namedLadder, type Step, type Tier } from './ladder.ts';

/** SQL for the tiers that apply to a store now, as one JSON array a variant. Bindings: storeId, now. */
export const TIERS_OF_VARIANT = (variant: string) => `(
  select coalesce(json_agg(json_build_object('minQuantity', t.min_quantity, 'unitPriceCents', t.unit_price_cents, 'priceList', l.name)), '[]')
  from price_tiers t join price_lists l on l.id = t.price_list_id
  where t.variant_id = ${variant} and cast(:now as timestamptz) >= l.starts_at and cast(:now as timestamptz) < l.ends_at
    and (l.store_group_id is null or l.store_group_id = (select s.store_group_id from stores s where s.id = cast(:storeId as uuid))))`;

/** The ladders of these variants for a store, by variant id; null where it is not sold in bulk. One statement. */
export async function readLadders(
  db: Db,
  { variantIds, storeId, now }: { variantIds: string[]; storeId: string; now: Date },
): Promise<Map<string, NamedStep[] | null>> {
  const { rows } = await db.raw(
    `select v.id, v.wholesale_price_cents as base, ${TIERS_OF_VARIANT('v.id')} as tiers from variants v where v.id = any(:variantIds)`,
    { variantIds, storeId, now },
  );
  return new Map(
    rows.map((row: { id: string; base: number | null; tiers: Tier[] }) => [row.id, namedLadder(row.base, row.tiers)]),
  );
}

/** Replaces the tiers of a variant on its wholesaler's own list, which is made when there is none yet. */
export async function replaceTiers(
  trx: Db,
  { wholesalerId, variantId, tiers }: { wholesalerId: string; variantId: string; tiers: Step[] },
): Promise<void> {
  const own = { wholesaler_id: wholesalerId, store_group_id: null };
  const found = await trx('price_lists')
    .where({ wholesaler_id: wholesalerId })
    .whereNull('store_group_id')
    .orderBy('created_at')
    .first('id');
  const listId =
    found?.id ??
    (
      await trx('price_lists')
        .insert({ ...own, name: 'Wholesale' })
        .returning('id')
    )[0].id;
  await trx('price_tiers').where({ price_list_id: listId, variant_id: variantId }).delete();
  if (tiers.length > 0)
    await trx('price_tiers').insert(
      tiers.map(tier => ({
        price_list_id: listId,
        variant_id: variantId,
        min_quantity: tier.minQuantity,
        unit_price_cents: tier.unitPriceCents,
      })),
    );
}
