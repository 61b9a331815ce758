import type { Db } from '#db/connection.ts';
import type { Reason } from '../refusal.ts';

export interface ReturnableLine {
  id: string;
  sku: string;
  /** Bought, less what was refunded or is on its way back. */
  returnable: number;
}
export interface ReturnablePart {
  id: string;
  number: string;
  status: string;
  wholesalerId: string;
  deliveredAt: Date | null;
  lines: ReturnableLine[];
  returnCount: number;
}
export interface ReturnedLine {
  orderLineId: string;
  quantity: number;
}

/** Days in which a delivered item can be sent back; after them the part is closed. */
export const RETURN_DAYS = 14;

export function returnReasons(part: ReturnablePart, lines: ReturnedLine[], now: Date): Reason[] {
  if (!part.deliveredAt) return [{ code: 'not_delivered', message: 'Items can be sent back once they have arrived' }];
  const days = (now.getTime() - part.deliveredAt.getTime()) / 86_400_000;
  if (days > RETURN_DAYS)
    return [{ code: 'window_closed', message: `Items can be sent back for ${RETURN_DAYS} days after delivery` }];
  const ids = lines.map(one => one.orderLineId);
  return lines.flatMap((one, index): Reason[] => {
    const line = part.lines.find(candidate => candidate.id === one.orderLineId);
    if (!line)
      return [{ code: 'unknown_line', subject: one.orderLineId, message: 'This item is not part of the order' }];
    if (ids.indexOf(line.id) !== index)
      return [{ code: 'line_twice', subject: line.id, message: `${line.sku} is named twice` }];
    if (one.quantity <= line.returnable) return [];
    return [
      {
        code: 'too_many',
        subject: line.id,
        message: `Of ${line.sku} ${line.returnable} can still be sent back`,
        fix: { availableQuantity: line.returnable },
      },
    ];
  });
}

/** Locked first and read afterwards: a statement that waits still sees what was there before its wait. */
export async function lockReturnablePart(
  trx: Db,
  which: { orderId: string; wholesalerSlug: string },
): Promise<ReturnablePart | null> {
  const { rows: locked } = await trx.raw(
    `select p.id from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
     where p.order_id = :orderId and w.slug = :wholesalerSlug for update of p`,
    which,
  );
  if (locked.length === 0) return null;
  const { rows } = await trx.raw(
    `select p.id, p.number, p.status, p.wholesaler_id as "wholesalerId", p.delivered_at as "deliveredAt",
       (select count(*)::int from return_requests r where r.wholesaler_order_id = p.id) as "returnCount",
       (select json_agg(json_build_object('id', l.id, 'sku', l.sku, 'returnable', l.quantity
           - (select coalesce(sum(rl.quantity), 0) from refund_lines rl join refunds r on r.id = rl.refund_id where rl.order_line_id = l.id)
           - (select coalesce(sum(x.quantity), 0) from return_lines x join return_requests r on r.id = x.return_request_id
              where x.order_line_id = l.id and r.status in ('requested', 'approved', 'received'))))
         from order_lines l where l.wholesaler_order_id = p.id) as lines
     from wholesaler_orders p where p.id = ?`,
    [locked[0].id],
  );
  return rows[0];
}

export async function findReturnByKey(db: Db, requestKey: string): Promise<{ number: string; status: string } | null> {
  return (await db('return_requests').where({ request_key: requestKey }).first('number', 'status')) ?? null;
}

export async function insertReturn(
  trx: Db,
  request: {
    part: ReturnablePart;
    lines: ReturnedLine[];
    reason: string;
    requestKey: string;
    requestedBy: string | null;
  },
): Promise<{ id: string; number: string; status: string }> {
  const { part } = request;
  const [row] = await trx('return_requests')
    .insert({
      number: `${part.number}-R${part.returnCount + 1}`,
      wholesaler_order_id: part.id,
      wholesaler_id: part.wholesalerId,
      reason: request.reason,
      request_key: request.requestKey,
      requested_by: request.requestedBy,
    })
    .returning(['id', 'number', 'status']);
  await trx('return_lines').insert(
    request.lines.map(line => ({
      return_request_id: row.id,
      order_line_id: line.orderLineId,
      quantity: line.quantity,
    })),
  );
  return row;
}

export interface LockedReturn {
  id: string;
  number: string;
  status: string;
  wholesaler_order_id: string;
  part_status: string;
  lines: (ReturnedLine & { variantId: string })[];
}

/** A wholesaler's own only; staff pass null. */
export async function lockReturn(trx: Db, number: string, wholesalerId: string | null): Promise<LockedReturn | null> {
  const { rows } = await trx.raw(
    `select r.id, r.number, r.status, r.wholesaler_order_id, p.status as part_status,
       (select json_agg(json_build_object('orderLineId', x.order_line_id, 'quantity', x.quantity, 'variantId', l.variant_id))
         from return_lines x join order_lines l on l.id = x.order_line_id where x.return_request_id = r.id) as lines
     from return_requests r join wholesaler_orders p on p.id = r.wholesaler_order_id
     where r.number = :number and (cast(:wholesalerId as uuid) is null or r.wholesaler_id = :wholesalerId) for update of r, p`,
    { number, wholesalerId },
  );
  return rows[0] ?? null;
}

export async function moveReturn(
  trx: Db,
  id: string,
  to: { status: string; reason?: string | null; isRestocked?: boolean },
): Promise<void> {
  await trx('return_requests')
    .where({ id })
    .update({ status: to.status, updated_at: trx.fn.now(), ...(to.reason ? { status_reason: to.reason } : {}) });
  if (to.isRestocked) await trx('return_lines').where({ return_request_id: id }).update({ is_restocked: true });
}

/** shipped or delivered → returned, once every unit of the part came back. */
export async function markPartReturned(trx: Db, partId: string): Promise<void> {
  await trx.raw(
    `update wholesaler_orders p set status = 'returned', updated_at = now() where p.id = ? and p.status in ('shipped', 'delivered')
       and not exists (select from order_lines l where l.wholesaler_order_id = p.id and l.quantity >
         (select coalesce(sum(rl.quantity), 0) from refund_lines rl join refunds r on r.id = rl.refund_id where rl.order_line_id = l.id))`,
    [partId],
  );
}
