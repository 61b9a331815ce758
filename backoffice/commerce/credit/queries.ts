import type { Db } from '#db/connection.ts';
import type { CreditUse, UnsettledInvoice } from './rules.ts';

/** Orders on terms and refunds take a store's row before its invoices, so that they do not pass each other. */
export async function lockStore(trx: Db, storeId: string): Promise<void> {
  await trx('stores').where({ id: storeId }).forNoKeyUpdate().first('id');
}

/** What is open and what is in credit, locked. The caller holds the store. */
export async function lockUnsettled(trx: Db, storeId: string): Promise<UnsettledInvoice[]> {
  const { rows } = await trx.raw(
    `select id, number, order_id as "orderId", currency, total_cents - credited_cents - paid_cents as "openCents",
       to_char(issued_on, 'YYYY-MM-DD') as "issuedOn", to_char(due_on, 'YYYY-MM-DD') as "dueOn"
     from invoices where store_id = ? and (status = 'open' or credited_cents + paid_cents > total_cents) order by id for update`,
    [storeId],
  );
  return rows;
}

/** Moves what was paid between invoices, or off them, and keeps each use. An invoice of which nothing is open any more is paid. */
export async function moveCredit(
  trx: Db,
  { storeId, uses, payoutId, at }: { storeId: string; uses: CreditUse[]; payoutId: string | null; at: Date },
): Promise<void> {
  await trx.raw(
    `with uses as (
       select * from jsonb_to_recordset(cast(:uses as jsonb)) as u ("fromId" uuid, "toId" uuid, currency text, cents bigint)
     ), kept as (
       insert into store_credit_uses (store_id, from_invoice_id, to_invoice_id, payout_id, currency, amount_cents, used_at)
       select cast(:storeId as uuid), "fromId", "toId", cast(:payoutId as uuid), currency, cents, cast(:at as timestamptz) from uses
     ), moved as (
       select id, sum(cents)::bigint as cents from (
         select "fromId" as id, -cents as cents from uses union all select "toId", cents from uses where "toId" is not null) each group by id
     )
     update invoices i set paid_cents = i.paid_cents + m.cents, updated_at = :at,
       status = case when i.status = 'open' and i.credited_cents + i.paid_cents + m.cents = i.total_cents then 'paid' else i.status end,
       paid_at = case when i.status = 'open' and i.credited_cents + i.paid_cents + m.cents = i.total_cents then cast(:at as timestamptz) else i.paid_at end
     from moved m where i.id = m.id`,
    { storeId, uses: JSON.stringify(uses), payoutId, at },
  );
}

/** A store's owners, who are told. */
export async function listCreditOwners(
  db: Db,
  storeId: string,
): Promise<{ storeName: string; people: { id: string; name: string; email: string }[] }> {
  const { rows } = await db.raw(
    `select s.name as "storeName", coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name, 'email', u.email) order by u.id)
       from store_members m join users u on u.id = m.user_id where m.store_id = s.id and m.member_role = 'owner'), '[]') as people
     from stores s where s.id = ?`,
    [storeId],
  );
  return rows[0];
}
