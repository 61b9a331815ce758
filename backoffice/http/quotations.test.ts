import { beforeAll, describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { users, variants } = WORLD;
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const key = () => ({ 'idempotency-key': crypto.randomUUID() });

let olga: Visitor, sven: Visitor, anna: Visitor, rita: Visitor, roaster: Visitor, potter: Visitor, admin: Visitor;
beforeAll(async () => {
  const signedIn = async (id: string) => {
    const visitor = shop.visitor();
    const { email } = await db('users').where({ id }).first('email');
    expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
    return visitor;
  };
  olga = await signedIn(users.olga);
  sven = await signedIn(users.sven);
  anna = await signedIn(users.anna);
  rita = await signedIn(users.rita);
  roaster = await signedIn(users.roaster);
  potter = await signedIn(users.potter);
  admin = await signedIn(users.admin);
});

const request = (more: object = {}) => ({
  wholesalers: ['north-roastery', 'clay-and-co'],
  lines: [
    { variantId: variants.espressoSmall, quantity: 7 },
    { title: 'A jug', quantity: 10 },
  ],
  ...more,
});
const ask = async (more: object = {}, headers = key()) => olga.ask('POST', '/api/quotations', request(more), headers);
const partOf = async (who: Visitor, number: string) =>
  (await who.ask('GET', '/api/wholesaler/quotations')).body.items.find(
    (one: { number: string }) => one.number === number,
  );
/** Both answer; the request's number. */
async function answered(): Promise<string> {
  const { number } = (await ask()).body;
  for (const [who, sku] of [
    [roaster, undefined],
    [potter, 'MUG-SAND'],
  ] as const) {
    const { id } = await partOf(who, number);
    const { lines } = (await who.ask('GET', `/api/wholesaler/quotations/${id}`)).body;
    const offer = { validUntil: day(5), lines: [{ lineId: lines[0].id, quantity: 7, unitPriceCents: 450, sku }] };
    expect((await who.ask('POST', `/api/wholesaler/quotations/${id}/offer`, offer)).status).toBe(201);
  }
  return number;
}

describe('who may', () => {
  const body = request();
  const unknown = '01900000-0000-7000-8000-000000009999';
  it.each([
    ['GET', '/api/quotations', undefined, { guest: 401, anna: 403, rita: 403, olga: 200, roaster: 403, admin: 403 }],
    ['POST', '/api/quotations', body, { guest: 401, anna: 403, rita: 403, olga: 201, roaster: 403, admin: 403 }],
    [
      'GET',
      '/api/quotations/Q-0',
      undefined,
      { guest: 401, anna: 403, rita: 403, olga: 404, roaster: 403, admin: 403 },
    ],
    ['GET', '/api/wholesaler/quotations', undefined, { guest: 401, anna: 403, olga: 403, roaster: 200, admin: 403 }],
    [
      'GET',
      `/api/wholesaler/quotations/${unknown}`,
      undefined,
      { guest: 401, anna: 403, olga: 403, roaster: 404, admin: 403 },
    ],
    ['POST', `/api/wholesaler/quotations/${unknown}/decline`, {}, { guest: 401, olga: 403, roaster: 404, admin: 403 }],
  ])('%s %s', async (method, path, sent, expected) => {
    const people: Record<string, Visitor> = { guest: shop.visitor(), anna, rita, olga, roaster, admin };
    const statuses: Record<string, number> = {};
    for (const name of Object.keys(expected))
      statuses[name] = (await people[name]!.ask(method, path, sent, key())).status;
    expect(statuses).toEqual(expected);
  });

  it('another store and another wholesaler find nothing, nor can they act on it', async () => {
    const number = await answered();
    const { parts } = (await olga.ask('GET', `/api/quotations/${number}`)).body;
    const acceptance = { wholesaler: 'clay-and-co', offerId: parts[0].offer.id };
    expect((await sven.ask('GET', `/api/quotations/${number}`)).status).toBe(404);
    expect((await sven.ask('POST', `/api/quotations/${number}/acceptance`, acceptance)).status).toBe(404);
    expect((await sven.ask('POST', `/api/quotations/${number}/withdrawal`, {})).status).toBe(404);
    const { id } = await partOf(roaster, number);
    const offer = { validUntil: day(2), lines: [{ lineId: id, quantity: 1, unitPriceCents: 1 }] };
    expect((await potter.ask('GET', `/api/wholesaler/quotations/${id}`)).status).toBe(404);
    expect((await potter.ask('POST', `/api/wholesaler/quotations/${id}/offer`, offer)).status).toBe(404);
    expect((await potter.ask('POST', `/api/wholesaler/quotations/${id}/withdrawal`, {})).status).toBe(404);
  });

  it('a wholesaler reads nothing of the others, in its list, its part or its letter', async () => {
    const number = await answered();
    const { id } = await partOf(potter, number);
    const list = await potter.ask('GET', '/api/wholesaler/quotations');
    const part = await potter.ask('GET', `/api/wholesaler/quotations/${id}`);
    const { data } = await db('letters')
      .where({ dedupe_key: `quotation:${id}:requested` })
      .first();
    for (const told of [list.body, part.body, data])
      expect(JSON.stringify(told)).not.toMatch(/roastery|espresso|ESP-250/i);
  });

  it('a suspended store asks and accepts nothing', async () => {
    const number = await answered();
    await db('stores').where({ id: WORLD.stores.corner }).update({ status: 'suspended' });
    expect((await ask()).status).toBe(403);
    expect((await olga.ask('GET', `/api/quotations/${number}`)).status).toBe(403);
    await db('stores').where({ id: WORLD.stores.corner }).update({ status: 'approved' });
  });
});

describe('what is wrong is said beside its field', () => {
  const line = { variantId: variants.espressoSmall, quantity: 7 };
  it.each([
    ['a quantity of −1', { lines: [{ ...line, quantity: -1 }] }, 400, 'lines.0.quantity'],
    ['a quantity of 0', { lines: [{ ...line, quantity: 0 }] }, 400, 'lines.0.quantity'],
    ['a quantity of 1.5', { lines: [{ ...line, quantity: 1.5 }] }, 400, 'lines.0.quantity'],
    ['a quantity of 1e9', { lines: [{ ...line, quantity: 1e9 }] }, 400, 'lines.0.quantity'],
    ['a price of 0', { lines: [{ ...line, targetPriceCents: 0 }] }, 400, 'lines.0.targetPriceCents'],
    ['101 lines', { lines: Array.from({ length: 101 }, () => line) }, 400, 'lines'],
    ['no line', { lines: [] }, 400, 'lines'],
    ['nobody', { wholesalers: [] }, 400, 'wholesalers'],
    ['a long note', { note: 'x'.repeat(2001) }, 400, 'note'],
    ['a long note on a line', { lines: [{ ...line, note: 'x'.repeat(501) }] }, 400, 'lines.0.note'],
    ['a day that is none', { lines: [{ ...line, neededBy: '2026-02-30' }] }, 400, 'lines.0.neededBy'],
    ['a day that is over', { lines: [{ ...line, neededBy: '2020-01-01' }] }, 422, 'lines.0.neededBy'],
    ['no id', { lines: [{ ...line, variantId: 'x' }] }, 400, 'lines.0.variantId'],
    ['a product of nobody asked', { lines: [{ ...line, variantId: variants.candleFig }] }, 422, 'lines.0.variantId'],
    ['a draft', { lines: [{ ...line, variantId: variants.decaf }] }, 422, 'lines.0.variantId'],
    ['a stranger', { wholesalers: ['north-roastery', 'nobody'] }, 422, 'wholesalers.1'],
  ])('%s', async (_, more, status, subject) => {
    const answer = await ask(more);
    expect(answer.status).toBe(status);
    expect(answer.body.details[0]).toMatchObject({ subject });
    expect(answer.body.message.length).toBeGreaterThan(8);
  });

  it('no idempotency key, and the same key for something else', async () => {
    expect((await olga.ask('POST', '/api/quotations', request())).body.code).toBe('idempotency_key_missing');
    const one = key();
    const first = await ask({}, one);
    expect((await ask({}, one)).body).toEqual(first.body);
    expect((await ask({ note: 'other' }, one)).status).toBe(409);
  });

  it('in an offer', async () => {
    const { number } = (await ask()).body;
    const { id } = await partOf(roaster, number);
    const [line] = (await roaster.ask('GET', `/api/wholesaler/quotations/${id}`)).body.lines;
    const good = { lineId: line.id, quantity: 7, unitPriceCents: 450 };
    const offer = (more: object) =>
      roaster.ask('POST', `/api/wholesaler/quotations/${id}/offer`, { validUntil: day(3), lines: [good], ...more });
    for (const [more, status, subject] of [
      [{ validUntil: day(-1) }, 422, 'validUntil'],
      [{ validUntil: 'soon' }, 400, 'validUntil'],
      [{ lines: [{ ...good, quantity: 1.5 }] }, 400, 'lines.0.quantity'],
      [{ lines: [{ ...good, unitPriceCents: -5 }] }, 400, 'lines.0.unitPriceCents'],
      [{ lines: [{ ...good, sku: 'MUG-SAND' }] }, 422, 'lines.0.sku'],
      [{ message: 'x'.repeat(2001) }, 400, 'message'],
    ] as const) {
      const answer = await offer(more);
      expect([answer.status, answer.body.details[0].subject]).toEqual([status, subject]);
    }
    expect((await offer({})).status).toBe(201);
  });
});

it('an accepted offer lies in the cart with its quote, and a second acceptance is a conflict', async () => {
  const number = await answered();
  const { parts } = (await olga.ask('GET', `/api/quotations/${number}`)).body;
  const part = parts.find((one: { wholesaler: { slug: string } }) => one.wholesaler.slug === 'north-roastery');
  const acceptance = { wholesaler: 'north-roastery', offerId: part.offer.id };
  expect((await olga.ask('POST', `/api/quotations/${number}/acceptance`, acceptance)).body).toEqual({
    status: 'accepted',
  });
  const again = await olga.ask('POST', `/api/quotations/${number}/acceptance`, acceptance);
  expect(again).toMatchObject({ status: 409, body: { code: 'already_accepted' } });
  const cart = (await olga.ask('GET', '/api/cart?channel=b2b')).body;
  const quote = { number, quantity: 7, unitPriceCents: 450, validUntil: day(5), isApplied: true };
  expect(cart.groups[0].lines[0]).toMatchObject({ quote, unitPriceCents: 450, problems: [] });
  expect((await anna.ask('GET', '/api/cart?channel=b2c')).status).toBe(200);
});

it('list and detail cost the same however much is there', async () => {
  const number = await answered();
  const count = async (path: string) =>
    (await countQueries(shop.services.db, () => olga.ask('GET', path))).queries.length;
  const before = [await count('/api/quotations'), await count(`/api/quotations/${number}`)];
  await answered();
  expect([await count('/api/quotations'), await count(`/api/quotations/${number}`)]).toEqual(before);
  expect(Math.max(...before)).toBeLessThanOrEqual(2);
});
