import { randomBytes } from 'node:crypto';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { conflict, forbidden, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  findInvitation,
  type Invitation,
  insertInvitation,
  insertMember,
  listMembers,
  type MemberRole,
  markInvitationAccepted,
  revokeInvitation as revoke,
  setMemberRoles,
} from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type Owner, requireOwner } from './change-member.ts';

const OPEN_FOR_MS = 14 * 86_400_000;

/** The token is only in the letter: whoever reads that inbox may join, once, within fourteen days. */
export async function inviteMember(
  services: Services,
  { owner, ...given }: { owner: Owner; email: string; memberRole: MemberRole; spendingLimitCents: number | null },
): Promise<{ id: string }> {
  requireOwner(owner);
  const email = given.email.toLowerCase();
  const spendingLimitCents = given.memberRole === 'owner' ? null : given.spendingLimitCents;
  const members = await listMembers(services.db, owner.storeId);
  if (members.some(member => member.email === email))
    refuseIfAny([{ code: 'member_already', subject: 'email', message: `${email} belongs to your store already` }]);
  const now = services.now();
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + OPEN_FOR_MS);
  return services.db.transaction(async trx => {
    const { memberRole } = given;
    const { storeId } = owner;
    const invitation = { storeId, email, memberRole, spendingLimitCents, token, invitedBy: owner.userId, expiresAt };
    const id = await insertInvitation(trx, invitation, now);
    await writeAudit(trx, {
      actor: owner,
      action: 'invite.member',
      table: 'store_invitations',
      id,
      after: { email, memberRole, spendingLimitCents },
    });
    await writeLetter(trx, services.queue, {
      kind: 'store-invitation',
      dedupeKey: `invitation:${id}`,
      to: { name: '', address: email },
      data: {
        storeName: owner.storeName,
        invitedBy: owner.name,
        memberRole,
        expiresOn: expiresAt.toISOString().slice(0, 10),
        acceptUrl: `${services.settings.publicUrl}/store/join?token=${token}`,
      },
    });
    return { id };
  });
}

export async function revokeInvitation(services: Services, { owner, id }: { owner: Owner; id: string }): Promise<void> {
  requireOwner(owner);
  await services.db.transaction(async trx => {
    if (!(await revoke(trx, { id, storeId: owner.storeId, at: services.now() }))) throw notFound('open invitation');
    await writeAudit(trx, { actor: owner, action: 'revoke.invitation', table: 'store_invitations', id });
  });
}

/** For the page behind the letter. An invitation that was used, revoked or is too old says so. */
export async function readInvitation(services: Services, token: string): Promise<Invitation> {
  const invitation = await findInvitation(services.db, token, { isLocked: false });
  return requireOpen(invitation, services.now());
}

export interface Invitee {
  id: string;
  email: string;
  emailVerified: boolean;
  role: string;
  storeId: string | null;
}

/** Joins the store the invitation is from: once, by the person whose address it was sent to, and who belongs to no other store. */
export async function acceptInvitation(
  services: Services,
  { token, invitee }: { token: string; invitee: Invitee },
): Promise<{ storeName: string }> {
  if (!['customer', 'store_owner'].includes(invitee.role))
    throw conflict('other_role', 'This account cannot join a store: sign up with another address');
  return services.db.transaction(async trx => {
    const invitation = requireOpen(await findInvitation(trx, token, { isLocked: true }), services.now());
    if (invitation.email !== invitee.email.toLowerCase())
      throw forbidden(`This invitation was sent to ${invitation.email}: sign in with that address`);
    if (!invitee.emailVerified) throw forbidden('Confirm your e-mail address first: the link is in your inbox');
    const { storeId, memberRole, spendingLimitCents } = invitation;
    if (!(await insertMember(trx, { storeId, userId: invitee.id, memberRole, spendingLimitCents })))
      throw conflict('other_store', 'Your account belongs to a store already: leave it first');
    await markInvitationAccepted(trx, invitation.id, invitee.id, services.now());
    if (invitation.storeStatus === 'approved') await setMemberRoles(trx, storeId, 'store_owner');
    await writeAudit(trx, {
      actor: { userId: invitee.id, role: invitee.role },
      action: 'accept.invitation',
      table: 'store_invitations',
      id: invitation.id,
    });
    return { storeName: invitation.storeName };
  });
}

function requireOpen(invitation: Invitation | null, now: Date): Invitation {
  if (!invitation) throw notFound('invitation');
  if (invitation.acceptedAt) throw conflict('invitation_used', 'This invitation was used already');
  if (invitation.revokedAt) throw conflict('invitation_revoked', 'This invitation was taken back: ask for a new one');
  if (invitation.expiresAt <= now)
    throw conflict('invitation_expired', 'This invitation has expired: ask for a new one');
  return invitation;
}
