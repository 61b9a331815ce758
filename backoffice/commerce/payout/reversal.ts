import type { Db } from '#db/connection.ts';
import type { Payout } from './steps.ts';

export async function findSentPayout(db: Db, transferId: string): Promise<Payout | undefined> {
  return db('payouts').where({ stripe_transfer_id: transferId }).first();
}

export async function newestPayoutTo(db: Db, accountId: string): Promise<Payout | undefined> {
  return db('payouts').where({ stripe_account_id: accountId, status: 'sent' }).orderBy('sent_at', 'desc').first();
}

/** What of a payout came back so far, by the ledger. Locks the payout, so that two events are counted one after the other. */
export async function reversedCents(trx: Db, payoutId: string): Promise<number> {
  await trx('payouts').where({ id: payoutId }).forUpdate().first('id');
  const { rows } = await trx.raw(
    `select coalesce(-sum(e.amount_cents), 0)::bigint as cents
     from ledger_transactions t
     join ledger_entries e on e.transaction_id = t.id
     join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
     where t.payout_id = ? and t.kind = 'transfer_reversed'`,
    [payoutId],
  );
  return rows[0].cents;
}

/** Whom a batch left unpaid for a reason that only they, or we, can mend. */
export async function readStuck(
  db: Db,
  batchId: string,
): Promise<{ wholesalerId: string; name: string; currency: string; amountCents: number; reason: StuckReason }[]> {
  return db('payout_carryovers as c')
    .join('wholesalers as w', 'w.id', 'c.wholesaler_id')
    .where({ 'c.payout_batch_id': batchId })
    .whereIn('c.reason', [
      'payouts_paused',
      'payouts_not_enabled',
      'not_approved',
      'disputed',
      'no_account_in_currency',
    ])
    .select('w.id as wholesalerId', 'w.name', 'c.currency', 'c.amount_cents as amountCents', 'c.reason');
}

export type StuckReason =
  | 'payouts_paused'
  | 'payouts_not_enabled'
  | 'not_approved'
  | 'disputed'
  | 'no_account_in_currency';
