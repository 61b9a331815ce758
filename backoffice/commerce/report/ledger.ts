import type { Db } from '#db/connection.ts';
import {
  type Asked,
  behind,
  bounds,
  dayOf,
  type Group,
  money,
  type Page,
  type Period,
  type Report,
  type Row,
  text,
  time,
  timeOf,
  within,
} from './report.ts';

const ENTRIES_A_TRANSACTION = 4;

/** Every entry of whole transactions, in the order in which things happened. */
async function pageOfEntries(db: Db, asked: Asked): Promise<Page> {
  const limit = Math.ceil(asked.limit / ENTRIES_A_TRANSACTION);
  const { rows } = await db.raw(
    `with page as materialized (
       select id, kind, cause, memo, order_id, wholesaler_order_id, payout_id, refund_id, occurred_at from ledger_transactions
       where ${within('occurred_at')} and ${behind('occurred_at', 'id')}
       order by occurred_at, id limit :limit
     )
     select cast(e.id as text) as entry, ${timeOf('p.occurred_at')} as "occurredAt", ${dayOf('p.occurred_at')} as day, cast(p.id as text) as transaction, p.kind, a.kind as account,
       coalesce(w.name, s.name) as party, e.currency, greatest(e.amount_cents, 0) as "debitCents", greatest(-e.amount_cents, 0) as "creditCents",
       e.amount_cents as "amountCents", p.memo, p.cause, coalesce(part.number, o.number) as "orderNumber", y.number as "payoutNumber",
       m.number as "accountNumber", m.name as "accountName", cast(p.occurred_at as text) as at, (select count(*) from page) as transactions
     from page p join ledger_entries e on e.transaction_id = p.id join ledger_accounts a on a.id = e.account_id
     left join wholesalers w on w.id = a.wholesaler_id left join stores s on s.id = a.store_id
     left join wholesaler_orders part on part.id = coalesce(e.wholesaler_order_id, p.wholesaler_order_id) left join orders o on o.id = p.order_id
     left join payouts y on y.id = p.payout_id left join accounting_accounts m on m.kind = a.kind
     order by p.occurred_at, p.id, e.id`,
    bounds({ ...asked, limit }, ['at', 'id']),
  );
  const last = rows.at(-1);
  const next = last && last.transactions === limit ? { at: last.at, id: last.transaction } : null;
  return { rows: rows.map(({ at: _, transactions: __, ...row }: Row & { at: string }) => row as Row), next };
}

/** The sums of the pages' rows by one of their columns. */
const groupsBy =
  (name: string) =>
  async (db: Db, { from, to }: Period): Promise<Group[]> => {
    const { rows } = await db.raw(
      `select coalesce(${name}, '–') as name, e.currency, count(*)::int as rows, array[sum(greatest(e.amount_cents, 0)), sum(greatest(-e.amount_cents, 0)), sum(e.amount_cents)]::bigint[] as sums
       from ledger_transactions t join ledger_entries e on e.transaction_id = t.id join ledger_accounts a on a.id = e.account_id left join accounting_accounts m on m.kind = a.kind
       where ${within('t.occurred_at')} group by 1, 2`,
      { from, to },
    );
    return rows.map((row: Group) => ({ ...row, sums: row.sums.map(Number) }));
  };

const shared = { page: pageOfEntries, sums: ['debitCents', 'creditCents', 'amountCents'] };

export const ledgerReport: Report = {
  ...shared,
  title: 'Ledger',
  about: 'Every entry with its account, what it is for and what caused it. Debits and credits come to the same sum.',
  groupBy: { label: 'Account', key: 'account' },
  groups: groupsBy('a.kind'),
  columns: [
    text('entry', 'Entry'),
    time('occurredAt', 'Happened'),
    text('transaction', 'Transaction'),
    text('kind', 'Kind'),
    text('account', 'Account'),
    text('party', 'Wholesaler or store'),
    text('currency', 'Currency'),
    money('debitCents', 'Debit'),
    money('creditCents', 'Credit'),
    money('amountCents', 'Amount'),
    text('memo', 'Memo'),
    text('cause', 'Cause'),
    text('orderNumber', 'Order'),
    text('payoutNumber', 'Payout'),
  ],
};

export const journalReport: Report = {
  ...shared,
  title: 'Journal',
  about: 'Double entry with the bookkeeping’s own account numbers, for any accounting program that reads CSV.',
  groupBy: { label: 'Account', key: 'accountNumber' },
  groups: groupsBy('m.number'),
  columns: [
    { key: 'day', label: 'Date', kind: 'day' },
    text('transaction', 'Transaction'),
    text('accountNumber', 'Account number'),
    text('accountName', 'Account name'),
    text('party', 'Wholesaler or store'),
    money('debitCents', 'Debit'),
    money('creditCents', 'Credit'),
    money('amountCents', 'Amount'),
    text('currency', 'Currency'),
    text('orderNumber', 'Order'),
    text('payoutNumber', 'Payout'),
    text('memo', 'Text'),
  ],
};
