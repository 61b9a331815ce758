import type { Db } from '#db/connection.ts';

/** A seal is made, and later checked, in the memory of the database: this bounds it. */
const MOST_IN_ONE_SEAL = 10_000;

/** Seals what was posted since the last seal, in the caller's transaction; how many transactions were sealed, 0: there were none. */
export async function sealLedger(trx: Db, limit = MOST_IN_ONE_SEAL): Promise<number> {
  // One at a time, or two would take the same number; postings do not wait for it.
  await trx.raw("select pg_advisory_xact_lock(hashtext('seal the ledger'))");
  const { rows } = await trx.raw(
    `with last as (
       select coalesce(max(number), 0) as number, coalesce((array_agg(hash order by number desc))[1], '\\x'::bytea) as hash from ledger_seals
     ), fresh as materialized (
       select t.id, t as line, row_number() over (order by t.created_at, t.id) as position from ledger_transactions t
       where not exists (select from ledger_sealed_transactions s where s.transaction_id = t.id) order by t.created_at, t.id limit :limit
     ), seal as (
       insert into ledger_seals (number, previous_hash, hash, transaction_count)
       select last.number + 1, last.hash, sha256(last.hash || convert_to((select string_agg(ledger_transaction_line(line), E'\\n' order by position)
         from fresh), 'UTF8')), (select count(*) from fresh) from last where exists (select from fresh)
       returning number, transaction_count
     ), members as (
       insert into ledger_sealed_transactions (transaction_id, seal_number, position) select fresh.id, seal.number, position from fresh, seal
     )
     select transaction_count from seal`,
    { limit },
  );
  return rows[0]?.transaction_count ?? 0;
}
