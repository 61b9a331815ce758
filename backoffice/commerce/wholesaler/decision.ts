import type { Db } from '#db/connection.ts';

export interface DecidedWholesaler {
  id: string;
  name: string;
  status: 'applied' | 'approved' | 'suspended' | 'rejected';
  payouts_enabled: boolean;
}

/** Suspension pauses payouts as well; restoring lifts only the pause that it made. */
export async function decideWholesaler(
  trx: Db,
  wholesalerId: string,
  decision: { status: 'approved' | 'rejected' | 'suspended'; reason: string | null },
  now: Date,
): Promise<{ before: DecidedWholesaler; after: DecidedWholesaler } | null> {
  const before = await trx('wholesalers').where({ id: wholesalerId }).forUpdate().first();
  if (!before) return null;
  const pause = decision.status === 'suspended' ? { payouts_paused_at: now, payouts_paused_reason: SUSPENDED } : {};
  const lift =
    decision.status === 'approved' && before.payouts_paused_reason === SUSPENDED
      ? { payouts_paused_at: null, payouts_paused_reason: null }
      : {};
  const [after] = await trx('wholesalers')
    .where({ id: wholesalerId })
    .update({ status: decision.status, status_reason: decision.reason, updated_at: now, ...pause, ...lift })
    .returning('*');
  return { before, after };
}

const SUSPENDED = 'The wholesaler is suspended';

export interface WholesalerApplication {
  name: string;
  slug: string;
  tagline: string;
  story: string;
  taxId: string;
  country: string;
  contactEmail: string;
}

export async function insertWholesaler(
  trx: Db,
  application: WholesalerApplication,
  userId: string,
): Promise<{ id: string; slug: string; status: string; created_at: Date }> {
  const [row] = await trx('wholesalers')
    .insert({
      name: application.name,
      slug: application.slug,
      tagline: application.tagline,
      story: application.story,
      tax_id: application.taxId,
      country: application.country,
      contact_email: application.contactEmail,
    })
    .returning(['id', 'slug', 'status', 'created_at']);
  await trx('wholesaler_members').insert({ wholesaler_id: row.id, user_id: userId });
  return row;
}

/** The slug itself, or with the first free number behind it. */
export async function freeWholesalerSlug(db: Db, wanted: string): Promise<string> {
  const taken = new Set(
    await db('wholesalers').where('slug', wanted).orWhere('slug', 'like', `${wanted}-%`).pluck('slug'),
  );
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

export async function listWholesalerMembers(
  db: Db,
  wholesalerId: string,
): Promise<{ id: string; name: string; email: string }[]> {
  return db('wholesaler_members')
    .join('users', 'users.id', 'user_id')
    .where({ wholesaler_id: wholesalerId })
    .select('users.id', 'users.name', 'users.email');
}
