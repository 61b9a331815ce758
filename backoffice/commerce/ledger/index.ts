import type { Db } from '#db/connection.ts';

export type AccountKind =
  | 'stripe_clearing'
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

/** Posts a balanced transaction in one round trip; its id, or null when this cause was posted before. Entries of 0 are left out. */
export async function postTransaction(trx: Db, posting: Posting): Promise<string | null> {
  const entries = posting.entries.filter(entry => entry.amountCents !== 0);
  if (entries.length === 0) return null;
  await openAccounts(trx, entries);
  const { rows } = await trx.raw(
    `with wanted as (
       select * from jsonb_to_recordset(cast(:entries as jsonb)) as e(
         position int, kind text, wholesaler_id uuid, store_id uuid, currency text, amount_cents bigint, wholesaler_order_id uuid, available_on date)
     ), posted as (
       insert into ledger_transactions (kind, cause, memo, occurred_at, order_id, wholesaler_order_id, refund_id, payout_id)
       values (:kind, :cause, :memo, :occurredAt, :orderId, :wholesalerOrderId, :refundId, :payoutId)
       on conflict (cause) do nothing returning id
     ), written as (
       insert into ledger_entries (transaction_id, account_id, wholesaler_order_id, currency, amount_cents, available_on)
       select posted.id, a.id, w.wholesaler_order_id, w.currency, w.amount_cents, w.available_on
       from posted, wanted w
       join ledger_accounts a on a.kind = w.kind and a.currency = w.currency
         and a.wholesaler_id is not distinct from w.wholesaler_id and a.store_id is not distinct from w.store_id
       order by w.position returning 1
     )
     select posted.id, (select count(*) from written) as written from posted`,
    {
      kind: posting.kind,
      cause: posting.cause,
      memo: posting.memo,
      occurredAt: posting.occurredAt,
      orderId: posting.orderId ?? null,
      wholesalerOrderId: posting.wholesalerOrderId ?? null,
      refundId: posting.refundId ?? null,
      payoutId: posting.payoutId ?? null,
      entries: recordset(entries),
    },
  );
  const posted = rows[0];
  if (posted && posted.written !== entries.length) throw new Error(`Posting ${posting.cause} misses an account`);
  return posted?.id ?? null;
}

async function openAccounts(trx: Db, entries: Entry[]): Promise<void> {
  await trx.raw(
    `insert into ledger_accounts (kind, wholesaler_id, store_id, currency)
     select distinct kind, wholesaler_id, store_id, currency
     from jsonb_to_recordset(cast(? as jsonb)) as e(kind text, wholesaler_id uuid, store_id uuid, currency text)
     on conflict do nothing`,
    [recordset(entries)],
  );
}

const recordset = (entries: Entry[]) =>
  JSON.stringify(
    entries.map(({ account, currency, amountCents, wholesalerOrderId, availableOn }, position) => ({
      position,
      kind: account.kind,
      wholesaler_id: account.wholesalerId ?? null,
      store_id: account.storeId ?? null,
      currency,
      amount_cents: amountCents,
      wholesaler_order_id: wholesalerOrderId ?? null,
      available_on: availableOn ?? null,
    })),
  );
