import type { Db } from '#db/connection.ts';
import { KIND } from './kind.ts';
import type { StatementKind } from './statement-lines.ts';

export const BUCKETS = ['pending', 'available', 'reserve'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** An entry that a part of a balance is made of. Cents to the wholesaler. */
export interface OpenEntry {
  id: string;
  occurredAt: string;
  kind: StatementKind;
  memo: string;
  amountCents: number;
  /** From this day on it is available, or given back. Null: once its order is delivered. */
  availableOn: string | null;
  /** Its order's payment is disputed: it waits for the bank. */
  isFrozen: boolean;
  orderId: string | null;
  orderNumber: string | null;
  payoutId: string | null;
  payoutNumber: string | null;
  refundId: string | null;
  disputeId: string | null;
}

/** SQL: of which account and which entries a part of the balance is the sum. */
const OPEN: Record<Bucket, [kind: string, is: string][]> = {
  pending: [
    [
      'wholesaler_pending',
      "not exists (select from ledger_transactions d where d.cause = 'wholesaler_order:' || e.wholesaler_order_id || ':delivered')",
    ],
    ['wholesaler_payable', 'e.available_on > cast(:today as date)'],
  ],
  available: [
    [
      'wholesaler_payable',
      'e.available_on <= cast(:today as date) and not exists (select from payout_entries c where c.ledger_entry_id = e.id)',
    ],
  ],
  reserve: [
    [
      'wholesaler_reserve',
      "e.amount_cents < 0 and not exists (select from ledger_transactions d where d.cause = 'reserve:' || e.id || ':released')",
    ],
  ],
};

interface Asked {
  wholesalerId: string;
  currency: string;
  today: string;
  bucket: Bucket;
  /** UTC days, both within; null: without an end. */
  from: string | null;
  to: string | null;
  /** The last id of the page before. */
  after: string | null;
  limit: number;
}

/** The entries that make up a part of the balance, the newest first: all pages sum to it. */
export async function listOpenEntries(
  db: Db,
  { bucket, limit, ...asked }: Asked,
): Promise<{ items: OpenEntry[]; after: string | null }> {
  const taken = OPEN[bucket].map(([kind, is]) => pageOf(kind, is)).join(' union all ');
  const { rows } = await db.raw(
    `with page as materialized (select * from (${taken}) open order by id desc limit :more)
     select cast(e.id as text) as id, to_char(t.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "occurredAt", ${KIND} as kind, t.memo,
       -e.amount_cents as "amountCents", cast(e.available_on as text) as "availableOn", p.id as "orderId", p.number as "orderNumber",
       t.payout_id as "payoutId", y.number as "payoutNumber", t.refund_id as "refundId",
       (select d.id from disputes d where t.kind = 'dispute' and d.stripe_dispute_id = split_part(t.cause, ':', 2)) as "disputeId",
       exists (select from payments pay join disputes d on d.payment_id = pay.id and d.status not in ('won', 'lost', 'warning_closed', 'prevented')
         where pay.order_id = p.order_id) as "isFrozen"
     from page e join ledger_transactions t on t.id = e.transaction_id left join wholesaler_orders p on p.id = e.wholesaler_order_id
     left join payouts y on y.id = t.payout_id order by e.id desc`,
    { ...asked, more: limit + 1 },
  );
  const items: OpenEntry[] = rows.slice(0, limit);
  return { items, after: rows.length > limit ? items.at(-1)!.id : null };
}

// By account and id, so that a page reads its own entries only and not everyone's.
const pageOf = (kind: string, is: string): string => `
  select e.* from ledger_accounts a cross join lateral (
    select e.* from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
    where e.account_id = a.id and ${is} and (cast(:after as bigint) is null or e.id < cast(:after as bigint))
      and (cast(:from as date) is null or t.occurred_at >= cast(:from as timestamp) at time zone 'UTC')
      and (cast(:to as date) is null or t.occurred_at < (cast(:to as timestamp) + interval '1 day') at time zone 'UTC')
    order by e.id desc limit :more) e
  where a.wholesaler_id = :wholesalerId and a.currency = :currency and a.kind = '${kind}'`;
