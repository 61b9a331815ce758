import type { Db } from '#db/connection.ts';

export interface NewAddress {
  name: string;
  company?: string | null | undefined;
  line1: string;
  line2?: string | null | undefined;
  city: string;
  region?: string | null | undefined;
  postalCode: string;
  country: string;
  phone?: string | null | undefined;
  isDefault?: boolean | undefined;
  /** Of a store's location. */
  locationName?: string | null | undefined;
}
export interface SavedAddress extends NewAddress {
  id: string;
  isDefault: boolean;
  locationName: string | null;
}
export type AddressOwner = { userId: string } | { storeId: string } | { wholesalerId: string };

const COLUMNS = `id, name, company, line1, line2, city, region, postal_code as "postalCode", country, phone, is_default as "isDefault", location_name as "locationName"`;

/** A person's own addresses and those of the store the person belongs to, the default first. */
export async function listAddresses(db: Db, userId: string): Promise<SavedAddress[]> {
  const { rows } = await db.raw(
    `select ${COLUMNS} from addresses where user_id = :userId or store_id in (select store_id from store_members where user_id = :userId)
     order by is_default desc, created_at`,
    { userId },
  );
  return rows;
}

export async function insertAddress(db: Db, owner: AddressOwner, address: NewAddress): Promise<SavedAddress> {
  const key = ownerKey(owner);
  if (address.isDefault) await db('addresses').where(key).update({ is_default: false });
  const [row] = await db('addresses')
    .insert({ ...key, ...columns(address), is_default: address.isDefault ?? false })
    .returning(db.raw(COLUMNS) as unknown as string[]);
  return row as SavedAddress;
}

/** Only the owner's own; null when there is no such address of theirs. */
export async function updateAddress(
  db: Db,
  owner: AddressOwner,
  id: string,
  change: Partial<NewAddress>,
): Promise<SavedAddress | null> {
  const key = ownerKey(owner);
  if (change.isDefault) await db('addresses').where(key).whereNot({ id }).update({ is_default: false });
  const [row] = await db('addresses')
    .where({ ...key, id })
    .update({ ...columns(change), ...(change.isDefault === undefined ? {} : { is_default: change.isDefault }) })
    .returning(db.raw(COLUMNS) as unknown as string[]);
  return (row as SavedAddress | undefined) ?? null;
}

export async function deleteAddress(db: Db, owner: AddressOwner, id: string): Promise<boolean> {
  return (
    (await db('addresses')
      .where({ ...ownerKey(owner), id })
      .delete()) === 1
  );
}

export async function setSuspension(
  trx: Db,
  userId: string,
  suspension: { at: Date; reason: string } | null,
): Promise<boolean> {
  const count = await trx('users')
    .where({ id: userId })
    .update({
      suspended_at: suspension?.at ?? null,
      suspended_reason: suspension?.reason ?? null,
      updated_at: trx.fn.now(),
    });
  if (suspension) await trx('sessions').where({ user_id: userId }).delete();
  return count === 1;
}

/** Everything kept about a person, by table. */
export async function exportPerson(db: Db, userId: string): Promise<Record<string, unknown>> {
  const { rows } = await db.raw(
    `select
       (select to_jsonb(u) from (select id, name, email, role, created_at from users where id = :userId) u) as account,
       (select coalesce(jsonb_agg(to_jsonb(a)), '[]') from (select ${COLUMNS} from addresses where user_id = :userId) a) as addresses,
       (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from (select s.name, s.legal_name, s.tax_id, s.country, s.website, s.status, m.member_role
          from store_members m join stores s on s.id = m.store_id where m.user_id = :userId) s) as stores,
       (select coalesce(jsonb_agg(to_jsonb(o) order by o.created_at), '[]') from (select o.number, o.channel, o.status, o.email, o.currency, o.total_cents, o.created_at, o.shipping_address,
            (select jsonb_agg(jsonb_build_object('sku', l.sku, 'title', l.title, 'quantity', l.quantity, 'unit_price_cents', l.unit_price_cents)) from order_lines l where l.order_id = o.id) as lines
          from orders o where o.user_id = :userId) o) as orders,
       (select coalesce(jsonb_agg(to_jsonb(r)), '[]') from (select rating, title, body, created_at from product_reviews where user_id = :userId) r) as reviews,
       (select coalesce(jsonb_agg(to_jsonb(e) order by e.occurred_at), '[]') from (select kind, occurred_at, query, product_id from analytics_events where user_id = :userId
          order by occurred_at desc limit 5000) e) as events`,
    { userId },
  );
  return rows[0];
}

/** The row stays, because orders and the audit log point at it; nothing in it names the person any more. */
export async function forgetPerson(trx: Db, userId: string, now: Date): Promise<void> {
  await trx('sessions').where({ user_id: userId }).delete();
  await trx('auth_accounts').where({ user_id: userId }).delete();
  await trx('addresses').where({ user_id: userId }).delete();
  await trx('carts').where({ user_id: userId }).delete();
  await trx('store_members').where({ user_id: userId }).delete();
  await trx('product_reviews').where({ user_id: userId }).update({ author: 'A former customer' });
  await trx('analytics_events').where({ user_id: userId }).update({ user_id: null });
  await trx('users')
    .where({ id: userId })
    .update({
      name: 'Closed account',
      email: `closed-${userId}@invalid.example`,
      email_verified: false,
      image: null,
      suspended_at: now,
      suspended_reason: 'Closed by its owner',
      updated_at: now,
    });
}

/** What keeps an account open: orders under way, an owner's store. */
export async function hasOpenBusiness(db: Db, userId: string): Promise<boolean> {
  const { rows } = await db.raw(
    `select exists (select from orders where user_id = :userId and status in ('awaiting_payment', 'placed'))
         or exists (select from invoices i join store_members m on m.store_id = i.store_id where m.user_id = :userId and m.member_role = 'owner' and i.status = 'open') as open`,
    { userId },
  );
  return rows[0].open;
}

function ownerKey(owner: AddressOwner): Record<string, string> {
  if ('userId' in owner) return { user_id: owner.userId };
  return 'storeId' in owner ? { store_id: owner.storeId } : { wholesaler_id: owner.wholesalerId };
}

function columns(address: Partial<NewAddress>): Record<string, unknown> {
  const { postalCode, locationName, isDefault: _, ...same } = address;
  return {
    ...same,
    ...(postalCode === undefined ? {} : { postal_code: postalCode }),
    ...(locationName === undefined ? {} : { location_name: locationName || null }),
  };
}
