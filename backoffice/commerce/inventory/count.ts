import type { Db } from '#db/connection.ts';

export interface Counted {
  variantId: string;
  quantity: number;
}

/**
 * Sets what is on hand to what was counted, with a movement for each difference; a variant that has no stock row yet gets one.
 * What is reserved stays covered: a count below it is raised to it. Answers the variants whose stock is not what was counted.
 */
export async function countStock(
  trx: Db,
  counted: Counted[],
  by: { reason: 'opening' | 'received' | 'corrected' | 'imported'; actorId: string | null; note: string | null },
): Promise<Counted[]> {
  if (counted.length === 0) return [];
  const ids = counted.map(one => one.variantId);
  await trx.raw('insert into stock (variant_id) select unnest(?::uuid[]) on conflict do nothing', [ids]);
  const { rows } = await trx.raw(
    `with locked as materialized (
       select s.variant_id, s.on_hand, s.reserved, w.quantity, greatest(w.quantity, s.reserved) as wanted
       from jsonb_to_recordset(:counted::jsonb) as w("variantId" uuid, quantity integer)
       join stock s on s.variant_id = w."variantId"
       order by s.variant_id for update of s
     ), changed as (
       update stock s set on_hand = l.wanted, updated_at = now()
       from locked l where s.variant_id = l.variant_id and l.on_hand <> l.wanted
     ), moved as (
       insert into stock_movements (variant_id, quantity, reason, actor_id, note)
       select variant_id, wanted - on_hand, :reason, :actorId, :note from locked where on_hand <> wanted
     )
     select variant_id as "variantId", wanted as quantity from locked where wanted <> quantity`,
    { ...by, counted: JSON.stringify(counted) },
  );
  return rows;
}
