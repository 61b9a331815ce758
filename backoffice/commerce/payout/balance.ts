import type { Db } from '#db/connection.ts';
import { findBatch } from './batch.ts';
import { previewOne } from './claim.ts';

/** today: a UTC day. */
interface Asked {
  id: string;
  currency: string;
  today: string;
}

/**
 * In cents, as of today: pending is not yet earned or still on hold, available is what the next run can pay. What payouts have claimed is
 * known by their amounts, so that no entry is looked up. However long the past: its sums are kept, and only what came since is added up.
 */
export async function readBalance(
  db: Db,
  wholesaler: Asked,
): Promise<{ pendingCents: number; availableCents: number; reserveCents: number }> {
  const { rows } = await db.raw(
    `with moved as (
       select a.kind, m.available_on, m.amount_cents from ledger_accounts a cross join lateral (
         select available_on, amount_cents from ledger_totals where account_id = a.id union all
         select available_on, amount_cents from ledger_entries where account_id = a.id and id > (select through_entry_id from ledger_totals_reach)
       ) m where a.wholesaler_id = :id and a.currency = :currency
     ), summed as (
       select -sum(amount_cents) filter (where kind = 'wholesaler_pending' or kind = 'wholesaler_payable' and available_on > cast(:today as date)) as pending,
         -sum(amount_cents) filter (where kind = 'wholesaler_payable' and available_on <= cast(:today as date)) as payable,
         -sum(amount_cents) filter (where kind = 'wholesaler_reserve') as reserve from moved
     )
     select coalesce(pending, 0)::bigint as "pendingCents", coalesce(reserve, 0)::bigint as "reserveCents",
       (coalesce(payable, 0) - coalesce((select sum(amount_cents) from payouts where wholesaler_id = :id and currency = :currency), 0))::bigint as "availableCents"
     from summed`,
    { ...wholesaler },
  );
  return rows[0];
}

/** What becomes available on each of the days to come, and what of the reserve is given back. What waits for its delivery has no day yet. */
export async function listUpcoming(
  db: Db,
  wholesaler: Asked,
): Promise<{ day: string; amountCents: number; reserveCents: number }[]> {
  const { rows } = await db.raw(
    `select cast(e.available_on as text) as day, coalesce(-sum(e.amount_cents) filter (where a.kind = 'wholesaler_payable'), 0)::bigint as "amountCents",
       coalesce(-sum(e.amount_cents) filter (where a.kind = 'wholesaler_reserve'), 0)::bigint as "reserveCents"
     from ledger_accounts a join ledger_entries e on e.account_id = a.id
     where a.wholesaler_id = :id and a.currency = :currency and e.available_on > cast(:today as date) group by e.available_on order by e.available_on`,
    { ...wholesaler },
  );
  return rows;
}

/** What a wholesaler earned by day or by week (from Monday), newest last: sales less all that was taken from them. Payouts are not in it. */
export async function listEarnings(
  db: Db,
  { by, from, ...wholesaler }: Asked & { by: 'day' | 'week'; from: string },
): Promise<{ day: string; cents: number }[]> {
  const { rows } = await db.raw(
    `with moved as (
       select cast(date_trunc(cast(:by as text), t.occurred_at at time zone 'UTC') as date) as day, -sum(e.amount_cents) as cents
       from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
       where a.wholesaler_id = :id and a.currency = :currency and t.kind not in ('payout', 'transfer_reversed')
         and t.occurred_at >= date_trunc(cast(:by as text), cast(:from as timestamp)) at time zone 'UTC' group by 1
     )
     select cast(days.day as text) as day, coalesce(moved.cents, 0)::bigint as cents
     from (select cast(begun as date) as day from generate_series(date_trunc(cast(:by as text), cast(:from as timestamp)), cast(:today as timestamp), cast('1 ' || :by as interval)) begun) days
     left join moved using (day) order by 1`,
    { by, from, ...wholesaler },
  );
  return rows;
}

export interface NextPayout {
  /** The next run's. */
  day: string;
  /** What it would pay as things stand (reason null), and what not. */
  decisions: { amountCents: number; reason: string | null }[];
  /** What the newest run left unpaid. */
  carried: { day: string; amountCents: number; reason: string }[];
}

export async function expectNextPayout(db: Db, { id, currency, today }: Asked): Promise<NextPayout> {
  const hasRun = await findBatch(db, { date: today });
  const tomorrow = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10);
  const day = hasRun ? tomorrow : today;
  const { rows } = await db.raw(
    `select cast(b.batch_date as text) as day, c.amount_cents as "amountCents", c.reason from payout_carryovers c
     join (select id, batch_date from payout_batches order by batch_date desc limit 1) b on b.id = c.payout_batch_id
     where c.wholesaler_id = :id and c.currency = :currency order by c.reason`,
    { id, currency },
  );
  return { day, decisions: await previewOne(db, { wholesalerId: id, currency, date: day }), carried: rows };
}
