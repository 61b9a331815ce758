import type { Db } from '#db/connection.ts';
import { type Period, type Row, within } from './report.ts';

export interface AccountingSettings {
  consultantNumber: number;
  clientNumber: number;
  accountLength: number;
  fiscalYearStartsIn: number;
  /** Ledger accounts that no number is set for. */
  unmapped: string[];
  /** Numbers with more digits than the accounts have. */
  tooLong: string[];
}

export async function readAccountingSettings(db: Db): Promise<AccountingSettings> {
  const { rows } = await db.raw(
    `select consultant_number as "consultantNumber", client_number as "clientNumber", account_length as "accountLength", fiscal_year_starts_in as "fiscalYearStartsIn",
       coalesce((select json_agg(distinct a.kind) from ledger_accounts a where not exists (select from accounting_accounts m where m.kind = a.kind)), '[]') as unmapped,
       coalesce((select json_agg(number order by number) from accounting_accounts where length(number) > account_length), '[]') as "tooLong"
     from accounting_settings`,
  );
  return rows[0];
}

/** How many pairs a period has at most, and in which currencies. */
export async function countBookings(db: Db, { from, to }: Period): Promise<{ most: number; currencies: string[] }> {
  const { rows } = await db.raw(
    `select count(*)::int - count(distinct t.id)::int as most, coalesce(array_agg(distinct e.currency), '{}') as currencies
     from ledger_transactions t join ledger_entries e on e.transaction_id = t.id where ${within('t.occurred_at')}`,
    { from, to },
  );
  return { most: rows[0].most, currencies: rows[0].currencies.filter(Boolean) };
}

/** From one account to another: what programs want that know no transaction of several legs. */
export interface Booking {
  debit: string;
  credit: string;
  amountCents: number;
  currency: string;
  day: string;
  document: string;
  memo: string;
}

/**
 * Takes a transaction's entries apart into pairs: each account moves by what it moved before, and there is one pair fewer than entries at
 * most. Rows of one transaction and currency, which sum to zero.
 */
export function pairEntries(rows: Row[]): Booking[] {
  const debits = rows.filter(row => Number(row.amountCents) > 0).map(row => ({ row, left: Number(row.amountCents) }));
  const credits = rows.filter(row => Number(row.amountCents) < 0).map(row => ({ row, left: -Number(row.amountCents) }));
  const bookings: Booking[] = [];
  while (debits[0] && credits[0]) {
    const [debit, credit] = [debits[0], credits[0]];
    const amountCents = Math.min(debit.left, credit.left);
    bookings.push({
      debit: String(debit.row.accountNumber),
      credit: String(credit.row.accountNumber),
      amountCents,
      currency: debit.row.currency,
      day: String(debit.row.day),
      document: String(debit.row.payoutNumber ?? credit.row.orderNumber ?? debit.row.orderNumber ?? ''),
      memo: String(debit.row.memo),
    });
    debit.left -= amountCents;
    credit.left -= amountCents;
    if (debit.left === 0) debits.shift();
    if (credit.left === 0) credits.shift();
  }
  return bookings;
}
