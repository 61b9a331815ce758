import type { Db } from '#db/connection.ts';

/** held → committed: paid for, it no longer expires. Answers how many lines; 0: they were released meanwhile. */
export async function commitReservations(trx: Db, orderId: string): Promise<number> {
  return trx('reservations')
    .where({ order_id: orderId, status: 'held' })
    .update({ status: 'committed', expires_at: null, updated_at: trx.fn.now() });
}

/**
 * Gives back what an order, or one part of it, still holds: the units, not just the rows. Stock rows are locked in the order
 * of their ids, as everywhere.
 */
export async function releaseStock(trx: Db, of: { orderId: string; partId?: string }): Promise<void> {
  await trx.raw(
    `with freed as (
       update reservations r set status = 'released', updated_at = now()
       from order_lines l
       where l.id = r.order_line_id and r.order_id = :orderId and r.status in ('held', 'committed')
         and (cast(:partId as uuid) is null or l.wholesaler_order_id = :partId)
       returning r.variant_id, r.quantity - r.shipped_quantity as quantity
     ), summed as (
       select variant_id, sum(quantity)::int as quantity from freed group by variant_id
     ), locked as materialized (
       select variant_id from stock where variant_id in (select variant_id from summed) order by variant_id for update
     )
     update stock s set reserved = s.reserved - summed.quantity, updated_at = now()
     from summed join locked using (variant_id) where s.variant_id = summed.variant_id`,
    { orderId: of.orderId, partId: of.partId ?? null },
  );
}

export interface ReturnedUnits {
  orderLineId: string;
  variantId: string;
  quantity: number;
}

/** Units that came back whole go on the shelf again, each with its movement. */
export async function restock(trx: Db, units: ReturnedUnits[], note: string): Promise<void> {
  await trx.raw(
    `with units as (
       select * from jsonb_to_recordset(cast(:units as jsonb)) as u("orderLineId" uuid, "variantId" uuid, quantity int)
     ), moved as (
       insert into stock_movements (variant_id, quantity, reason, order_line_id, note)
       select "variantId", quantity, 'returned', "orderLineId", :note from units
     ), summed as (
       select "variantId" as variant_id, sum(quantity)::int as quantity from units group by 1
     ), locked as materialized (
       select variant_id from stock where variant_id in (select variant_id from summed) order by variant_id for update
     )
     update stock s set on_hand = s.on_hand + summed.quantity, updated_at = now()
     from summed join locked using (variant_id) where s.variant_id = summed.variant_id`,
    { units: JSON.stringify(units), note },
  );
}
