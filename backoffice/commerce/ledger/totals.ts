import type { Db } from '#db/connection.ts';

/** Summed in one transaction at most: bounds its time, not what can be summed. */
const MOST_AT_ONCE = 500_000;

/**
 * Adds to the totals the entries up to the candidate that nameCandidate named, in the caller's transaction; how many, 0: none is named,
 * or something that began before it is still under way. A naming from the future came with a copy of another server's data, where nothing is.
 */
export async function addToTotals(trx: Db): Promise<number> {
  const { rows } = await trx.raw(
    `with reach as materialized (
       select through_entry_id, next_entry_id from ledger_totals_reach
       where pg_snapshot_xmin(pg_current_snapshot()) > next_named_by or pg_snapshot_xmax(pg_current_snapshot()) <= next_named_by
       for update skip locked
     ), fresh as materialized (
       select e.account_id, e.available_on, sum(e.amount_cents)::bigint as amount_cents, count(*) as entries
       from reach join ledger_entries e on e.id > reach.through_entry_id and e.id <= reach.next_entry_id group by 1, 2
     ), added as (
       insert into ledger_totals (account_id, available_on, amount_cents)
       select account_id, available_on, amount_cents from fresh order by account_id, available_on
       on conflict (account_id, available_on) do update set amount_cents = ledger_totals.amount_cents + excluded.amount_cents
     ), moved as (
       update ledger_totals_reach set through_entry_id = next_entry_id, next_entry_id = null, next_named_by = null
       where exists (select from reach)
     )
     select coalesce(sum(entries), 0)::int as entries from fresh`,
  );
  return rows[0].entries;
}

/**
 * Names the newest entry as where the totals shall reach next; false: one is named, or nothing is new. Not in a transaction that has written:
 * the number of the naming must be younger than that of any transaction whose entry is below.
 */
export async function nameCandidate(db: Db, limit = MOST_AT_ONCE): Promise<boolean> {
  const { rows } = await db.raw(
    `update ledger_totals_reach set next_entry_id = least(newest.id, through_entry_id + :limit), next_named_by = pg_current_xact_id()
     from (select id from ledger_entries order by id desc limit 1) newest
     where next_entry_id is null and newest.id > through_entry_id and pg_current_xact_id_if_assigned() is null
     returning next_entry_id`,
    { limit },
  );
  return rows.length > 0;
}
