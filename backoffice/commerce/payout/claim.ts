import type { Db } from '#db/connection.ts';

/** What one question about what is due takes in. */
interface Extent {
  /** Of one wholesaler, :wholesalerId. */
  isOne?: boolean;
  /** With the reserves that a run of this date gives back first. */
  withReserves?: boolean;
}

/**
 * SQL: what is due on a day and not claimed by any payout, by wholesaler and currency; with the reason why not to pay it now. What came
 * from an order whose payment is disputed is frozen, and the rest is paid.
 */
const decided = ({ isOne, withReserves }: Extent = {}): string => `
  with disputed as (
    select distinct p.id from disputes d join payments on payments.id = d.payment_id join wholesaler_orders p on p.order_id = payments.order_id
    where d.status not in ('won', 'lost', 'warning_closed', 'prevented')
  ), unclaimed as (
    select e.id, a.wholesaler_id, e.currency, -e.amount_cents as amount_cents, disputed.id is not null as is_frozen
    from ledger_entries e
    join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable' ${isOne ? OF_ONE : ''}
    left join disputed on disputed.id = e.wholesaler_order_id
    where e.available_on <= cast(:date as date)
      and not exists (select from payout_entries p where p.ledger_entry_id = e.id)
    ${withReserves ? `union all ${GIVEN_BACK} ${isOne ? OF_ONE : ''}` : ''}
  ), due as (
    select id, wholesaler_id, currency, amount_cents from unclaimed where not is_frozen
  ), decided as (
    select w.id as wholesaler_id, w.name, w.stripe_account_id, total.currency, total.amount_cents,
      case
        when total.amount_cents < 0 then 'negative_balance'
        when w.status <> 'approved' then 'not_approved'
        when w.payouts_paused_at is not null then 'payouts_paused'
        when not w.payouts_enabled or w.stripe_account_id is null then 'payouts_not_enabled'
        when not total.currency = any (w.payout_currencies) then 'no_account_in_currency'
        when total.amount_cents < w.minimum_payout_cents then 'below_minimum'
      end as reason
    from (select wholesaler_id, currency, sum(amount_cents)::bigint as amount_cents from due group by wholesaler_id, currency) total
    join wholesalers w on w.id = total.wholesaler_id
    where total.amount_cents <> 0
    union all
    select w.id, w.name, w.stripe_account_id, frozen.currency, frozen.amount_cents, 'disputed'
    from (select wholesaler_id, currency, sum(amount_cents)::bigint as amount_cents from unclaimed where is_frozen group by wholesaler_id, currency) frozen
    join wholesalers w on w.id = frozen.wholesaler_id
    where frozen.amount_cents > 0
  )`;
const OF_ONE = 'and a.wholesaler_id = cast(:wholesalerId as uuid)';
const GIVEN_BACK = `
    select null, a.wholesaler_id, e.currency, -e.amount_cents, disputed.id is not null
    from ledger_entries e
    join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_reserve'
    left join disputed on disputed.id = e.wholesaler_order_id
    where e.available_on <= cast(:date as date) and e.amount_cents < 0
      and not exists (select from ledger_transactions t where t.cause = 'reserve:' || e.id || ':released')`;

export interface Decision {
  wholesaler_id: string;
  name: string;
  currency: string;
  amount_cents: number;
  /** Null: to be paid. */
  reason: string | null;
}

/** What a batch of this date would do, had it not begun. */
export async function previewBatch(db: Db, date: string): Promise<Decision[]> {
  const { rows } = await db.raw(
    `${decided({ withReserves: true })} select wholesaler_id, name, currency, amount_cents, reason from decided order by name, currency, reason nulls first`,
    { date },
  );
  return rows;
}

/** The same for one wholesaler in one currency. */
export async function previewOne(
  db: Db,
  of: { wholesalerId: string; currency: string; date: string },
): Promise<{ amountCents: number; reason: string | null }[]> {
  const { rows } = await db.raw(
    `${decided({ isOne: true, withReserves: true })} select amount_cents as "amountCents", reason from decided where currency = :currency order by reason nulls first`,
    of,
  );
  return rows;
}

export interface PayoutBatch {
  id: string;
  batch_date: string;
  status: 'running' | 'awaiting_release' | 'finished';
  requested_by: string | null;
}

/**
 * Opens the batch of a date and claims for it everything due, once: the unique date decides. In one transaction, because a batch
 * without its claim would be taken for one that found nothing. Null: the date has its batch already.
 */
export async function openBatch(
  trx: Db,
  batch: { date: string; requestedBy: string | null; at: Date },
): Promise<PayoutBatch | null> {
  // One claim at a time, so that no two dates reach for the same entries.
  await trx.raw("select pg_advisory_xact_lock(hashtext('payout claim'))");
  const { rows } = await trx.raw(
    `insert into payout_batches (batch_date, requested_by, started_at) values (:date, :requestedBy, :at)
     on conflict (batch_date) do nothing returning id, batch_date, status, requested_by`,
    batch,
  );
  const opened: PayoutBatch | undefined = rows[0];
  if (!opened) return null;
  await claimDue(trx, { batchId: opened.id, ...batch });
  return opened;
}

/** One statement: payouts, the entries each of them pays, and who carries over and why. */
async function claimDue(trx: Db, claim: { batchId: string; date: string; at: Date }): Promise<void> {
  await trx.raw(
    `${decided()}, made as (
       insert into payouts (payout_batch_id, wholesaler_id, batch_date, currency, amount_cents, stripe_account_id, created_at, updated_at)
       select cast(:batchId as uuid), wholesaler_id, cast(:date as date), currency, amount_cents, stripe_account_id, cast(:at as timestamptz), cast(:at as timestamptz)
       from decided where reason is null order by name
       returning id, wholesaler_id, currency
     ), claimed as (
       insert into payout_entries (ledger_entry_id, payout_id, amount_cents)
       select due.id, made.id, due.amount_cents from due join made using (wholesaler_id, currency)
     )
     insert into payout_carryovers (payout_batch_id, wholesaler_id, currency, amount_cents, reason, created_at)
     select cast(:batchId as uuid), wholesaler_id, currency, amount_cents, reason, cast(:at as timestamptz) from decided where reason is not null`,
    claim,
  );
}
