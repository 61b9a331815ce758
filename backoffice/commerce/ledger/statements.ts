import type { Db } from '#db/connection.ts';

/** What was booked up to the end of a UTC day. */
const until = (column: string) => `${column} < (cast(:day as timestamp) + interval '1 day') at time zone 'UTC'`;

export interface TrialBalance {
  kind: string;
  currency: string;
  accounts: number;
  /** Debit positive, credit negative. All of a currency sum to zero. */
  balanceCents: number;
}

/** Every kind of account with what it stood at when the day ended. */
export async function readTrialBalance(db: Db, day: string): Promise<TrialBalance[]> {
  const { rows } = await db.raw(
    `with sums as (
       select e.account_id, sum(e.amount_cents) as cents from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where ${until('t.occurred_at')} group by e.account_id
     )
     select a.kind, a.currency, count(*)::int as accounts, sum(s.cents)::bigint as "balanceCents"
     from sums s join ledger_accounts a on a.id = s.account_id group by a.kind, a.currency order by a.currency, a.kind`,
    { day },
  );
  return rows;
}

export interface AccountBalance {
  id: string;
  kind: string;
  /** The wholesaler or store it is about. */
  party: string | null;
  currency: string;
  balanceCents: number;
}

/** The accounts of one kind, by id, with what each stood at when the day ended. */
export async function readAccountBalances(
  db: Db,
  { kind, day, after, limit }: { kind: string; day: string; after: string | null; limit: number },
): Promise<{ items: AccountBalance[]; next: string | null }> {
  const { rows } = await db.raw(
    `select a.id, a.kind, coalesce(w.name, s.name) as party, a.currency, coalesce((select sum(e.amount_cents) from ledger_entries e
       join ledger_transactions t on t.id = e.transaction_id where e.account_id = a.id and ${until('t.occurred_at')}), 0)::bigint as "balanceCents"
     from ledger_accounts a left join wholesalers w on w.id = a.wholesaler_id left join stores s on s.id = a.store_id
     where a.kind = :kind and (cast(:after as uuid) is null or a.id > cast(:after as uuid)) order by a.id limit :more`,
    { kind, day, after, more: limit + 1 },
  );
  const items: AccountBalance[] = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)!.id : null };
}

export interface StatementEntry {
  id: string;
  occurredAt: string;
  kind: string;
  memo: string;
  amountCents: number;
  /** What the account stood at after it. */
  balanceCents: number;
  availableOn: string | null;
  orderId: string | null;
  orderNumber: string | null;
  payoutId: string | null;
  payoutNumber: string | null;
}

export interface StatementCursor {
  entry: string;
  balanceCents: number;
}

/** Whose account it is; null: there is no such account. */
export async function findAccount(
  db: Db,
  id: string,
): Promise<{ id: string; kind: string; currency: string; wholesalerId: string | null; party: string | null } | null> {
  const { rows } = await db.raw(
    `select a.id, a.kind, a.currency, a.wholesaler_id as "wholesalerId", coalesce(w.name, s.name) as party
     from ledger_accounts a left join wholesalers w on w.id = a.wholesaler_id left join stores s on s.id = a.store_id where a.id = :id`,
    { id },
  );
  return rows[0] ?? null;
}

/** The accounts of a wholesaler, for its own statement. */
export async function listAccountsOf(
  db: Db,
  wholesalerId: string,
): Promise<{ id: string; kind: string; currency: string }[]> {
  const { rows } = await db.raw(
    `select id, kind, currency from ledger_accounts where wholesaler_id = :wholesalerId order by currency, kind`,
    { wholesalerId },
  );
  return rows;
}

/**
 * An account's entries of a period in the order in which they were posted, each with what the account stood at then. The cursor carries
 * the balance, so that a later page does not add up the earlier ones again.
 */
export async function readStatement(
  db: Db,
  asked: { accountId: string; from: string; to: string; after: StatementCursor | null; limit: number },
): Promise<{ openingCents: number; entries: StatementEntry[]; next: StatementCursor | null }> {
  const { accountId, from, to, after, limit } = asked;
  const openingCents = after?.balanceCents ?? (await readBalanceBefore(db, accountId, from));
  const { rows } = await db.raw(
    `with page as materialized (
       select e.id, e.amount_cents, e.available_on, e.wholesaler_order_id, t.occurred_at, t.kind, t.memo, t.payout_id, t.wholesaler_order_id as about
       from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where e.account_id = :accountId and e.id > coalesce(cast(:entry as bigint), 0) and t.occurred_at >= cast(:from as timestamp) at time zone 'UTC'
         and t.occurred_at < (cast(:to as timestamp) + interval '1 day') at time zone 'UTC'
       order by e.id limit :more
     )
     select cast(p.id as text) as id, to_char(p.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "occurredAt", p.kind, p.memo, p.amount_cents as "amountCents",
       (cast(:opening as bigint) + sum(p.amount_cents) over (order by p.id))::bigint as "balanceCents", to_char(p.available_on, 'YYYY-MM-DD') as "availableOn",
       part.id as "orderId", part.number as "orderNumber", y.id as "payoutId", y.number as "payoutNumber"
     from page p left join wholesaler_orders part on part.id = coalesce(p.wholesaler_order_id, p.about) left join payouts y on y.id = p.payout_id order by p.id`,
    { accountId, from, to, opening: openingCents, entry: after?.entry ?? null, more: limit + 1 },
  );
  const entries: StatementEntry[] = rows.slice(0, limit);
  const last = entries.at(-1);
  return {
    openingCents,
    entries,
    next: rows.length > limit && last ? { entry: last.id, balanceCents: last.balanceCents } : null,
  };
}

async function readBalanceBefore(db: Db, accountId: string, day: string): Promise<number> {
  const { rows } = await db.raw(
    `select coalesce(sum(e.amount_cents), 0)::bigint as cents from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
     where e.account_id = :accountId and t.occurred_at < cast(:day as timestamp) at time zone 'UTC'`,
    { accountId, day },
  );
  return rows[0].cents;
}
