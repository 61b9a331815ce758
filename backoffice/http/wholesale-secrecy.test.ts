import { expect, it } from 'vitest';
import { reindexSearch } from '#backoffice/workflows/sync-search.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import type { Endpoint } from './contract/shared.ts';
import { contract } from './contract.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
await reindexSearch(shop.services);

/** Every sum that only an approved store may know: wholesale prices and tiers that are no retail price as well. */
const retail = new Set<number>(await db('variants').pluck('retail_price_cents'));
const wholesale: number[] = [
  ...(await db('variants').whereNotNull('wholesale_price_cents').pluck('wholesale_price_cents')),
  ...(await db('price_tiers').pluck('unit_price_cents')),
];
const secrets = new Set(wholesale.filter(cents => !retail.has(cents)));
const { slug } = await db('products').where({ id: WORLD.products.espresso }).first('slug');

/** Every door of catalogue, search and recommendations that reads, with everything the world has behind it. */
const doors = (Object.values(contract) as Endpoint[])
  .filter(({ group, method }) => ['catalog', 'catalogue', 'search', 'ai', 'cart'].includes(group) && method === 'GET')
  .map(({ path }) => path.replace(':slug', path.includes('/wholesalers/') ? 'north-roastery' : slug));
const queries = [
  '',
  '?q=espresso',
  '?limit=50',
  '?category=coffee',
  '?variantId=x',
  '?channel=b2b',
  '?channel=b2b&q=espresso',
];

/** Where in an answer a secret stands: a sum, or a field that is only a store's. */
function leaks(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leaks(one, `${path}[${index}]`));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = `${path}.${key}`;
    const isSecretSum = typeof inner === 'number' && /cents|price/i.test(key) && secrets.has(inner);
    const isStoresOwn = /^(ladder|tiers|wholesale(From|Price|Cents)\w*|marginPercent|minimumFirstOrderCents)$/.test(
      key,
    );
    // How much is on the shelf is a store's to know; a shopper hears of the last few only.
    const isShelf = key === 'availableQuantity' && typeof inner === 'number' && inner > 10 && path.includes('stock');
    const isRule = /^(moq|casePack)$/.test(key) && inner !== 1;
    if (isShelf || isRule) return [here];
    const hasContent = inner !== null && inner !== undefined && !(Array.isArray(inner) && inner.length === 0);
    return [...(isSecretSum || (isStoresOwn && hasContent) ? [here] : []), ...leaks(inner, here)];
  });
}

async function visitorOf(who: string): Promise<Visitor> {
  const visitor = shop.visitor();
  if (who === 'guest') return visitor;
  const users: Record<string, string> = { customer: WORLD.users.anna, 'in review': WORLD.users.rita };
  const id = users[who] ?? WORLD.users.sven;
  const { email } = await db('users').where({ id }).first('email');
  expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  return visitor;
}

async function setStatus(who: string): Promise<void> {
  if (who === 'suspended')
    await db('stores').where({ id: WORLD.stores.alpine }).update({ status: 'suspended', status_reason: 'Test' });
  if (who === 'rejected')
    await db('stores').where({ id: WORLD.stores.waiting }).update({ status: 'rejected', status_reason: 'Test' });
}

it('there is something to keep', () => {
  expect(secrets.size).toBeGreaterThan(5);
  expect(doors.length).toBeGreaterThan(8);
});

it.each(['guest', 'customer', 'in review', 'rejected', 'suspended'])(
  '%s learns no wholesale price and no tier at any door',
  async who => {
    await setStatus(who);
    const visitor = await visitorOf(who === 'rejected' ? 'in review' : who);
    await visitor.ask('POST', '/api/cart/lines', { variantId: WORLD.variants.espressoSmall, quantity: 12 });
    for (const door of doors)
      for (const query of queries) {
        const { status, body } = await visitor.ask('GET', door + query);
        expect(status, door + query).toBeLessThan(500);
        expect(leaks(body), door + query).toEqual([]);
      }
  },
);

it('an approved store sees them, so the test would notice', async () => {
  const olga = shop.visitor();
  await olga.signIn('olga@corner.example', WORLD_PASSWORD);
  const { body } = await olga.ask('GET', `/api/catalog/products/${slug}?channel=b2b`);
  expect(leaks(body).length).toBeGreaterThan(3);
});
