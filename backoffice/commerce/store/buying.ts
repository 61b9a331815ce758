import type { Db } from '#db/connection.ts';

export interface BuyingStore {
  id: string;
  name: string;
  status: string;
  country: string;
  taxId: string;
  taxExemptUntil: string | null;
  termsDays: number | null;
  creditLimitCents: number;
  /** What open invoices leave of the credit limit, and what the store is owed by us beside it. */
  availableCents: number;
  /** The longest overdue invoice: while there is one, nothing more is sold on terms. */
  overdueInvoice: { number: string; dueOn: string } | null;
  /** The most one order of this buyer may come to; null: no limit. */
  spendingLimitCents: number | null;
}

/** SQL for the store that buys, as one JSON object. Bindings: storeId, userId (who buys; null where limits do not matter), day. */
export const BUYING_STORE = `(
  select json_build_object('id', b.id, 'name', b.name, 'status', b.status, 'country', b.country, 'taxId', b.tax_id, 'taxExemptUntil', b.tax_exempt_until,
    'termsDays', b.terms_days, 'creditLimitCents', b.credit_limit_cents,
    'availableCents', greatest(b.credit_limit_cents - coalesce((
      select sum(i.total_cents - i.credited_cents - i.paid_cents) from invoices i where i.store_id = b.id and (i.status = 'open' or i.credited_cents + i.paid_cents > i.total_cents)), 0), 0),
    'overdueInvoice', (select json_build_object('number', i.number, 'dueOn', to_char(i.due_on, 'YYYY-MM-DD')) from invoices i
      where i.store_id = b.id and i.status = 'open' and i.due_on < cast(:day as date) order by i.due_on, i.id limit 1),
    'spendingLimitCents', (select m.spending_limit_cents from store_members m where m.store_id = b.id and m.user_id = cast(:userId as uuid)))
  from stores b where b.id = cast(:storeId as uuid))`;

export async function readBuyingStore(db: Db, storeId: string, day: string): Promise<BuyingStore> {
  const { rows } = await db.raw(`select ${BUYING_STORE} as store`, { storeId, userId: null, day });
  return rows[0].store;
}
