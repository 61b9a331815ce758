import { beforeEach, describe, expect, test } from 'vitest';
import { listInvitations, listMembers } from '#backoffice/commerce/store/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { changeMember, type Owner, removeMember } from './change-member.ts';
import { acceptInvitation, inviteMember, readInvitation, revokeInvitation } from './invite-member.ts';
import { clearSales, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
const storeId = WORLD.stores.corner;
const owner: Owner = {
  userId: WORLD.users.olga,
  name: 'Olga Orlow',
  role: 'store_owner',
  storeId,
  storeName: 'Corner & Co',
  memberRole: 'owner',
};
const anna = { id: WORLD.users.anna, email: 'anna@example.org', emailVerified: true, role: 'customer', storeId: null };

beforeEach(async () => {
  rig.setNow(new Date('2026-05-04T09:00:00Z'));
  await clearSales(db);
  await db('store_invitations').delete();
  await db('store_members').whereNotIn('user_id', [WORLD.users.olga, WORLD.users.sven, WORLD.users.rita]).delete();
  await db('store_members').where({ user_id: WORLD.users.olga }).update({ member_role: 'owner' });
  await db('users').where({ id: anna.id }).update({ role: 'customer' });
});

const invite = (more: object = {}) =>
  inviteMember(services, { owner, email: anna.email, memberRole: 'buyer', spendingLimitCents: 40_000, ...more });
const tokenOf = async () => {
  const letter = await db('letters').where({ kind: 'store-invitation' }).orderBy('created_at', 'desc').first();
  return new URL(letter.data.acceptUrl).searchParams.get('token')!;
};
const joined = async (more: object = {}) => {
  await invite(more);
  await acceptInvitation(services, { token: await tokenOf(), invitee: anna });
};

describe('an invitation', () => {
  test('makes the invited person a member with role and limit, and buys at once', async () => {
    await joined();
    expect(await listMembers(db, storeId)).toMatchObject([
      { id: owner.userId, memberRole: 'owner', spendingLimitCents: null },
      { id: anna.id, memberRole: 'buyer', spendingLimitCents: 40_000 },
    ]);
    expect(await db('users').where({ id: anna.id }).first('role')).toEqual({ role: 'store_owner' });
    expect(await listInvitations(db, storeId, services.now())).toEqual([]);
  });

  test('opens once', async () => {
    await joined();
    const ben = { ...anna, id: WORLD.users.ben, email: 'ben@example.org' };
    await expect(acceptInvitation(services, { token: await tokenOf(), invitee: ben })).rejects.toMatchObject({
      code: 'invitation_used',
    });
  });

  test('keeps only the hash of its token', async () => {
    await invite();
    const token = await tokenOf();
    expect(JSON.stringify(await db('store_invitations'))).not.toContain(token);
    expect(await readInvitation(services, token)).toMatchObject({ storeName: 'Corner & Co', memberRole: 'buyer' });
  });

  test('is not there for a wrong token, too late after fourteen days, and gone when taken back', async () => {
    await expect(readInvitation(services, 'x'.repeat(43))).rejects.toMatchObject({ kind: 'not_found' });
    const { id } = await invite();
    const token = await tokenOf();
    rig.setNow(new Date('2026-05-18T09:00:00Z'));
    await expect(readInvitation(services, token)).rejects.toMatchObject({ code: 'invitation_expired' });
    await revokeInvitation(services, { owner, id });
    await expect(readInvitation(services, token)).rejects.toMatchObject({ code: 'invitation_revoked' });
    await expect(revokeInvitation(services, { owner, id })).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('sent again takes the first one’s place', async () => {
    await invite();
    const first = await tokenOf();
    await invite({ memberRole: 'approver' });
    await expect(readInvitation(services, first)).rejects.toMatchObject({ code: 'invitation_revoked' });
    expect(await listInvitations(db, storeId, services.now())).toMatchObject([{ memberRole: 'approver' }]);
  });

  test('is for the address it was sent to, verified, and for people without a store', async () => {
    await invite();
    const token = await tokenOf();
    const attempt = (more: object) => acceptInvitation(services, { token, invitee: { ...anna, ...more } });
    await expect(attempt({ id: WORLD.users.ben, email: 'ben@example.org' })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(attempt({ emailVerified: false })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(attempt({ role: 'wholesaler' })).rejects.toMatchObject({ code: 'other_role' });
    await expect(attempt({ id: WORLD.users.sven })).rejects.toMatchObject({ code: 'other_store' });
  });

  test('of another store cannot be taken back; a buyer invites nobody', async () => {
    const { id } = await invite();
    const foreign = { ...owner, storeId: WORLD.stores.alpine };
    await expect(revokeInvitation(services, { owner: foreign, id })).rejects.toMatchObject({ kind: 'not_found' });
    await expect(invite({ owner: { ...owner, memberRole: 'buyer' } })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(invite({ email: 'Olga@corner.example' })).rejects.toMatchObject({ code: 'member_already' });
  });
});

describe('members', () => {
  test('get another role or limit from an owner, and an owner has no limit', async () => {
    await joined();
    await changeMember(services, { owner, userId: anna.id, spendingLimitCents: 90_000 });
    await changeMember(services, { owner, userId: anna.id, memberRole: 'approver' });
    expect((await listMembers(db, storeId))[1]).toMatchObject({ memberRole: 'approver', spendingLimitCents: 90_000 });
    await changeMember(services, { owner, userId: anna.id, memberRole: 'owner' });
    expect((await listMembers(db, storeId)).map(member => member.spendingLimitCents)).toEqual([null, null]);
  });

  test('change nothing about themselves or others unless they own the store', async () => {
    await joined();
    const buyer: Owner = { ...owner, userId: anna.id, memberRole: 'buyer' };
    const raise = changeMember(services, { owner: buyer, userId: anna.id, spendingLimitCents: null });
    await expect(raise).rejects.toMatchObject({ kind: 'forbidden' });
    const oust = removeMember(services, { owner: buyer, userId: owner.userId });
    await expect(oust).rejects.toMatchObject({ kind: 'forbidden' });
    const foreign = changeMember(services, { owner, userId: WORLD.users.sven, memberRole: 'buyer' });
    await expect(foreign).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('the last owner stays one', async () => {
    await joined();
    const leave = () => removeMember(services, { owner, userId: owner.userId });
    await expect(leave()).rejects.toMatchObject({ code: 'last_owner' });
    const demote = changeMember(services, { owner, userId: owner.userId, memberRole: 'buyer' });
    await expect(demote).rejects.toMatchObject({ code: 'last_owner' });
  });

  test('two owners who remove each other at once: one stays', async () => {
    await joined({ memberRole: 'owner' });
    const second: Owner = { ...owner, userId: anna.id };
    const answers = await Promise.allSettled([
      removeMember(services, { owner, userId: second.userId }),
      removeMember(services, { owner: second, userId: owner.userId }),
    ]);
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await listMembers(db, storeId)).toHaveLength(1);
    await db('store_members').where({ store_id: storeId }).delete();
    await db('store_members').insert({ store_id: storeId, user_id: WORLD.users.olga, member_role: 'owner' });
    await db('users').where({ id: WORLD.users.olga }).update({ role: 'store_owner' });
  });

  test('a removed member is a customer again, without the wholesale cart', async () => {
    await joined();
    await db('carts').insert({ channel: 'b2b', user_id: anna.id, store_id: storeId });
    await removeMember(services, { owner, userId: anna.id });
    expect(await db('users').where({ id: anna.id }).first('role')).toEqual({ role: 'customer' });
    expect(await db('carts').where({ user_id: anna.id })).toEqual([]);
  });
});
