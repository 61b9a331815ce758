import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { users, variants, stores } = WORLD;

let olga: Visitor, sven: Visitor, anna: Visitor, rita: Visitor, ben: Visitor;
beforeAll(async () => {
  const signedIn = async (id: string) => {
    const visitor = shop.visitor();
    const { email } = await db('users').where({ id }).first('email');
    await visitor.signIn(email, WORLD_PASSWORD);
    return visitor;
  };
  // Ben works at Olga's store.
  await db('store_members').insert({ store_id: stores.corner, user_id: users.ben, member_role: 'buyer' });
  [olga, sven, anna, rita, ben] = (await Promise.all(
    [users.olga, users.sven, users.anna, users.rita, users.ben].map(signedIn),
  )) as [Visitor, Visitor, Visitor, Visitor, Visitor];
});
beforeEach(async () => {
  await db('lists').delete();
  await db('carts').delete();
});

const line = (variantId: string, quantity: number) => ({ variantId, quantity });
const make = async (name: string, lines: object[] = []) => olga.ask('POST', '/api/lists', { name, lines });

describe('named lists', () => {
  it('are shared in the store: a colleague reads, changes and deletes them', async () => {
    const made = await make('  Coffee bar ', [line(variants.espressoSmall, 12), line(variants.mugSand, 5)]);
    expect(made).toMatchObject({ status: 201, body: { name: 'Coffee bar', lineCount: 2, unitCount: 17 } });
    const path = `/api/lists/${made.body.id}`;
    expect((await ben.ask('GET', '/api/lists')).body.items).toEqual([made.body]);
    const { rows, ...list } = (await ben.ask('GET', path)).body;
    expect(list).toMatchObject({ name: 'Coffee bar', validCount: 1, validUnits: 12, validCents: 6600 });
    expect(rows.map((row: { status: string }) => row.status)).toEqual(['ok', 'not_a_multiple']);
    const changed = await ben.ask('POST', `${path}/lines`, {
      lines: [line(variants.mugSand, 8), line(variants.matches, 10)],
    });
    expect(changed.body).toMatchObject({ lineCount: 3, unitCount: 30 });
    expect((await ben.ask('DELETE', `${path}/lines/${variants.matches}`)).status).toBe(200);
    expect((await ben.ask('DELETE', `${path}/lines/${variants.matches}`)).status).toBe(404);
    expect((await ben.ask('PATCH', path, { name: 'Bar' })).body).toMatchObject({ name: 'Bar', lineCount: 2 });
    expect((await ben.ask('DELETE', path)).status).toBe(200);
    expect((await olga.ask('GET', path)).status).toBe(404);
  });

  it('go into the cart by the same judge', async () => {
    const { id } = (await make('Coffee bar', [line(variants.espressoSmall, 12), line(variants.mugSand, 5)])).body;
    const { rows } = (await olga.ask('GET', `/api/lists/${id}`)).body;
    const wanted = rows.map((row: { variant: { id: string }; quantity: number }) => line(row.variant.id, row.quantity));
    const answer = await olga.ask('POST', '/api/cart/quick-order', { rows: wanted, add: true });
    expect(answer.body.added).toEqual({ rowCount: 1, lineCount: 1, unitCount: 12 });
  });

  it('are nobody else’s', async () => {
    const { id } = (await make('Coffee bar')).body;
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Mine' }],
      ['POST', '/lines', { lines: [line(variants.mugSand, 4)] }],
      ['DELETE', `/lines/${variants.mugSand}`, undefined],
      ['DELETE', '', undefined],
    ] as const)
      expect((await sven.ask(method, `/api/lists/${id}${path}`, body)).status).toBe(404);
    expect((await sven.ask('GET', '/api/lists')).body.items).toEqual([]);
    const statuses = [];
    for (const who of [shop.visitor(), anna, rita]) statuses.push((await who.ask('GET', '/api/lists')).status);
    expect(statuses).toEqual([401, 403, 403]);
    expect((await olga.ask('GET', `/api/lists/${id}`)).body.name).toBe('Coffee bar');
  });

  it('say what is wrong', async () => {
    const { id } = (await make('Bar')).body;
    await make('Other');
    expect(await make('bar')).toMatchObject({ status: 409, body: { code: 'name_taken' } });
    expect((await olga.ask('PATCH', `/api/lists/${id}`, { name: 'OTHER' })).status).toBe(409);
    expect((await olga.ask('PATCH', `/api/lists/${id}`, { name: 'BAR' })).body.name).toBe('BAR');
    expect((await make(' ')).status).toBe(400);
    expect((await make('x'.repeat(81))).status).toBe(400);
    for (const quantity of [-1, 0, 1.5, 1e9, 2 ** 53, '12 '])
      expect(
        (await olga.ask('POST', `/api/lists/${id}/lines`, { lines: [{ variantId: variants.mugSand, quantity }] }))
          .status,
      ).toBe(400);
    // Never published: it does not get onto a list.
    const draft = await olga.ask('POST', `/api/lists/${id}/lines`, { lines: [line(variants.decaf, 1)] });
    expect(draft.body).toMatchObject({ lineCount: 0 });
  });
});

interface Told {
  last: { sku: string };
  change: string | null;
  quantity: number;
  unitPriceCents: number;
}
const ADDRESS = { name: 'Olga Orlow', line1: 'Eckstr. 1', postalCode: '10247', city: 'Berlin', country: 'DE' };
async function order(who: Visitor, lines: { variantId: string; quantity: number }[]): Promise<string> {
  await who.ask('POST', '/api/cart/quick-order', { rows: lines, add: true });
  const request = { channel: 'b2b', shippingAddress: ADDRESS, payment: 'terms' };
  const placed = await who.ask('POST', '/api/checkout', request, { 'idempotency-key': crypto.randomUUID() });
  expect(placed.status).toBe(201);
  await shop.runQueue();
  await db('carts').delete();
  return placed.body.order.number;
}

describe('ordering again', () => {
  let number = '';
  beforeAll(async () => {
    number = await order(olga, [
      line(variants.espressoSmall, 36),
      line(variants.mugSand, 12),
      line(variants.candleFig, 10),
      line(variants.matches, 50),
    ]);
    // Since then: dearer, packed otherwise, withdrawn.
    await db('variants').where({ id: variants.espressoSmall }).update({ wholesale_price_cents: 650 });
    await db('price_tiers')
      .where({ variant_id: variants.espressoSmall, min_quantity: 24 })
      .update({ unit_price_cents: 540 });
    await db('variants').where({ id: variants.mugSand }).update({ moq: 5, case_pack: 5 });
    await db('variants').where({ id: variants.candleFig }).update({ archived_at: new Date() });
  });

  it('shows what changed first, with the quantity that would be right', async () => {
    const { status, body } = await ben.ask('GET', `/api/orders/${number}/reorder`);
    expect(status).toBe(200);
    const told = body.items.map(({ last, change, quantity, unitPriceCents }: Told) => [
      last.sku,
      change,
      quantity,
      unitPriceCents,
    ]);
    expect(told).toEqual([
      ['PILLAR-FIG', 'gone', 0, 0],
      ['MUG-SAND', 'quantity', 10, 1200],
      ['ESP-250', 'price_up', 36, 540],
      ['MATCH-10', null, 50, 120],
    ]);
    expect(body).toMatchObject({ changedCount: 3, totalCents: 10 * 1200 + 36 * 540 + 50 * 120 });
    expect(body.items[2].message).toBe('€5.00 then, €5.40 now');
    expect((await sven.ask('GET', `/api/orders/${number}/reorder`)).status).toBe(404);
  });

  it('adds what the preview said, and once', async () => {
    for (let time = 0; time < 2; time += 1) {
      const { body } = await olga.ask('POST', `/api/orders/${number}/reorder`, {});
      expect(body).toMatchObject({ added: 3, skipped: [{ sku: 'PILLAR-FIG' }] });
      expect((await olga.ask('GET', '/api/cart/counts')).body.b2b).toBe(96);
    }
  });

  it('adds other quantities where they are given', async () => {
    const lines = [line(variants.mugSand, 15), line(variants.espressoSmall, 7)];
    const { body } = await olga.ask('POST', `/api/orders/${number}/reorder`, { lines });
    expect(body).toMatchObject({
      added: 1,
      skipped: [{ sku: 'ESP-250', message: expect.stringContaining('packed by 6') }],
    });
    expect((await olga.ask('GET', '/api/cart/counts')).body.b2b).toBe(15);
  });

  it('takes as many statements for one line as for four', async () => {
    const other = await order(olga, [line(variants.matches, 10)]);
    const count = async (which: string) =>
      (await countQueries(shop.services.db, () => olga.ask('POST', `/api/orders/${which}/reorder`, {}))).queries.length;
    expect(await count(other)).toBe(await count(number));
  });

  it('knows everything that was bought, the latest first, with the last quantity and price', async () => {
    const { body } = await ben.ask('GET', '/api/bought?limit=2');
    expect(body.items[0]).toMatchObject({
      sku: 'MATCH-10',
      quantity: 10,
      unitPriceCents: 120,
      orderCount: 2,
      now: { status: 'ok' },
    });
    const rest = (await ben.ask('GET', `/api/bought?cursor=${body.nextCursor}`)).body;
    const skus = [...body.items, ...rest.items].map((item: { sku: string }) => item.sku);
    expect(skus.toSorted()).toEqual(['ESP-250', 'MATCH-10', 'MUG-SAND', 'PILLAR-FIG']);
    expect(rest.nextCursor).toBeNull();
    expect((await sven.ask('GET', '/api/bought')).body.items).toEqual([]);
  });

  it('narrows a search to it, for wholesale alone', async () => {
    await shop.services.search.upsert(await documents());
    const slugs = async (who: Visitor, query: string) =>
      (await who.ask('GET', `/api/search?${query}`)).body.items.map((item: { slug: string }) => item.slug).sort();
    expect(await slugs(olga, 'channel=b2b&bought=true')).toEqual([
      'daily-mug',
      'harbour-espresso',
      'long-matches',
      'pillar-candle',
    ]);
    expect(await slugs(olga, 'channel=b2b&bought=true&q=mug')).toEqual(['daily-mug']);
    expect(await slugs(sven, 'channel=b2b&bought=true')).toEqual([]);
    expect((await slugs(anna, 'bought=true')).length).toBeGreaterThan(4);
  });
});

async function documents() {
  const { readSearchDocuments } = await import('#backoffice/commerce/product/index.ts');
  const ids = (await db('products').where({ status: 'published' }).select('id')).map(row => row.id);
  return readSearchDocuments(db, ids, new Date());
}
