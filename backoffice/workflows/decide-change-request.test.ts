import { beforeEach, describe, expect, test } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { decideChangeRequest } from './decide-change-request.ts';
import { editProduct } from './edit-product.ts';
import { sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { services } = await sellingRig(db);
const { candle, decaf, vase, espresso } = WORLD.products;
const chandler = { userId: WORLD.users.chandler, role: 'wholesaler' };
const admin = { userId: WORLD.users.admin, role: 'admin' };
const own = WORLD.wholesalers.candlery;

beforeEach(async () => {
  await db.raw('truncate product_change_requests, audit_log, letters');
  await db.raw('delete from pgboss.job');
  await db('products').where({ id: candle }).update({ title: 'Pillar Candle', description_html: '<p>Poured.</p>' });
});

const edit = (change: object, productId: string = candle, wholesalerId: string | null = own) =>
  editProduct(services, {
    productId,
    wholesalerId,
    change,
    actor: wholesalerId ? chandler : admin,
  });
const product = (id: string = candle) => db('products').where({ id }).first();
const request = () => db('product_change_requests').first();
const decide = async (decision: 'approve' | 'reject' | 'withdraw', more: object = {}) =>
  decideChangeRequest(services, {
    changeRequestId: (await request()).id,
    decision,
    wholesalerId: null,
    actor: admin,
    ...more,
  });
const queued = () => db('pgboss.job').orderBy('name').pluck('name');

describe('a wholesaler edits a published product', () => {
  test('buyers see it as it was until the change is approved; then search and embeddings follow', async () => {
    expect(await edit({ title: 'Pillar Candle XL' })).toBe('proposed');
    expect(await product()).toMatchObject({ title: 'Pillar Candle', status: 'published' });
    expect(await request()).toMatchObject({
      status: 'pending',
      before: { title: 'Pillar Candle' },
      proposed: { title: 'Pillar Candle XL' },
    });
    expect(await queued()).toEqual([]);

    await decide('approve');
    expect(await product()).toMatchObject({ title: 'Pillar Candle XL', status: 'published' });
    expect(await request()).toMatchObject({ status: 'approved', decided_by: WORLD.users.admin });
    expect(await queued()).toEqual(['embed-products', 'send-letter', 'sync-search']);
    expect(await db('audit_log').first()).toMatchObject({
      action: 'approve.product_change',
      before: { title: 'Pillar Candle' },
      after: { title: 'Pillar Candle XL' },
    });
    expect(await db('letters').first()).toMatchObject({
      kind: 'product-change-decided',
      recipient_address: 'clara@candlery.example',
    });
    await expect(decide('reject', { reason: 'No' })).rejects.toMatchObject({ code: 'already_decided' });
  });

  test('a second edit adds to what was asked for', async () => {
    await edit({ title: 'Pillar Candle XL' });
    await edit({ title: 'Pillar Candle', description_html: 'Poured twice.' });
    expect(await db('product_change_requests')).toHaveLength(1);
    expect(await request()).toMatchObject({
      proposed: { title: 'Pillar Candle XL', description_html: '<p>Poured twice.</p>' },
    });
  });

  test('a rejection needs a reason, changes nothing and is told', async () => {
    await edit({ title: 'Pillar Candle XL' });
    await expect(decide('reject', { reason: ' ' })).rejects.toMatchObject({ code: 'reason_missing' });
    await decide('reject', { reason: 'It is no larger' });
    expect(await product()).toMatchObject({ title: 'Pillar Candle' });
    expect(await db('letters').first()).toMatchObject({ data: { reason: 'It is no larger', isApproved: false } });
  });

  test('it can be taken back, by the one who asked only', async () => {
    await edit({ title: 'Pillar Candle XL' });
    const other = { wholesalerId: WORLD.wholesalers.pottery };
    await expect(decide('withdraw', other)).rejects.toMatchObject({ kind: 'not_found' });
    await decide('withdraw', { wholesalerId: own, actor: chandler });
    expect(await request()).toMatchObject({ status: 'withdrawn', decided_by: null });
    expect(await db('letters')).toHaveLength(0);
  });
});

describe('everything else', () => {
  test('a draft changes at once, scripts never do', async () => {
    const change = { description_html: '<p>Good</p><script>alert(1)</script>', slug: 'stolen' };
    expect(await edit(change, decaf, WORLD.wholesalers.roastery)).toBe('changed');
    expect(await product(decaf)).toMatchObject({ description_html: '<p>Good</p>' });
    expect((await product(decaf)).slug).not.toBe('stolen');
  });

  test('what waits for review stays as it was sent in; another’s product does not exist', async () => {
    await expect(edit({ title: 'Other' }, vase, WORLD.wholesalers.pottery)).rejects.toMatchObject({
      code: 'not_editable',
    });
    await expect(edit({ title: 'Stolen' }, espresso)).rejects.toMatchObject({ kind: 'not_found' });
  });

  test('an admin changes what is published at once; no change asks for nothing', async () => {
    expect(await edit({ title: 'Pillar' }, candle, null)).toBe('changed');
    expect(await edit({ title: 'Pillar' })).toBe('unchanged');
    expect(await db('product_change_requests')).toHaveLength(0);
  });
});
