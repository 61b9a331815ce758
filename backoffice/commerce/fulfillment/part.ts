import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Db } from '#db/connection.ts';
import type { OpenLine } from './rules.ts';

/** Which part, and whose: another wholesaler's part does not exist for the asker. */
export interface PartOfWholesaler {
  partId: string;
  wholesalerId: string;
}

export interface Part {
  id: string;
  number: string;
  order_id: string;
  wholesaler_id: string;
  status: string;
  currency: string;
}

/** The part, locked until the transaction ends: parcels of one part are made one after another. */
export async function lockPart(trx: Db, { partId, wholesalerId }: PartOfWholesaler): Promise<Part> {
  const part = await trx('wholesaler_orders').where({ id: partId, wholesaler_id: wholesalerId }).forUpdate().first();
  if (!part) throw notFound('order');
  return part;
}

export async function acceptPart(trx: Db, which: PartOfWholesaler, at: Date): Promise<string> {
  return advance(trx, which, { from: 'placed', to: 'accepted', stamp: { accepted_at: at } });
}

export async function packPart(trx: Db, which: PartOfWholesaler): Promise<string> {
  return advance(trx, which, { from: 'accepted', to: 'packed', stamp: {} });
}

/** Repeating the step is no error: the part is where the asker wants it. */
async function advance(
  trx: Db,
  { partId, wholesalerId }: PartOfWholesaler,
  step: { from: string; to: string; stamp: object },
): Promise<string> {
  const own = { id: partId, wholesaler_id: wholesalerId };
  const count = await trx('wholesaler_orders')
    .where({ ...own, status: step.from })
    .update({ status: step.to, ...step.stamp, updated_at: trx.fn.now() });
  if (count === 1) return step.to;
  const part = await trx('wholesaler_orders').where(own).first('status');
  if (!part) throw notFound('order');
  if (part.status === step.to) return step.to;
  throw conflict(`not_${step.from}`, `This order is ${part.status}: it can no longer become ${step.to}`);
}

/** Every line of a part with what no bought label, and no label being bought, covers. */
export async function openLines(db: Db, partId: string): Promise<OpenLine[]> {
  const { rows } = await db.raw(
    `select l.id as "orderLineId", l.title, l.weight_grams as "weightGrams",
            (l.quantity - coalesce(packed.quantity, 0) - coalesce(buying.quantity, 0))::int as "openQuantity"
     from order_lines l
     left join lateral (
       select sum(sl.quantity) as quantity from shipment_lines sl join shipments s on s.id = sl.shipment_id
       where sl.order_line_id = l.id and s.status <> 'voided') packed on true
     left join lateral (
       select sum((line->>'quantity')::int) as quantity
       from parcel_quotes q, jsonb_array_elements(q.lines) line
       where q.wholesaler_order_id = l.wholesaler_order_id and q.status = 'buying' and line->>'orderLineId' = l.id::text) buying on true
     where l.wholesaler_order_id = ? order by l.position, l.id`,
    [partId],
  );
  return rows;
}

/** accepted, packed → shipped once every unit is in a parcel. */
export async function markPartShipped(trx: Db, partId: string, at: Date): Promise<void> {
  await trx('wholesaler_orders')
    .where({ id: partId })
    .whereIn('status', ['accepted', 'packed'])
    .update({ status: 'shipped', shipped_at: at, updated_at: at });
}

/** shipped → packed: a voided label leaves something to ship. */
export async function reopenShippedPart(trx: Db, partId: string, at: Date): Promise<void> {
  await trx('wholesaler_orders')
    .where({ id: partId, status: 'shipped' })
    .update({ status: 'packed', shipped_at: null, updated_at: at });
}
