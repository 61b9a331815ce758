import type { Db } from '#db/connection.ts';
import type { Reason } from '../refusal.ts';

export interface StoreApplication {
  name: string;
  legalName: string;
  taxId: string;
  country: string;
  website: string | null;
  about: string;
}

export interface StoreRow {
  id: string;
  name: string;
  legal_name: string;
  tax_id: string;
  country: string;
  website: string | null;
  status: 'in_review' | 'approved' | 'rejected' | 'more_information' | 'suspended';
  status_reason: string | null;
  store_group_id: string | null;
  terms_days: number | null;
  credit_limit_cents: number;
}

export interface StoreOfMember extends StoreRow {
  member_role: 'owner' | 'buyer' | 'approver';
  /** What open invoices leave of the credit limit, and what the store is owed by us beside it. */
  available_cents: number;
  /** Of it, what the store is owed by us. */
  credit_cents: number;
}

export async function findStoreOf(db: Db, userId: string): Promise<StoreOfMember | null> {
  const { rows } = await db.raw(
    `select s.*, m.member_role, greatest(s.credit_limit_cents - coalesce((
       select sum(i.total_cents - i.credited_cents - i.paid_cents) from invoices i where i.store_id = s.id and (i.status = 'open' or i.credited_cents + i.paid_cents > i.total_cents)), 0), 0)::bigint as available_cents,
       coalesce((select sum(i.credited_cents + i.paid_cents - i.total_cents) from invoices i
         where i.store_id = s.id and i.credited_cents + i.paid_cents > i.total_cents), 0)::bigint as credit_cents
     from store_members m join stores s on s.id = m.store_id where m.user_id = ?`,
    [userId],
  );
  return rows[0] ?? null;
}

/** A store with this tax id that belongs to someone else. */
export async function findTaxIdConflict(
  db: Db,
  application: StoreApplication,
  ownStoreId: string | null,
): Promise<Reason | null> {
  const taken = await db('stores')
    .where({ country: application.country, tax_id: application.taxId })
    .modify(query => void (ownStoreId && query.whereNot('id', ownStoreId)))
    .first('id');
  if (!taken) return null;
  return {
    code: 'tax_id_taken',
    subject: 'taxId',
    message: 'A store with this tax id is already registered: ask its owner to invite you',
  };
}

export async function insertStore(trx: Db, application: StoreApplication, ownerId: string): Promise<string> {
  const [store] = await trx('stores').insert(columns(application)).returning('id');
  await trx('store_members').insert({ store_id: store.id, user_id: ownerId, member_role: 'owner' });
  return store.id;
}

/** After a rejection or a question. False when the store is in no state to apply again. */
export async function resubmitStore(
  trx: Db,
  storeId: string,
  application: StoreApplication,
  now: Date,
): Promise<boolean> {
  const count = await trx('stores')
    .where({ id: storeId })
    .whereIn('status', ['rejected', 'more_information'])
    .update({ ...columns(application), status: 'in_review', status_reason: null, updated_at: now });
  return count === 1;
}

export interface StoreDecision {
  status: 'approved' | 'rejected' | 'more_information' | 'suspended';
  reason: string | null;
  decidedBy: string;
  termsDays?: number | null | undefined;
  creditLimitCents?: number | undefined;
}

/** The state machine of the table decides whether the step is one; answers the row before and after. */
export async function decideStore(
  trx: Db,
  storeId: string,
  decision: StoreDecision,
  now: Date,
): Promise<{ before: StoreRow; after: StoreRow } | null> {
  const before = await trx('stores').where({ id: storeId }).forUpdate().first();
  if (!before) return null;
  const [after] = await trx('stores')
    .where({ id: storeId })
    .update({
      status: decision.status,
      status_reason: decision.reason,
      decided_at: now,
      decided_by: decision.decidedBy,
      updated_at: now,
      ...(decision.termsDays === undefined ? {} : { terms_days: decision.termsDays }),
      ...(decision.creditLimitCents === undefined ? {} : { credit_limit_cents: decision.creditLimitCents }),
    })
    .returning('*');
  return { before, after };
}

/** Members of an approved store are store owners; of any other they are customers again. Other roles stay. */
export async function setMemberRoles(trx: Db, storeId: string, role: 'customer' | 'store_owner'): Promise<void> {
  await trx('users')
    .whereIn('id', trx('store_members').where({ store_id: storeId }).select('user_id'))
    .whereIn('role', ['customer', 'store_owner'])
    .update({ role });
}

const columns = ({ name, legalName, taxId, country, website, about }: StoreApplication) => ({
  name,
  legal_name: legalName,
  tax_id: taxId,
  country,
  website,
  about,
});

/** Answers the terms before; null: there is no such store. */
export async function updateTerms(
  trx: Db,
  storeId: string,
  terms: { termsDays: number | null; creditLimitCents: number },
  at: Date,
): Promise<{ termsDays: number | null; creditLimitCents: number } | null> {
  const before = await trx('stores').where({ id: storeId }).forUpdate().first('terms_days', 'credit_limit_cents');
  if (!before) return null;
  await trx('stores')
    .where({ id: storeId })
    .update({ terms_days: terms.termsDays, credit_limit_cents: terms.creditLimitCents, updated_at: at });
  return { termsDays: before.terms_days, creditLimitCents: before.credit_limit_cents };
}
