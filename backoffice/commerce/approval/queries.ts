import type { Db } from '#db/connection.ts';
import type { ApprovalLine, AskedOrder } from './rules.ts';

export type ApprovalStatus = 'submitted' | 'approved' | 'declined' | 'withdrawn';
export interface ApprovalSummary {
  number: string;
  status: ApprovalStatus;
  statusReason: string | null;
  submittedBy: string;
  isMine: boolean;
  decidedBy: string | null;
  currency: string;
  totalCents: number;
  lineCount: number;
  poNumber: string | null;
  orderNumber: string | null;
  createdAt: string;
}
export interface Approval extends ApprovalSummary {
  id: string;
  storeId: string;
  submitterId: string;
  submitterEmail: string;
  lines: ApprovalLine[];
  request: AskedOrder;
  attempt: number;
  orderStatus: string | null;
}

const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const SUMMARY = `a.number, a.status, a.status_reason as "statusReason", by.name as "submittedBy", a.submitted_by = cast(:userId as uuid) as "isMine",
  decider.name as "decidedBy", a.currency, a.total_cents as "totalCents", jsonb_array_length(a.lines) as "lineCount", a.request->>'poNumber' as "poNumber",
  o.number as "orderNumber", ${iso('a.created_at')} as "createdAt"`;
const FROM = `order_approvals a join users by on by.id = a.submitted_by left join users decider on decider.id = a.decided_by left join orders o on o.id = a.order_id`;

/** Of one store, those that wait first; a buyer sees only their own. */
export async function listApprovals(
  db: Db,
  { storeId, userId, isOwnOnly }: { storeId: string; userId: string; isOwnOnly: boolean },
): Promise<ApprovalSummary[]> {
  const { rows } = await db.raw(
    `select ${SUMMARY} from ${FROM} where a.store_id = :storeId and ${isOwnOnly ? 'a.submitted_by = :userId' : 'true'}
     order by (a.status = 'submitted') desc, a.created_at desc, a.id limit 100`,
    { storeId, userId },
  );
  return rows;
}

export async function findApproval(
  db: Db,
  by: { number: string; storeId: string; userId: string } | { requestKey: string; userId: string },
): Promise<Approval | null> {
  const where = 'number' in by ? 'a.number = :number and a.store_id = :storeId' : 'a.request_key = :requestKey';
  const { rows } = await db.raw(
    `select ${SUMMARY}, a.id, a.store_id as "storeId", a.submitted_by as "submitterId", by.email as "submitterEmail", a.lines, a.request, a.attempt,
       o.status as "orderStatus" from ${FROM} where ${where}`,
    by,
  );
  return rows[0] ?? null;
}

export interface NewApproval {
  storeId: string;
  submittedBy: string;
  currency: string;
  totalCents: number;
  lines: ApprovalLine[];
  request: AskedOrder;
  requestKey: string;
}

/** Null: this request was submitted before. */
export async function insertApproval(trx: Db, approval: NewApproval): Promise<{ id: string; number: string } | null> {
  const { rows } = await trx.raw(
    `insert into order_approvals (store_id, submitted_by, currency, total_cents, lines, request, request_key)
     values (:storeId, :submittedBy, :currency, :totalCents, :lines, :request, :requestKey)
     on conflict (request_key) do nothing returning id, number`,
    { ...approval, lines: JSON.stringify(approval.lines), request: JSON.stringify(approval.request) },
  );
  return rows[0] ?? null;
}

/** The lines leave the buyer's cart for one of the approval's own. False: some of them are gone from the cart meanwhile. */
export async function parkLines(
  trx: Db,
  { approvalId, storeId, lineIds }: { approvalId: string; storeId: string; lineIds: string[] },
): Promise<boolean> {
  const { rows } = await trx.raw(
    `insert into carts (channel, store_id, approval_id) values ('b2b', :storeId, :approvalId) returning id`,
    { storeId, approvalId },
  );
  await trx.raw(
    `insert into cart_promotions (cart_id, promotion_id) select distinct cast(:cartId as uuid), k.promotion_id
     from cart_lines l join cart_promotions k on k.cart_id = l.cart_id where l.id = any(:lineIds)`,
    { cartId: rows[0].id, lineIds },
  );
  const moved = await trx('cart_lines').whereIn('id', lineIds).update({ cart_id: rows[0].id });
  return moved === lineIds.length;
}

/** Back into the buyer's own cart; of a line in both the larger quantity stays. */
export async function returnLines(
  trx: Db,
  { approvalId, storeId, userId }: { approvalId: string; storeId: string; userId: string },
): Promise<void> {
  await trx.raw(
    `with own as (
       insert into carts (channel, user_id, store_id) select 'b2b', cast(:userId as uuid), cast(:storeId as uuid)
       where exists (select from store_members where user_id = :userId and store_id = :storeId)
       on conflict (user_id, channel) do update set updated_at = now() returning id
     )
     insert into cart_lines as l (cart_id, variant_id, quantity, seen_unit_price_cents, offer_line_id)
     select own.id, p.variant_id, p.quantity, p.seen_unit_price_cents, p.offer_line_id
     from own, carts parked join cart_lines p on p.cart_id = parked.id where parked.approval_id = :approvalId
     on conflict (cart_id, variant_id) do update set quantity = greatest(l.quantity, excluded.quantity), updated_at = now()`,
    { approvalId, storeId, userId },
  );
  await trx('carts').where({ approval_id: approvalId }).delete();
}

/** What the approver has seen counts as the price that was accepted. */
export async function acceptParkedPrices(trx: Db, prices: { lineId: string; unitPriceCents: number }[]): Promise<void> {
  await trx.raw(
    `update cart_lines l set seen_unit_price_cents = p."unitPriceCents"
     from jsonb_to_recordset(cast(:prices as jsonb)) as p ("lineId" uuid, "unitPriceCents" bigint) where l.id = p."lineId"`,
    { prices: JSON.stringify(prices) },
  );
}

/**
 * submitted → approved, or a further attempt at one whose order ended unpaid or was never written (a crash). Answers the attempt's
 * number; null when it was decided otherwise meanwhile.
 */
export async function claimApproval(
  trx: Db,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<number | null> {
  const { rows } = await trx.raw(
    `update order_approvals a set status = 'approved', status_reason = null, decided_by = :userId, decided_at = :at, updated_at = :at,
       attempt = case when a.status = 'approved' and a.order_id is null then a.attempt else a.attempt + 1 end
     where id = :id and (a.status = 'submitted' or (a.status = 'approved' and (a.order_id is null
       or exists (select from orders o where o.id = a.order_id and o.status in ('expired', 'cancelled') and o.placed_at is null))))
     returning attempt`,
    { id, userId, at },
  );
  return rows[0]?.attempt ?? null;
}

/** It could not be placed: it waits again, and the next attempt is another request. */
export async function unclaimApproval(trx: Db, id: string): Promise<void> {
  await trx('order_approvals')
    .where({ id, status: 'approved' })
    .update({ status: 'submitted', updated_at: trx.fn.now() });
}

export async function noteApprovedOrder(trx: Db, id: string, orderId: string): Promise<void> {
  await trx('order_approvals').where({ id }).update({ order_id: orderId, updated_at: trx.fn.now() });
}

/** submitted → declined | withdrawn. False: it was decided meanwhile. */
export async function endApproval(
  trx: Db,
  {
    id,
    status,
    decidedBy,
    reason,
    at,
  }: { id: string; status: 'declined' | 'withdrawn'; decidedBy: string | null; reason: string | null; at: Date },
): Promise<boolean> {
  const count = await trx('order_approvals').where({ id, status: 'submitted' }).update({
    status,
    status_reason: reason,
    decided_by: decidedBy,
    decided_at: at,
    updated_at: at,
  });
  return count === 1;
}

/** Who may approve: owners and approvers, never the person who submitted. */
export async function listApprovers(
  db: Db,
  { storeId, submitterId }: { storeId: string; submitterId: string },
): Promise<{ id: string; name: string; email: string }[]> {
  return db('store_members as m')
    .join('users as u', 'u.id', 'm.user_id')
    .where({ 'm.store_id': storeId })
    .whereIn('m.member_role', ['owner', 'approver'])
    .whereNot('u.id', submitterId)
    .orderBy('u.id')
    .select('u.id', 'u.name', 'u.email');
}
