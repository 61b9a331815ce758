import { expect, test } from 'vitest';
import { openShop } from '#backoffice/http/shop.testing.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { createAdmin } from './index.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db, { openPanel: createAdmin });

const release = async (email: string, batchId: string) => {
  const visitor = shop.visitor();
  await visitor.signIn(email, WORLD_PASSWORD);
  return (await visitor.ask('POST', `/admin/api/resources/payout_batches/records/${batchId}/release`, {})).body;
};

test('a batch that waits is released in the panel by another person than the one who started it, once', async () => {
  const [{ id }] = await db('payout_batches')
    .insert({ batch_date: '2026-03-20', requested_by: WORLD.users.finance })
    .returning('id');
  await db('payout_batches').where({ id }).update({ status: 'awaiting_release' });

  expect((await release('finn@stackr.example', id)).notice).toMatchObject({ type: 'error' });
  expect(await db('payout_batches').where({ id }).first()).toMatchObject({ status: 'awaiting_release' });
  expect((await release('ruth@roastery.example', id)).notice).toMatchObject({ type: 'error' });

  expect((await release('cora@stackr.example', id)).notice).toMatchObject({ type: 'success' });
  const released = { status: 'finished', released_by: WORLD.users.controller };
  expect(await db('payout_batches').where({ id }).first()).toMatchObject(released);
  expect(await db('audit_log').where({ action: 'release.payout' })).toHaveLength(1);
  expect((await release('ada@stackr.example', id)).notice).toMatchObject({ type: 'error' });
});

test('the second person reads who asked, and finance no other people than staff', async () => {
  const [{ id }] = await db('payout_batches')
    .insert({ batch_date: '2026-03-21', requested_by: WORLD.users.finance })
    .returning('id');
  const controller = shop.visitor();
  await controller.signIn('cora@stackr.example', WORLD_PASSWORD);
  const read = async (path: string) => (await controller.ask('GET', `/admin/api/resources/${path}`)).body;
  const { record } = await read(`payout_batches/records/${id}/show`);
  expect(record.populated.requested_by.title).toBe('finn@stackr.example');
  const { records } = await read('users/actions/list?perPage=100');
  const roles = new Set(records.map((one: { params: { role: string } }) => one.params.role));
  expect([...roles].sort()).toEqual(['admin', 'finance']);
  expect((await read(`users/records/${WORLD.users.roaster}/show`)).record?.params?.email).toBeUndefined();
  expect(JSON.stringify(await read('users/search/ruth'))).not.toContain('ruth@');
});
