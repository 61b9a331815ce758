import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import type { MemberRole } from './members.ts';

export interface NewInvitation {
  storeId: string;
  email: string;
  memberRole: MemberRole;
  spendingLimitCents: number | null;
  token: string;
  invitedBy: string;
  expiresAt: Date;
}
export interface OpenInvitation {
  id: string;
  email: string;
  memberRole: MemberRole;
  spendingLimitCents: number | null;
  invitedBy: string | null;
  expiresAt: string;
  isExpired: boolean;
}
export interface Invitation {
  id: string;
  storeId: string;
  storeName: string;
  storeStatus: string;
  email: string;
  memberRole: MemberRole;
  spendingLimitCents: number | null;
  invitedBy: string | null;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

/** Only the hash is kept: who reads the table cannot open an invitation. */
export const hashInvitation = (token: string): string =>
  createHash('sha256').update(`store invitation ${token}`).digest('hex');

/** A second invitation of the same address takes the first one's place. */
export async function insertInvitation(trx: Db, invitation: NewInvitation, now: Date): Promise<string> {
  await trx('store_invitations')
    .where({ store_id: invitation.storeId, email: invitation.email })
    .whereNull('accepted_at')
    .whereNull('revoked_at')
    .update({ revoked_at: now });
  const [row] = await trx('store_invitations')
    .insert({
      store_id: invitation.storeId,
      email: invitation.email,
      member_role: invitation.memberRole,
      spending_limit_cents: invitation.spendingLimitCents,
      token_hash: hashInvitation(invitation.token),
      invited_by: invitation.invitedBy,
      expires_at: invitation.expiresAt,
    })
    .returning('id');
  return row.id;
}

export async function listInvitations(db: Db, storeId: string, now: Date): Promise<OpenInvitation[]> {
  const { rows } = await db.raw(
    `select i.id, i.email, i.member_role as "memberRole", i.spending_limit_cents as "spendingLimitCents", u.name as "invitedBy",
       to_char(i.expires_at at time zone 'UTC', 'YYYY-MM-DD') as "expiresAt", i.expires_at <= :now as "isExpired"
     from store_invitations i left join users u on u.id = i.invited_by
     where i.store_id = :storeId and i.accepted_at is null and i.revoked_at is null order by i.created_at desc, i.id`,
    { storeId, now },
  );
  return rows;
}

/** By the token of its letter, locked where it is to be used. */
export async function findInvitation(
  db: Db,
  token: string,
  { isLocked }: { isLocked: boolean },
): Promise<Invitation | null> {
  const { rows } = await db.raw(
    `select i.id, i.store_id as "storeId", s.name as "storeName", s.status as "storeStatus", i.email, i.member_role as "memberRole",
       i.spending_limit_cents as "spendingLimitCents", (select name from users where id = i.invited_by) as "invitedBy",
       i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt"
     from store_invitations i join stores s on s.id = i.store_id where i.token_hash = ? ${isLocked ? 'for update of i' : ''}`,
    [hashInvitation(token)],
  );
  return rows[0] ?? null;
}

export async function markInvitationAccepted(trx: Db, id: string, userId: string, at: Date): Promise<void> {
  await trx('store_invitations').where({ id }).update({ accepted_at: at, accepted_by: userId });
}

/** False: there is no open invitation of this store by that id. */
export async function revokeInvitation(
  trx: Db,
  { id, storeId, at }: { id: string; storeId: string; at: Date },
): Promise<boolean> {
  const count = await trx('store_invitations')
    .where({ id, store_id: storeId })
    .whereNull('accepted_at')
    .whereNull('revoked_at')
    .update({ revoked_at: at });
  return count === 1;
}
