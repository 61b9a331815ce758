import type { Db } from '#db/connection.ts';

/** One claimed ledger entry, as it reads on a statement. Cents to the wholesaler, so costs are negative. */
export interface StatementEntry {
  occurredAt: Date;
  kind: 'sale' | 'refund' | 'label' | 'adjustment';
  /** The part's number; null for what belongs to no order. */
  orderNumber: string | null;
  memo: string;
  salesCents: number;
  commissionCents: number;
  refundsCents: number;
  adjustmentsCents: number;
  amountCents: number;
}

export interface StatementTotals {
  orderCount: number;
  salesCents: number;
  commissionCents: number;
  refundsCents: number;
  adjustmentsCents: number;
  amountCents: number;
}

/**
 * What a payout is made of. The earnings of a delivered part are taken apart again: what was sold, the commission, and what was
 * refunded before delivery, what was held in reserve; they sum to what was claimed.
 */
export async function readStatement(db: Db, payoutId: string): Promise<StatementEntry[]> {
  const { rows } = await db.raw(
    `select t.kind as cause, t.occurred_at, t.memo, p.number, c.amount_cents,
       coalesce(placed.amount_cents, 0)::bigint as placed_cents,
       coalesce(commission.amount_cents, 0)::bigint as commission_cents,
       coalesce(reserve.amount_cents, 0)::bigint as reserve_cents
     from payout_entries c
     join ledger_entries e on e.id = c.ledger_entry_id
     join ledger_transactions t on t.id = e.transaction_id
     left join wholesaler_orders p on p.id = e.wholesaler_order_id
     left join lateral (
       select -sum(pe.amount_cents) as amount_cents
       from ledger_entries pe
       join ledger_transactions pt on pt.id = pe.transaction_id and pt.kind = 'order_placed'
       join ledger_accounts pa on pa.id = pe.account_id and pa.kind = 'wholesaler_pending'
       where pe.wholesaler_order_id = p.id) placed on t.kind = 'delivered'
     left join lateral (
       select sum(commission_cents) as amount_cents from commissions where wholesaler_order_id = p.id) commission on t.kind = 'delivered'
     left join lateral (
       select -sum(re.amount_cents) as amount_cents
       from ledger_entries re join ledger_accounts ra on ra.id = re.account_id and ra.kind = 'wholesaler_reserve'
       where re.transaction_id = t.id) reserve on t.kind = 'delivered'
     where c.payout_id = ? order by t.occurred_at, e.id`,
    [payoutId],
  );
  return rows.map(toEntry);
}

export interface StatementHead {
  payoutNumber: string;
  batchDate: string;
  currency: string;
  amountCents: number;
  sentAt: Date;
  transferReference: string;
  wholesalerId: string;
  wholesalerName: string;
  payTo: { address: StatementAddress; vatId: string | null; email: string };
}

interface StatementAddress {
  name: string;
  line1: string;
  line2: string | null;
  city: string;
  region: string | null;
  postalCode: string;
  country: string;
}

/** Undefined until the payout was sent. */
export async function readStatementHead(db: Db, payoutId: string): Promise<StatementHead | undefined> {
  const { rows } = await db.raw(
    `select p.number as "payoutNumber", p.batch_date as "batchDate", p.currency, p.amount_cents as "amountCents", p.sent_at as "sentAt",
       p.stripe_transfer_id as "transferReference", w.id as "wholesalerId", w.name as "wholesalerName",
       json_build_object('vatId', w.tax_id, 'email', w.contact_email, 'address', json_build_object(
         'name', coalesce(a.name, w.name), 'line1', coalesce(a.line1, ''), 'line2', a.line2, 'city', coalesce(a.city, ''),
         'region', a.region, 'postalCode', coalesce(a.postal_code, ''), 'country', coalesce(a.country, w.country))) as "payTo"
     from payouts p
     join wholesalers w on w.id = p.wholesaler_id
     left join addresses a on a.wholesaler_id = w.id and a.is_default
     where p.id = ? and p.status = 'sent'`,
    [payoutId],
  );
  return rows[0];
}

export function totalsOf(entries: StatementEntry[]): StatementTotals {
  const sum = (of: (entry: StatementEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  return {
    orderCount: new Set(entries.filter(entry => entry.kind === 'sale').map(entry => entry.orderNumber)).size,
    salesCents: sum(entry => entry.salesCents),
    commissionCents: sum(entry => entry.commissionCents),
    refundsCents: sum(entry => entry.refundsCents),
    adjustmentsCents: sum(entry => entry.adjustmentsCents),
    amountCents: sum(entry => entry.amountCents),
  };
}

interface EntryRow {
  cause: string;
  occurred_at: Date;
  memo: string;
  number: string | null;
  amount_cents: number;
  placed_cents: number;
  commission_cents: number;
  reserve_cents: number;
}

function toEntry(row: EntryRow): StatementEntry {
  const amountCents = row.amount_cents;
  const entry = {
    occurredAt: row.occurred_at,
    orderNumber: row.number,
    memo: row.memo,
    salesCents: 0,
    commissionCents: 0,
    refundsCents: 0,
    adjustmentsCents: 0,
    amountCents,
  };
  if (row.cause === 'delivered')
    return {
      ...entry,
      kind: 'sale',
      salesCents: row.placed_cents + row.commission_cents,
      commissionCents: -row.commission_cents,
      refundsCents: amountCents + row.reserve_cents - row.placed_cents,
      adjustmentsCents: -row.reserve_cents,
    };
  if (row.cause === 'refund') return { ...entry, kind: 'refund', refundsCents: amountCents };
  return { ...entry, kind: row.cause === 'label' ? 'label' : 'adjustment', adjustmentsCents: amountCents };
}
