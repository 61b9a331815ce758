import type { Db } from '#db/connection.ts';

interface ReportedPayout {
  number: string;
  wholesaler: string;
  currency: string;
  amountCents: number;
  status: string;
  reason: string | null;
}

/** The payouts of a batch and those an earlier batch left to do. */
export async function reportPayouts(db: Db, batchDate: string, touchedIds: string[]): Promise<ReportedPayout[]> {
  return db('payouts as p')
    .join('wholesalers as w', 'w.id', 'p.wholesaler_id')
    .where('p.batch_date', batchDate)
    .orWhereIn('p.id', touchedIds)
    .orderBy(['p.batch_date', 'p.number'])
    .select(
      'p.number',
      'w.name as wholesaler',
      'p.currency',
      'p.amount_cents as amountCents',
      'p.status',
      'p.status_reason as reason',
    );
}

export async function reportCarryovers(
  db: Db,
  batchId: string,
): Promise<{ wholesaler: string; currency: string; amountCents: number; reason: string }[]> {
  return db('payout_carryovers as c')
    .join('wholesalers as w', 'w.id', 'c.wholesaler_id')
    .where('c.payout_batch_id', batchId)
    .orderBy('w.name')
    .select('w.name as wholesaler', 'c.currency', 'c.amount_cents as amountCents', 'c.reason');
}

export interface PayoutRow {
  id: string;
  number: string;
  batchDate: string;
  currency: string;
  amountCents: number;
  status: string;
  statusReason: string | null;
  sentAt: string | null;
}

/** Newest first. after: the last id of the page before; ids grow with time. */
export async function listPayouts(
  db: Db,
  page: { wholesalerId: string; after: string | null; limit: number },
): Promise<{ items: PayoutRow[]; after: string | null }> {
  const { rows } = await db.raw(
    `select id, number, batch_date as "batchDate", currency, amount_cents as "amountCents", status, status_reason as "statusReason",
       to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt"
     from payouts where wholesaler_id = :wholesalerId and (cast(:after as uuid) is null or id < cast(:after as uuid))
     order by id desc limit :take`,
    { wholesalerId: page.wholesalerId, after: page.after, take: page.limit + 1 },
  );
  const items = rows.slice(0, page.limit);
  return { items, after: rows.length > page.limit ? items.at(-1).id : null };
}
