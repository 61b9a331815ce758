import type { Db } from '#db/connection.ts';

/** A connected account as the processor describes it. */
export interface AccountUpdate {
  id: string;
  payoutsEnabled: boolean;
  requirements: string[];
  disabledReason: string | null;
}

export interface WholesalerAccount {
  id: string;
  slug: string;
  name: string;
  country: string;
  contact_email: string;
  status: string;
  stripe_account_id: string | null;
  payouts_enabled: boolean;
}

export async function findWholesalerAccount(db: Db, wholesalerId: string): Promise<WholesalerAccount | undefined> {
  return db('wholesalers')
    .where({ id: wholesalerId })
    .first('id', 'slug', 'name', 'country', 'contact_email', 'status', 'stripe_account_id', 'payouts_enabled');
}

/** Keeps the first account that was opened: of two clicks at once, one is told the other's. */
export async function saveStripeAccount(db: Db, wholesalerId: string, accountId: string): Promise<string> {
  const { rows } = await db.raw(
    `update wholesalers set stripe_account_id = coalesce(stripe_account_id, ?), updated_at = now()
     where id = ? returning stripe_account_id`,
    [accountId, wholesalerId],
  );
  return rows[0].stripe_account_id;
}

/** The processor is the authority on whether an account can be paid. Answers whose account it is; null: none of ours. */
export async function applyAccountUpdate(trx: Db, account: AccountUpdate): Promise<string | null> {
  const missing = account.disabledReason ? [account.disabledReason, ...account.requirements] : account.requirements;
  const { rows } = await trx.raw(
    `update wholesalers set payouts_enabled = ?, stripe_requirements = ?, updated_at = now()
     where stripe_account_id = ? returning id`,
    [account.payoutsEnabled, JSON.stringify(missing), account.id],
  );
  return rows[0]?.id ?? null;
}
