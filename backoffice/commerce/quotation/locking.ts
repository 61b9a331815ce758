import type { Db } from '#db/connection.ts';

/** The offer that a cart line was made from. */
export interface LineOffer {
  offerLineId: string;
  /** Of the request: Q-10001. */
  number: string;
  quantity: number;
  unitPriceCents: number;
  /** Its last day. */
  validUntil: string;
  /** False: it ended, or this line of it was ordered. */
  isOpen: boolean;
}

const ORDERED = (statuses: string, but = '') => `exists (
  select from order_lines x join orders o on o.id = x.order_id where x.offer_line_id = ol.id and o.status in (${statuses}) ${but})`;

/** SQL for a cart line's offer, as one JSON object. Bindings: storeId, day. */
export const OFFER_OF_LINE = (offerLineId: string) => `(
  select json_build_object('offerLineId', ol.id, 'number', p.number, 'quantity', ol.quantity, 'unitPriceCents', ol.unit_price_cents,
    'validUntil', f.valid_until, 'isOpen', p.status in ('accepted', 'ordered') and f.valid_until >= cast(:day as date)
      and q.store_id = cast(:storeId as uuid) and not ${ORDERED("'placed', 'completed'")})
  from quotation_offer_lines ol join quotation_offers f on f.id = ol.offer_id join quotation_parts p on p.id = f.part_id
  join quotations q on q.id = p.quotation_id where ol.id = ${offerLineId})`;

/**
 * Takes the offers behind an order's lines for this order; answers the numbers of those that have ended meanwhile or that another live
 * order uses. Locked first, judged afterwards: a statement that waits still sees what was there before its wait.
 */
export async function claimOffers(
  trx: Db,
  { orderId, offerLineIds, day }: { orderId: string; offerLineIds: string[]; day: string },
): Promise<string[]> {
  await trx.raw(
    `select p.id from quotation_parts p where p.id in (
       select f.part_id from quotation_offer_lines ol join quotation_offers f on f.id = ol.offer_id where ol.id = any(:offerLineIds))
     order by p.id for update`,
    { offerLineIds },
  );
  const { rows } = await trx.raw(
    `select distinct p.number from quotation_offer_lines ol join quotation_offers f on f.id = ol.offer_id
     join quotation_parts p on p.id = f.part_id
     where ol.id = any(:offerLineIds) and (p.status not in ('accepted', 'ordered') or f.valid_until < cast(:day as date)
       or ${ORDERED("'awaiting_payment', 'placed', 'completed'", 'and o.id <> :orderId')})`,
    { orderId, offerLineIds, day },
  );
  return rows.map((row: { number: string }) => row.number);
}

/** accepted (or expired, when the payment came late) → ordered, for every offer that the order used. */
export async function markOrdered(trx: Db, { orderId, at }: { orderId: string; at: Date }): Promise<void> {
  await trx.raw(
    `with used as (
       select distinct f.part_id from order_lines l join quotation_offer_lines ol on ol.id = l.offer_line_id
       join quotation_offers f on f.id = ol.offer_id where l.order_id = :orderId
     ), moved as (
       update quotation_parts p set status = 'ordered', order_id = :orderId, updated_at = :at
       where p.id in (select part_id from used) and p.status in ('accepted', 'expired') returning p.id, p.current_offer_id
     )
     insert into quotation_steps (part_id, kind, made_by, offer_id, message)
     select m.id, 'ordered', 'store', m.current_offer_id, 'Order ' || o.number from moved m, orders o where o.id = :orderId`,
    { orderId, at },
  );
}
