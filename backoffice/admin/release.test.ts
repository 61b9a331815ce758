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
