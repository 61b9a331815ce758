import type { Db } from '#db/connection.ts';

export interface PanelNumbers {
  queues: Record<string, number>;
  sales: { day: string; cents: number }[];
  ordersToday: number;
  salesTodayCents: number;
  topProducts: { id: string; title: string; units: number; cents: number }[];
  lowStock: { variantId: string; title: string; available: number }[];
  waitingOrders: { id: string; number: string; placedAt: string; cents: number }[];
}

/** A wholesaler's own numbers, or with null the whole market's: placed orders by day of 30, what waits, what sells, what runs out. One statement. */
export async function readPanelNumbers(db: Db, wholesalerId: string | null, now: Date): Promise<PanelNumbers> {
  const { rows } = await db.raw(
    `with mine as (
       select * from wholesaler_orders where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and placed_at > cast(:now as timestamptz) - interval '30 days'
         and status not in ('cancelled', 'expired', 'awaiting_payment')
     ), days as (
       select to_char(day, 'YYYY-MM-DD') as day from generate_series(cast(:today as date) - 29, cast(:today as date), interval '1 day') day
     )
     select
       (select json_agg(json_build_object('day', day, 'cents', coalesce((select sum(goods_cents - discount_cents) from mine
          where to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD') = day), 0)) order by day) from days) as sales,
       (select count(*)::int from mine where placed_at >= cast(:today as date)) as "ordersToday",
       (select coalesce(sum(goods_cents - discount_cents), 0)::bigint from mine where placed_at >= cast(:today as date)) as "salesTodayCents",
       json_build_object(
         'toAccept', (select count(*) from wholesaler_orders where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and status = 'placed'),
         'toShip', (select count(*) from wholesaler_orders where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and status in ('accepted', 'packed')),
         'late', (select count(*) from wholesaler_orders p join wholesalers w on w.id = p.wholesaler_id
            where (cast(:wholesalerId as uuid) is null or w.id = :wholesalerId) and p.status in ('placed', 'accepted', 'packed')
              and p.placed_at < cast(:now as timestamptz) - make_interval(days => w.lead_time_days + 1)),
         'returns', (select count(*) from return_requests where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and status = 'requested'),
         'quotations', (select count(*) from quotation_parts where wholesaler_id = cast(:wholesalerId as uuid) and status in ('requested', 'countered')),
         'disputes', (select count(distinct dispute_id) from dispute_parts where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and stage = 'to_answer'),
         'products', (select count(*) from products where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and status = 'pending'),
         'stores', (select count(*) from stores where status = 'in_review' and cast(:wholesalerId as uuid) is null),
         'wholesalers', (select count(*) from wholesalers where status = 'applied' and cast(:wholesalerId as uuid) is null),
         'webhooks', (select count(*) from webhook_events where applied_at is null and cast(:wholesalerId as uuid) is null)
       ) as queues,
       coalesce((select json_agg(top) from (select l.product_id as id, max(l.title) as title, sum(l.quantity) as units, sum(l.goods_cents - l.discount_cents) as cents
          from mine join order_lines l on l.wholesaler_order_id = mine.id group by l.product_id order by cents desc limit 6) top), '[]') as "topProducts",
       coalesce((select json_agg(low) from (select v.id as "variantId", p.title || case when v.title = p.title then '' else ' · ' || v.title end as title, s.on_hand - s.reserved as available
          from stock s join variants v on v.id = s.variant_id and v.archived_at is null join products p on p.id = v.product_id and p.status = 'published'
          where (cast(:wholesalerId as uuid) is null or v.wholesaler_id = :wholesalerId) and s.on_hand - s.reserved <= s.low_stock_threshold
          order by s.on_hand - s.reserved, v.id limit 6) low), '[]') as "lowStock",
       coalesce((select json_agg(waiting) from (select id, number, to_char(placed_at, 'YYYY-MM-DD') as "placedAt", total_cents as cents from wholesaler_orders
          where (cast(:wholesalerId as uuid) is null or wholesaler_id = :wholesalerId) and status in ('placed', 'accepted', 'packed') order by placed_at limit 6) waiting), '[]') as "waitingOrders"`,
    { wholesalerId, now, today: now.toISOString().slice(0, 10) },
  );
  return rows[0];
}

export interface FinanceNumbers {
  duePayoutsCents: number;
  attention: number;
  /** Batches, adjustments and proposed entries that wait for a second person. */
  toApprove: number;
  /** What Stripe and the ledger say differently. */
  differences: number;
  /** Disputes that wait for an answer, and the first day one is due. */
  disputes: number;
  nextDisputeDueAt: Date | null;
  commissionCents: number;
  receivableCents: number;
  openInvoices: number;
  overdueInvoices: number;
  payouts: { day: string; cents: number }[];
  unfinished: { id: string; number: string; wholesaler: string; cents: number; status: string }[];
}

/** What finance watches: debts to wholesalers and of stores, commission of 30 days, payouts by batch and those that are stuck. */
export async function readFinanceNumbers(db: Db, now: Date): Promise<FinanceNumbers> {
  const { rows } = await db.raw(
    `select
       (select coalesce(-sum(e.amount_cents), 0)::bigint from ledger_entries e join ledger_accounts a on a.id = e.account_id
         where a.kind = 'wholesaler_payable' and e.available_on <= cast(:today as date)
           and not exists (select from payout_entries p where p.ledger_entry_id = e.id)) as "duePayoutsCents",
       (select count(*)::int from finance_attention) as attention,
       (select (select count(*) from payout_batches where status = 'awaiting_release') + (select count(*) from adjustments where status = 'proposed')
         + (select count(*) from reconciliation_differences where status = 'proposed'))::int as "toApprove",
       (select count(*)::int from reconciliation_differences where status in ('open', 'proposed')) as differences,
       (select count(*)::int from disputes where stage = 'to_answer') as disputes,
       (select min(evidence_due_at) from disputes where stage = 'to_answer') as "nextDisputeDueAt",
       (select coalesce(-sum(e.amount_cents), 0)::bigint from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
         where a.kind = 'commission_revenue' and t.occurred_at >= (cast(:today as date) - 29)::timestamp at time zone 'UTC') as "commissionCents",
       (select coalesce(sum(total_cents - credited_cents - paid_cents), 0)::bigint from invoices where status = 'open') as "receivableCents",
       (select count(*)::int from invoices where status = 'open') as "openInvoices",
       (select count(*)::int from invoices where status = 'open' and due_on < cast(:today as date)) as "overdueInvoices",
       coalesce((select json_agg(json_build_object('day', day, 'cents', cents) order by day) from (select to_char(batch_date, 'YYYY-MM-DD') as day, sum(amount_cents) as cents
         from payouts where status = 'sent' and batch_date > cast(:today as date) - 30 group by batch_date) days), '[]') as payouts,
       coalesce((select json_agg(stuck) from (select p.id, p.number, w.name as wholesaler, p.amount_cents as cents, p.status from payouts p join wholesalers w on w.id = p.wholesaler_id
         where p.status <> 'sent' order by p.created_at limit 8) stuck), '[]') as unfinished`,
    { today: now.toISOString().slice(0, 10) },
  );
  return rows[0];
}
