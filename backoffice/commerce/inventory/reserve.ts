import type { Db } from '#db/connection.ts';

export interface LineToReserve {
  orderLineId: string;
  variantId: string;
  quantity: number;
}

/** A variant of which there is too little, and what is left of it. */
export interface ShortVariant {
  variantId: string;
  availableQuantity: number;
}

export interface Reservation {
  orderId: string;
  lines: LineToReserve[];
  /** Null: paid for already, so it does not expire. */
  expiresAt: Date | null;
}

/**
 * All lines or none, in one statement. Answers the short variants; empty: everything is reserved.
 *
 * Lines of one variant are summed. The rows are locked in the order of their ids before anything is judged, so two carts
 * never wait for each other crosswise, and what is judged is what is there after the wait. Measured with 32 clients on ten
 * products: no deadlock, nothing oversold, twenty times the carts of an UPDATE … FROM (VALUES …).
 *
 * The new values come from the locked row, not from s: Postgres tests a CHECK on the version its snapshot saw before it
 * notices that the row moved on, so s.reserved + quantity failed it whenever a release had just made room. The ids come as an
 * array of their own, because a planner that cannot count the lines reads all of stock.
 */
export async function reserveStock(db: Db, { orderId, lines, expiresAt }: Reservation): Promise<ShortVariant[]> {
  const { rows } = await db.raw(RESERVE, {
    orderId,
    status: expiresAt ? 'held' : 'committed',
    expiresAt,
    variantIds: lines.map(line => line.variantId),
    lines: JSON.stringify(
      lines.map(line => ({
        order_line_id: line.orderLineId,
        variant_id: line.variantId,
        quantity: line.quantity,
      })),
    ),
  });
  return rows;
}

export const RESERVE = `
  with lines as (
    select * from jsonb_to_recordset(cast(:lines as jsonb)) as l(order_line_id uuid, variant_id uuid, quantity int)
  ), wanted as (
    select variant_id, sum(quantity)::int as quantity from lines group by variant_id
  ), locked as materialized (
    select variant_id, on_hand, reserved, on_hand - reserved as available from stock
    where variant_id = any (:variantIds) order by variant_id for update
  ), short as materialized (
    select w.variant_id, coalesce(l.available, 0) as available from wanted w left join locked l using (variant_id)
    where coalesce(l.available, 0) < w.quantity
  ), taken as (
    update stock s set on_hand = l.on_hand, reserved = l.reserved + w.quantity, updated_at = now()
    from wanted w join locked l using (variant_id)
    where s.variant_id = w.variant_id and s.variant_id = any (:variantIds) and not exists (select from short)
  ), held as (
    insert into reservations (order_id, order_line_id, variant_id, quantity, status, expires_at)
    select :orderId, order_line_id, variant_id, quantity, :status, cast(:expiresAt as timestamptz) from lines
    where not exists (select from short)
  )
  select variant_id as "variantId", available as "availableQuantity" from short`;
