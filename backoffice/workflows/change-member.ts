import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { conflict, forbidden, notFound } from '#backoffice/commerce/refusal.ts';
import {
  changeMember as change,
  lockMembers,
  type Member,
  type MemberRole,
  removeMember as remove,
} from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';

/** A member of a store who acts; only owners may change who belongs to it and how much they may spend. */
export interface Owner {
  userId: string;
  name: string;
  role: string;
  storeId: string;
  storeName: string;
  memberRole: MemberRole;
}

export function requireOwner(owner: Owner): void {
  if (owner.memberRole !== 'owner') throw forbidden('Only an owner of the store may do this');
}

/** A role or a limit; what is left out stays. A store always keeps an owner, and an owner has no limit. */
export async function changeMember(
  services: Services,
  {
    owner,
    userId,
    ...wanted
  }: {
    owner: Owner;
    userId: string;
    memberRole?: MemberRole | undefined;
    spendingLimitCents?: number | null | undefined;
  },
): Promise<void> {
  requireOwner(owner);
  await services.db.transaction(async trx => {
    const members = await lockMembers(trx, owner.storeId);
    const member = findMember(members, userId);
    const memberRole = wanted.memberRole ?? member.memberRole;
    if (memberRole !== 'owner') keepAnOwner(members, member);
    const limit = wanted.spendingLimitCents === undefined ? member.spendingLimitCents : wanted.spendingLimitCents;
    const after = { memberRole, spendingLimitCents: memberRole === 'owner' ? null : limit };
    await change(trx, { storeId: owner.storeId, userId }, after);
    await writeAudit(trx, {
      actor: owner,
      action: 'change.member',
      table: 'store_members',
      id: userId,
      before: { memberRole: member.memberRole, spendingLimitCents: member.spendingLimitCents },
      after,
    });
  });
}

/** An owner removes anyone but the last owner; everyone may leave. Prices are gone with the next request. */
export async function removeMember(
  services: Services,
  { owner, userId }: { owner: Owner; userId: string },
): Promise<void> {
  if (userId !== owner.userId) requireOwner(owner);
  await services.db.transaction(async trx => {
    const members = await lockMembers(trx, owner.storeId);
    const member = findMember(members, userId);
    keepAnOwner(members, member);
    await remove(trx, { storeId: owner.storeId, userId });
    await writeAudit(trx, {
      actor: owner,
      action: 'remove.member',
      table: 'store_members',
      id: userId,
      before: { memberRole: member.memberRole, storeId: owner.storeId },
    });
  });
}

function findMember(members: Member[], userId: string): Member {
  const member = members.find(one => one.id === userId);
  if (!member) throw notFound('member');
  return member;
}

function keepAnOwner(members: Member[], leaving: Member): void {
  if (leaving.memberRole !== 'owner') return;
  if (members.filter(member => member.memberRole === 'owner').length === 1)
    throw conflict('last_owner', 'A store needs an owner: make someone else one first');
}
