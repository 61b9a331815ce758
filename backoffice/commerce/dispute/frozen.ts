import type { Db } from '#db/connection.ts';

export interface DisputedPart {
  id: string;
  disputeId: string;
  wholesalerId: string;
  wholesalerName: string;
  number: string;
  orderId: string;
  currency: string;
  /** Earned with this order and not paid out yet: what waits. */
  frozenCents: number;
  /** Once it is lost. Null: it is not. */
  lost: { amountCents: number; wholesalerCents: number; platformCents: number } | null;
}

/** Every wholesaler's order in a dispute with what is at stake, or one by its own id. */
export async function listDisputedParts(
  db: Db,
  by: { disputeId: string } | { partId: string },
): Promise<DisputedPart[]> {
  const { rows } = await db.raw(
    `select dp.id, dp.dispute_id as "disputeId", dp.wholesaler_id as "wholesalerId", w.name as "wholesalerName", p.number, p.order_id as "orderId", p.currency,
       coalesce(-(select sum(e.amount_cents) from ledger_entries e join ledger_accounts a on a.id = e.account_id
         where e.wholesaler_order_id = p.id and a.kind in ('wholesaler_pending', 'wholesaler_payable')
           and not exists (select from payout_entries paid where paid.ledger_entry_id = e.id)), 0)::bigint as "frozenCents",
       (select json_build_object('amountCents', s.amount_cents, 'platformCents', s.platform_cents,
           'wholesalerCents', s.amount_cents + s.subsidy_cents - s.tax_cents - s.commission_cents - s.platform_cents)
         from dispute_shares s where s.dispute_id = dp.dispute_id and s.wholesaler_order_id = p.id) as lost
     from dispute_parts dp join wholesaler_orders p on p.id = dp.wholesaler_order_id join wholesalers w on w.id = dp.wholesaler_id
     where ${'disputeId' in by ? 'dp.dispute_id' : 'dp.id'} = ? order by p.number`,
    ['disputeId' in by ? by.disputeId : by.partId],
  );
  return rows;
}

export interface OpenDispute {
  id: string;
  stage: 'to_answer' | 'under_review' | 'closed';
  status: string;
  reason: string;
  currency: string;
  amountCents: number;
  orderId: string;
  orderNumber: string;
  evidenceDueAt: Date | null;
}

export async function findDispute(
  db: Db,
  by: { stripe_dispute_id: string } | { id: string },
): Promise<OpenDispute | null> {
  const [[column, value]] = Object.entries(by) as [[string, string]];
  return (await disputes(db).where(`d.${column}`, value).first()) ?? null;
}

/** Nobody has decided what to say, and the day to say it comes within so many hours. */
export async function listUnanswered(db: Db, until: { from: Date; hours: number }): Promise<OpenDispute[]> {
  const last = new Date(until.from.getTime() + until.hours * 3_600_000);
  return disputes(db)
    .leftJoin('dispute_answers as a', 'a.dispute_id', 'd.id')
    .where('d.stage', 'to_answer')
    .whereNull('a.decision')
    .whereBetween('d.evidence_due_at', [until.from, last])
    .orderBy('d.evidence_due_at');
}

const disputes = (db: Db) =>
  db('disputes as d')
    .join('payments as pay', 'pay.id', 'd.payment_id')
    .join('orders as o', 'o.id', 'pay.order_id')
    .select({
      ...{ id: 'd.id', stage: 'd.stage', status: 'd.status', reason: 'd.reason', currency: 'd.currency' },
      ...{
        amountCents: 'd.amount_cents',
        orderId: 'o.id',
        orderNumber: 'o.number',
        evidenceDueAt: 'd.evidence_due_at',
      },
    });

/** Who answers disputes: finance, and where there is nobody, the admins. */
export async function listDesk(db: Db): Promise<{ id: string; name: string; email: string }[]> {
  const of = (role: string) =>
    db('users').where({ role, suspended_at: null }).orderBy('id').select('id', 'name', 'email');
  const finance = await of('finance');
  return finance.length > 0 ? finance : of('admin');
}
