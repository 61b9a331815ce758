import type { Db } from '#db/connection.ts';
import { KIND } from './kind.ts';
import { type ClaimedEntry, type Movement, type StatementLine, statementLines } from './statement-lines.ts';

/**
 * What a payout is made of, by the day. The earnings of a delivered part are taken apart again: what was sold, its commission, what was
 * refunded or lost before delivery, and what was held in reserve; they sum to what was claimed.
 */
export async function readStatement(db: Db, payoutId: string): Promise<StatementLine[]> {
  const { rows } = await db.raw(
    `with claimed as (
       select c.ledger_entry_id as id, c.amount_cents, e.transaction_id, e.wholesaler_order_id as part_id, e.available_on, t.kind, t.memo, t.occurred_at
       from payout_entries c join ledger_entries e on e.id = c.ledger_entry_id join ledger_transactions t on t.id = e.transaction_id where c.payout_id = :payoutId
     ), runs as materialized (
       select b.batch_date, b.started_at from payouts y
       join payout_carryovers o on o.wholesaler_id = y.wholesaler_id and o.currency = y.currency
       join payout_batches b on b.id = o.payout_batch_id and b.batch_date < y.batch_date where y.id = :payoutId
     ), moved as (
       select c.id, c.transaction_id, c.amount_cents from claimed c where c.kind <> 'delivered'
       union all
       select c.id, e.transaction_id, -sum(e.amount_cents)::bigint from claimed c
       join ledger_entries e on e.wholesaler_order_id = c.part_id and e.transaction_id <> c.transaction_id
       join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_pending'
       where c.kind = 'delivered' group by c.id, e.transaction_id
     )
     select c.id, c.occurred_at as "occurredAt", c.memo, p.number as "orderNumber", c.amount_cents as "amountCents",
       (select cast(min(r.batch_date) as text) from runs r where c.available_on <= r.batch_date and c.occurred_at <= r.started_at) as "carriedSince",
       coalesce(held.cents, 0)::bigint as "reserveCents", held.until as "heldUntil",
       ${KIND} as kind, t.occurred_at as "movedAt", t.memo as "movedMemo", m.amount_cents as "movedCents", coalesce(given.cents, 0)::bigint as "commissionCents"
     from claimed c
     left join moved m on m.id = c.id
     left join ledger_transactions t on t.id = m.transaction_id
     left join wholesaler_orders p on p.id = c.part_id
     left join lateral (
       select sum(e.amount_cents) as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.kind = 'commission_revenue'
       where e.transaction_id = m.transaction_id and e.wholesaler_order_id = c.part_id) given on true
     left join lateral (
       select -sum(e.amount_cents) as cents, cast(max(e.available_on) as text) as until
       from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_reserve'
       where e.transaction_id = c.transaction_id) held on c.kind = 'delivered'
     order by c.occurred_at, c.id, t.occurred_at, t.id`,
    { payoutId },
  );
  return [...Map.groupBy(rows as Row[], row => row.id).values()].flatMap(own => statementLines(claimedOf(own)));
}

interface Row extends Omit<ClaimedEntry, 'moved'> {
  id: number;
  kind: Movement['kind'];
  movedAt: Date | null;
  movedMemo: string;
  movedCents: number;
  commissionCents: number;
}

const claimedOf = (rows: Row[]): ClaimedEntry => ({
  ...rows[0]!,
  moved: rows.flatMap(({ kind, movedAt, movedMemo, movedCents, commissionCents }) =>
    movedAt ? [{ kind, occurredAt: movedAt, memo: movedMemo, amountCents: movedCents, commissionCents }] : [],
  ),
});

export interface StatementHead {
  payoutNumber: string;
  batchDate: string;
  currency: string;
  amountCents: number;
  sentAt: Date;
  transferReference: string;
  wholesalerId: string;
  wholesalerName: string;
  /** Why the newest run before it that left something unpaid did so. */
  carriedReasons: string[];
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
       coalesce((select array_agg(o.reason order by o.reason) from payout_carryovers o join payout_batches b on b.id = o.payout_batch_id
         where o.wholesaler_id = p.wholesaler_id and o.currency = p.currency and b.batch_date < p.batch_date
         group by b.batch_date order by b.batch_date desc limit 1), '{}') as "carriedReasons",
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
