import type { Db } from '#db/connection.ts';

export type MemberRole = 'owner' | 'buyer' | 'approver';
export interface Member {
  /** The person's. */
  id: string;
  name: string;
  email: string;
  memberRole: MemberRole;
  /** The most one order may come to; null: no limit. */
  spendingLimitCents: number | null;
  since: string;
}

const MEMBER = `u.id, u.name, u.email, m.member_role as "memberRole", m.spending_limit_cents as "spendingLimitCents",
  to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD') as since`;

/** Owners first. */
export async function listMembers(db: Db, storeId: string): Promise<Member[]> {
  const { rows } = await db.raw(
    `select ${MEMBER} from store_members m join users u on u.id = m.user_id where m.store_id = ?
     order by array_position(array['owner', 'approver', 'buyer'], m.member_role), u.name, u.id`,
    [storeId],
  );
  return rows;
}

/** All members of a store, locked: two owners who remove each other do it one after the other. */
export async function lockMembers(trx: Db, storeId: string): Promise<Member[]> {
  const { rows } = await trx.raw(
    `select ${MEMBER} from store_members m join users u on u.id = m.user_id where m.store_id = ? order by m.id for update of m`,
    [storeId],
  );
  return rows;
}

export async function changeMember(
  trx: Db,
  { storeId, userId }: { storeId: string; userId: string },
  change: { memberRole: MemberRole; spendingLimitCents: number | null },
): Promise<void> {
  await trx('store_members').where({ store_id: storeId, user_id: userId }).update({
    member_role: change.memberRole,
    spending_limit_cents: change.spendingLimitCents,
  });
}

/** The person is a customer again; what lay in the wholesale cart is gone with the prices. */
export async function removeMember(trx: Db, { storeId, userId }: { storeId: string; userId: string }): Promise<void> {
  await trx('store_members').where({ store_id: storeId, user_id: userId }).delete();
  await trx('users').where({ id: userId, role: 'store_owner' }).update({ role: 'customer' });
  await trx('carts').where({ user_id: userId, channel: 'b2b' }).delete();
}

export async function insertMember(
  trx: Db,
  member: { storeId: string; userId: string; memberRole: MemberRole; spendingLimitCents: number | null },
): Promise<boolean> {
  const { rows } = await trx.raw(
    `insert into store_members (store_id, user_id, member_role, spending_limit_cents)
     values (:storeId, :userId, :memberRole, :spendingLimitCents) on conflict (user_id) do nothing returning id`,
    member,
  );
  return rows.length === 1;
}
