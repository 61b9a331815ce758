import type { Db } from '#db/connection.ts';

/**
 * The units of a parcel leave the shelf: on_hand and reserved fall together, a movement is left for each line, and a reservation
 * whose last unit goes is consumed. Every line of the parcel must still be reserved; otherwise nothing should be shipped, and it throws.
 */
export async function shipParcelStock(trx: Db, shipmentId: string): Promise<void> {
  const { rows } = await trx.raw(
    `with parcel as (
       select order_line_id, quantity from shipment_lines where shipment_id = :shipmentId
     ), taken as (
       update reservations r
       set shipped_quantity = r.shipped_quantity + p.quantity, updated_at = now(),
           status = case when r.shipped_quantity + p.quantity = r.quantity then 'consumed' else r.status end
       from parcel p
       where r.order_line_id = p.order_line_id and r.status = 'committed' and r.shipped_quantity + p.quantity <= r.quantity
       returning r.order_line_id, r.variant_id, p.quantity
     ), moved as (
       insert into stock_movements (variant_id, quantity, reason, order_line_id, shipment_id)
       select variant_id, -quantity, 'shipped', order_line_id, cast(:shipmentId as uuid) from taken
     ), shelf as materialized (
       select s.variant_id, t.quantity from stock s join taken t using (variant_id) order by s.variant_id for update of s
     ), left_shelf as (
       update stock s set on_hand = s.on_hand - shelf.quantity, reserved = s.reserved - shelf.quantity, updated_at = now()
       from shelf where s.variant_id = shelf.variant_id
     )
     select (select count(*) from parcel) as wanted, (select count(*) from taken) as taken`,
    { shipmentId },
  );
  if (rows[0].wanted !== rows[0].taken) throw new Error(`Parcel ${shipmentId} holds units that are not reserved`);
}

/** A label was voided before the parcel left: its units are back on the shelf, and reserved for their order again. */
export async function unshipParcelStock(trx: Db, shipmentId: string): Promise<void> {
  await trx.raw(
    `with parcel as (
       select order_line_id, quantity from shipment_lines where shipment_id = :shipmentId
     ), given as (
       update reservations r
       set shipped_quantity = r.shipped_quantity - p.quantity, status = 'committed', updated_at = now()
       from parcel p
       where r.order_line_id = p.order_line_id and r.status in ('committed', 'consumed') and r.shipped_quantity >= p.quantity
       returning r.order_line_id, r.variant_id, p.quantity
     ), moved as (
       insert into stock_movements (variant_id, quantity, reason, order_line_id, shipment_id)
       select variant_id, quantity, 'unshipped', order_line_id, cast(:shipmentId as uuid) from given
     ), shelf as materialized (
       select s.variant_id, g.quantity from stock s join given g using (variant_id) order by s.variant_id for update of s
     )
     update stock s set on_hand = s.on_hand + shelf.quantity, reserved = s.reserved + shelf.quantity, updated_at = now()
     from shelf where s.variant_id = shelf.variant_id`,
    { shipmentId },
  );
}
