import type { Db } from '#db/connection.ts';

export type AccountKind =
  | 'stripe_clearing'
  | 'bank'
  | 'store_receivable'
  | 'wholesaler_pending'
  | 'wholesaler_payable'
  | 'wholesaler_reserve'
  | 'commission_revenue'
  | 'shipping_revenue'
  | 'tax_payable'
  | 'promotions'
  | 'refunds_in_flight'
  | 'disputes'
  | 'adjustments'
  | 'stripe_fees';

export interface Entry {
  account: { kind: AccountKind; wholesalerId?: string; storeId?: string };
  currency: string;
  /** Debit positive, credit negative. */
  amountCents: number;
  wholesalerOrderId?: string;
  /** The UTC day from which a payout may claim it. */
  availableOn?: string;
}

export interface Posting {
  kind: string;
  /** What happened, once: 'order:<id>:placed'. */
  cause: string;
  memo: string;
  occurredAt: Date;
  orderId?: string | null;
  wholesalerOrderId?: string | null;
  refundId?: string | null;
  payoutId?: string | null;
  entries: Entry[];
}

/** Posts a balanced transaction; its id, or null when this cause was posted before. Entries of 0 are left out. */
export async function postTransaction(trx: Db, posting: Posting): Promise<string | null> {
  const posted = await postTransactions(trx, [posting]);
  return posted.get(posting.cause) ?? null;
}

/** Several transactions in one round trip; the ids of those posted now, by cause. */
export async function postTransactions(trx: Db, postings: Posting[]): Promise<Map<string, string>> {
  const filled = postings
    .map(posting => ({ ...posting, entries: posting.entries.filter(entry => entry.amountCents !== 0) }))
    .filter(posting => posting.entries.length > 0);
  if (filled.length === 0) return new Map();
  const { rows } = await trx.raw(POST, {
    transactions: JSON.stringify(filled.map(transactionRow)),
    entries: JSON.stringify(filled.flatMap(entryRows)),
  });
  for (const { cause, written } of rows as { cause: string; written: number }[])
    if (written !== filled.find(posting => posting.cause === cause)!.entries.length)
      throw new Error(`Posting ${cause} misses an account`);
  return new Map(rows.map((row: { cause: string; id: string }) => [row.cause, row.id]));
}

// An account that another transaction opens at this moment is not in the statement's snapshot: the no-op update on conflict
// waits for that transaction and answers the account's id. Accounts that are there already are only read, so postings do not queue.
const POST = `
  with given as (
    select * from jsonb_to_recordset(cast(:transactions as jsonb)) as t(
      kind text, cause text, memo text, occurred_at timestamptz, order_id uuid, wholesaler_order_id uuid, refund_id uuid, payout_id uuid)
  ), wanted as (
    select * from jsonb_to_recordset(cast(:entries as jsonb)) as e(
      cause text, position int, kind text, wholesaler_id uuid, store_id uuid, currency text, amount_cents bigint,
      wholesaler_order_id uuid, available_on date)
  ), needed as (
    select distinct kind, wholesaler_id, store_id, currency from wanted
  ), known as (
    select n.*, a.id from needed n join ledger_accounts a on a.kind = n.kind and a.currency = n.currency
      and a.wholesaler_id is not distinct from n.wholesaler_id and a.store_id is not distinct from n.store_id
  ), opened as (
    insert into ledger_accounts (kind, wholesaler_id, store_id, currency)
    select kind, wholesaler_id, store_id, currency from needed n
    where not exists (select from known k where k.kind = n.kind and k.currency = n.currency
      and k.wholesaler_id is not distinct from n.wholesaler_id and k.store_id is not distinct from n.store_id)
    order by kind, wholesaler_id, store_id, currency
    on conflict (kind, wholesaler_id, store_id, currency) do update set kind = excluded.kind
    returning kind, wholesaler_id, store_id, currency, id
  ), accounts as (
    select kind, wholesaler_id, store_id, currency, id from known union all select * from opened
  ), posted as (
    insert into ledger_transactions (kind, cause, memo, occurred_at, order_id, wholesaler_order_id, refund_id, payout_id)
    select kind, cause, memo, occurred_at, order_id, wholesaler_order_id, refund_id, payout_id from given
    on conflict (cause) do nothing returning id, cause
  ), written as (
    insert into ledger_entries (transaction_id, account_id, wholesaler_order_id, currency, amount_cents, available_on)
    select posted.id, a.id, w.wholesaler_order_id, w.currency, w.amount_cents, w.available_on
    from posted join wanted w using (cause)
    join accounts a on a.kind = w.kind and a.currency = w.currency
      and a.wholesaler_id is not distinct from w.wholesaler_id and a.store_id is not distinct from w.store_id
    order by w.cause, w.position returning transaction_id
  )
  select posted.id, posted.cause, (select count(*) from written where transaction_id = posted.id) as written from posted`;

const transactionRow = ({ kind, cause, memo, occurredAt, ...about }: Posting) => ({
  kind,
  cause,
  memo,
  occurred_at: occurredAt,
  order_id: about.orderId ?? null,
  wholesaler_order_id: about.wholesalerOrderId ?? null,
  refund_id: about.refundId ?? null,
  payout_id: about.payoutId ?? null,
});

const entryRows = ({ cause, entries }: Posting) =>
  entries.map(({ account, currency, amountCents, wholesalerOrderId, availableOn }, position) => ({
    cause,
    position,
    kind: account.kind,
    wholesaler_id: account.wholesalerId ?? null,
    store_id: account.storeId ?? null,
    currency,
    amount_cents: amountCents,
    wholesaler_order_id: wholesalerOrderId ?? null,
    available_on: availableOn ?? null,
  }));
