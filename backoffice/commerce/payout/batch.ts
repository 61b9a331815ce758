import type { Db } from '#db/connection.ts';
import type { PayoutBatch } from './claim.ts';

export async function findBatch(db: Db, key: { date: string } | { id: string }): Promise<PayoutBatch | undefined> {
  return db('payout_batches')
    .where('date' in key ? { batch_date: key.date } : key)
    .first('id', 'batch_date', 'status', 'requested_by');
}

/** Above the limit a second person has to release the batch. True: it waits. limitCents null: no limit. */
export async function holdLargeBatch(trx: Db, batchId: string, limitCents: number | null): Promise<boolean> {
  if (limitCents === null) return false;
  const { rows } = await trx.raw(
    `update payout_batches set status = 'awaiting_release', updated_at = now()
     where id = :batchId and status = 'running'
       and (select sum(amount_cents) from payouts where payout_batch_id = :batchId) > :limitCents
     returning 1`,
    { batchId, limitCents },
  );
  return rows.length === 1;
}

/** awaiting_release → running. False: it does not wait, or this person started it. */
export async function releaseBatch(trx: Db, batchId: string, releasedBy: string): Promise<boolean> {
  const count = await trx('payout_batches')
    .where({ id: batchId, status: 'awaiting_release' })
    .whereRaw('requested_by is distinct from ?', [releasedBy])
    .update({ status: 'running', released_by: releasedBy, updated_at: trx.fn.now() });
  return count === 1;
}

/** running → finished for every batch none of whose payouts is still to be sent. */
export async function finishBatches(trx: Db, at: Date): Promise<void> {
  await trx('payout_batches as b')
    .where({ status: 'running' })
    .whereNotExists(
      trx('payouts')
        .whereRaw('payout_batch_id = b.id')
        .whereIn('status', ['scheduled', 'sending'])
        .select(trx.raw('1')),
    )
    .update({ status: 'finished', finished_at: at, lease_until: null, lease_holder: null, updated_at: at });
}

/** Its row carries the lease under which payouts are sent. */
export async function findNewestBatch(db: Db): Promise<PayoutBatch | undefined> {
  return db('payout_batches').orderBy('batch_date', 'desc').first('id', 'batch_date', 'status', 'requested_by');
}

/** One process at a time sends payouts; a lease that ran out belongs to a process that died. */
export async function takeLease(
  db: Db,
  batchId: string,
  lease: { holder: string; at: Date; until: Date },
): Promise<boolean> {
  const count = await db('payout_batches')
    .where({ id: batchId })
    .where(open =>
      open.whereNull('lease_until').orWhere('lease_until', '<', lease.at).orWhere('lease_holder', lease.holder),
    )
    .update({ lease_holder: lease.holder, lease_until: lease.until });
  return count === 1;
}

export async function dropLease(db: Db, batchId: string, holder: string): Promise<void> {
  await db('payout_batches')
    .where({ id: batchId, lease_holder: holder })
    .update({ lease_holder: null, lease_until: null });
}
