import type { Db } from '#db/connection.ts';
import type { AccountState } from './requirements.ts';

/** A connected account as the processor describes it. */
export interface AccountUpdate {
  id: string;
  payoutsEnabled: boolean;
  requirements: string[];
  disabledReason: string | null;
  /** Null: there is nothing more to say. */
  state: AccountState | null;
  /** Of its bank accounts; empty: not said. */
  payoutCurrencies: string[];
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
  payouts_paused_at: Date | null;
  payouts_paused_by: 'platform' | 'wholesaler' | null;
  payouts_paused_reason: string | null;
  payout_currencies: string[] | null;
  stripe_account_state: Partial<AccountState>;
}

/** Whose name has these letters in it. */
export async function searchWholesalers(
  db: Db,
  { name, limit }: { name: string; limit: number },
): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.raw(
    `select id, name from wholesalers where strpos(lower(name), lower(:name)) > 0 order by name, id limit :limit`,
    { name, limit },
  );
  return rows;
}

export async function findWholesalerAccount(db: Db, wholesalerId: string): Promise<WholesalerAccount | undefined> {
  return db('wholesalers')
    .where({ id: wholesalerId })
    .first(
      'id',
      'slug',
      'name',
      'country',
      'contact_email',
      'status',
      'stripe_account_id',
      'payouts_enabled',
      'payouts_paused_at',
      'payouts_paused_by',
      'payouts_paused_reason',
      'payout_currencies',
      'stripe_account_state',
    );
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
export async function applyAccountUpdate(trx: Db, account: AccountUpdate, at: Date): Promise<string | null> {
  const missing = account.disabledReason ? [account.disabledReason, ...account.requirements] : account.requirements;
  const { rows } = await trx.raw(
    `update wholesalers set payouts_enabled = :isEnabled, stripe_requirements = :missing, stripe_account_state = :state, payout_currencies = :currencies, updated_at = :at,
       payouts_disabled_at = case when not :isEnabled then coalesce(payouts_disabled_at, :at) end
     where stripe_account_id = :id returning id`,
    {
      id: account.id,
      at,
      isEnabled: account.payoutsEnabled,
      missing: JSON.stringify(missing),
      state: JSON.stringify(account.state ?? { disabledReason: account.disabledReason }),
      currencies: account.payoutCurrencies.length > 0 ? account.payoutCurrencies : null,
    },
  );
  return rows[0]?.id ?? null;
}
