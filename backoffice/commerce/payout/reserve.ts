import type { Db } from '#db/connection.ts';

export interface DueReserve {
  id: number;
  wholesalerId: string;
  wholesalerOrderId: string | null;
  currency: string;
  /** To the wholesaler. */
  amountCents: number;
}

/** The cause under which an entry's reserve is given back, once. */
export const reserveCause = (entryId: number): string => `reserve:${entryId}:released`;

/** Reserves whose time is over and that were not given back. */
export async function dueReserves(db: Db, date: string): Promise<DueReserve[]> {
  const { rows } = await db.raw(
    `select e.id, a.wholesaler_id as "wholesalerId", e.wholesaler_order_id as "wholesalerOrderId", e.currency, -e.amount_cents as "amountCents"
     from ledger_entries e
     join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_reserve'
     where e.available_on <= cast(:date as date) and e.amount_cents < 0
       and not exists (select from ledger_transactions t where t.cause = 'reserve:' || e.id || ':released')
     order by e.id`,
    { date },
  );
  return rows;
}
