import type { Db } from '#db/connection.ts';
import type { Payout } from './steps.ts';

export interface Reversal {
  id: string;
  payout_id: string;
  status: 'awaiting_release' | 'pending' | 'sending' | 'reversed' | 'refused' | 'declined';
  status_reason: string | null;
  currency: string;
  amount_cents: number;
  reason: string;
  requested_by: string;
  attempt: number;
  sending_since: Date | null;
}

export interface ReversiblePayout extends Payout {
  wholesalerName: string;
  /** Came back so far, whoever took it; and what is asked for beside that. */
  backCents: number;
  askedCents: number;
  minimumPayoutCents: number;
  /** Payouts are enabled, not paused, and the wholesaler is approved. */
  isPayable: boolean;
}

/** With lock: two people asking for the same money are served one after the other. */
export async function readReversible(db: Db, payoutId: string, isLocked = false): Promise<ReversiblePayout | null> {
  if (isLocked) await db('payouts').where({ id: payoutId }).forUpdate().first('id');
  const { rows } = await db.raw(
    `select p.*, w.name as "wholesalerName", w.minimum_payout_cents as "minimumPayoutCents",
       w.status = 'approved' and w.payouts_enabled and w.payouts_paused_at is null as "isPayable",
       (select coalesce(-sum(e.amount_cents), 0)::bigint from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
         join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
         where t.payout_id = p.id and t.kind = 'transfer_reversed') as "backCents",
       (select coalesce(sum(r.amount_cents), 0)::bigint from transfer_reversals r
         where r.payout_id = p.id and r.status in ('awaiting_release', 'pending', 'sending')) as "askedCents"
     from payouts p join wholesalers w on w.id = p.wholesaler_id where p.id = ?`,
    [payoutId],
  );
  return rows[0] ?? null;
}

export async function insertReversal(
  trx: Db,
  reversal: {
    payout: Payout;
    status: 'awaiting_release' | 'pending';
    amountCents: number;
    reason: string;
    requestKey: string;
    requestedBy: string;
    at: Date;
  },
): Promise<Reversal> {
  const { payout, at } = reversal;
  const [inserted] = await trx('transfer_reversals')
    .insert({
      ...{
        payout_id: payout.id,
        currency: payout.currency,
        amount_cents: reversal.amountCents,
        status: reversal.status,
      },
      ...{ reason: reversal.reason, request_key: reversal.requestKey, requested_by: reversal.requestedBy },
      ...{ created_at: at, updated_at: at },
    })
    .returning('*');
  return inserted;
}

export async function findReversal(
  db: Db,
  by: { id: string } | { request_key: string },
): Promise<Reversal | undefined> {
  return db('transfer_reversals').where(by).first();
}

/** awaiting_release → pending | declined. False: somebody else decided. */
export async function decideReversal(
  trx: Db,
  decision: { id: string; isApproved: boolean; decidedBy: string; at: Date },
): Promise<boolean> {
  const count = await trx('transfer_reversals')
    .where({ id: decision.id, status: 'awaiting_release' })
    .update({
      ...{ status: decision.isApproved ? 'pending' : 'declined', decided_by: decision.decidedBy },
      updated_at: decision.at,
    });
  return count === 1;
}

/** pending → sending, or takes over one whose sending was cut off. Undefined: another process has it. */
export async function takeReversal(
  db: Db,
  reversal: Reversal,
  change: { isNewAttempt: boolean; at: Date },
): Promise<Reversal | undefined> {
  const [taken] = await db('transfer_reversals')
    .where({ id: reversal.id, status: reversal.status, attempt: reversal.attempt })
    .whereIn('status', ['pending', 'sending'])
    .update({
      ...{ status: 'sending', attempt: reversal.attempt + (change.isNewAttempt ? 1 : 0) },
      ...{ sending_since: change.at, updated_at: change.at, status_reason: null },
    })
    .returning('*');
  return taken;
}

/** sending → reversed. Undefined: it was written down already. */
export async function markReversed(
  trx: Db,
  { id, stripeReversalId, at }: { id: string; stripeReversalId: string; at: Date },
): Promise<Reversal | undefined> {
  const [done] = await trx('transfer_reversals')
    .where({ id, status: 'sending' })
    .update({
      ...{ status: 'reversed', stripe_reversal_id: stripeReversalId, reversed_at: at, updated_at: at },
      status_reason: null,
    })
    .returning('*');
  return done;
}

/** What Stripe said of one that is still sending: refused, or nothing yet. */
export async function noteReversal(
  db: Db,
  { id, reason, isRefused, at }: { id: string; reason: string; isRefused: boolean; at: Date },
): Promise<void> {
  await db('transfer_reversals')
    .where({ id, status: 'sending' })
    .update({ ...(isRefused && { status: 'refused' }), status_reason: reason, updated_at: at });
}

/** Agreed on and not begun, or without an answer since an instant. */
export async function dueReversals(db: Db, silentSince: Date): Promise<Reversal[]> {
  return db('transfer_reversals')
    .where(rows => rows.where({ status: 'sending' }).where('sending_since', '<=', silentSince))
    .orWhere({ status: 'pending' })
    .orderBy('created_at');
}
