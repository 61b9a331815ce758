import type { Db } from '#db/connection.ts';

export interface Payout {
  id: string;
  number: string;
  payout_batch_id: string;
  wholesaler_id: string;
  batch_date: string;
  currency: string;
  amount_cents: number;
  status: 'scheduled' | 'sending' | 'sent' | 'failed' | 'held';
  status_reason: string | null;
  attempt: number;
  stripe_account_id: string;
  stripe_transfer_id: string | null;
  sending_since: Date | null;
  sent_at: Date | null;
}

export async function findPayout(db: Db, id: string): Promise<Payout | undefined> {
  return db('payouts').where({ id }).first();
}

export async function readPayoutOf(
  db: Db,
  { payoutId, wholesalerId }: { payoutId: string; wholesalerId: string },
): Promise<Payout | undefined> {
  return db('payouts').where({ id: payoutId, wholesaler_id: wholesalerId }).first();
}

/**
 * What a run has to send, the oldest first: scheduled and half-sent payouts of batches that may run, and with retryFailedBefore
 * what failed in an earlier batch.
 */
export async function duePayouts(db: Db, retryFailedBefore: string | null): Promise<Payout[]> {
  const { rows } = await db.raw(
    `select p.* from payouts p join payout_batches b on b.id = p.payout_batch_id
     where (p.status in ('scheduled', 'sending') and b.status <> 'awaiting_release')
        or (p.status = 'failed' and p.batch_date < cast(:retryFailedBefore as date))
     order by p.batch_date, p.created_at, p.number`,
    { retryFailedBefore },
  );
  return rows;
}

/** scheduled | failed → sending, with a new attempt: what came before is known not to have paid. */
export async function startSending(db: Db, payout: Payout, at: Date): Promise<Payout | undefined> {
  const [started] = await db('payouts')
    .where({ id: payout.id, status: payout.status, attempt: payout.attempt })
    .whereIn('status', ['scheduled', 'failed'])
    .update({ status: 'sending', status_reason: null, attempt: payout.attempt + 1, sending_since: at, updated_at: at })
    .returning('*');
  return started;
}

/** Takes over a payout whose sending was interrupted; of two that saw the same moment only one gets it. */
export async function resumeSending(
  db: Db,
  payout: Payout,
  change: { isNewAttempt: boolean; at: Date },
): Promise<Payout | undefined> {
  const [resumed] = await db('payouts')
    .where({ id: payout.id, status: 'sending', attempt: payout.attempt, sending_since: payout.sending_since })
    .update({
      attempt: payout.attempt + (change.isNewAttempt ? 1 : 0),
      sending_since: change.at,
      updated_at: change.at,
    })
    .returning('*');
  return resumed;
}

/** sending → sent. False: another process wrote it down already. */
export async function markSent(trx: Db, payoutId: string, sent: { transferId: string; at: Date }): Promise<boolean> {
  const count = await trx('payouts').where({ id: payoutId, status: 'sending' }).update({
    status: 'sent',
    status_reason: null,
    stripe_transfer_id: sent.transferId,
    sent_at: sent.at,
    updated_at: sent.at,
  });
  return count === 1;
}

type StepBack = { to: 'failed' | 'scheduled' | 'held'; reason: string; at: Date };

/** sending → failed | scheduled; scheduled | failed → held. False: it is no longer where the caller saw it. */
export async function stepBack(trx: Db, payout: Payout, { to, reason, at }: StepBack): Promise<boolean> {
  const count = await trx('payouts')
    .where({ id: payout.id, status: payout.status })
    .update({ status: to, status_reason: reason, updated_at: at });
  return count === 1;
}

/** A reason shown to people while the payout stays where it is. */
export async function notePayout(db: Db, payout: Payout, reason: string, at: Date): Promise<void> {
  await db('payouts').where({ id: payout.id, status: payout.status }).update({ status_reason: reason, updated_at: at });
}

/** held → scheduled. */
export async function releasePayout(trx: Db, payoutId: string, at: Date): Promise<boolean> {
  const count = await trx('payouts')
    .where({ id: payoutId, status: 'held' })
    .update({ status: 'scheduled', status_reason: null, updated_at: at });
  return count === 1;
}

/** held → scheduled for every payout whose wholesaler can be paid again, to the account it was made for. */
export async function releasePayable(trx: Db, at: Date): Promise<void> {
  await trx.raw(
    `update payouts p set status = 'scheduled', status_reason = null, updated_at = ?
     from wholesalers w
     where w.id = p.wholesaler_id and p.status = 'held' and w.status = 'approved' and w.payouts_enabled
       and w.payouts_paused_at is null and w.stripe_account_id = p.stripe_account_id`,
    [at],
  );
}

/** The present state of whom a payout goes to. */
export interface Payee {
  id: string;
  name: string;
  status: string;
  stripe_account_id: string | null;
  payouts_enabled: boolean;
  payouts_paused_at: Date | null;
  payouts_paused_reason: string | null;
}

export async function readPayee(db: Db, wholesalerId: string): Promise<Payee> {
  return db('wholesalers')
    .where({ id: wholesalerId })
    .first(
      'id',
      'name',
      'status',
      'stripe_account_id',
      'payouts_enabled',
      'payouts_paused_at',
      'payouts_paused_reason',
    );
}
