import { expect, it } from 'vitest';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import type { Endpoint } from './contract/shared.ts';
import { contract } from './contract.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const order = await plantPlacedOrder(db, [
  {
    wholesalerId: WORLD.wholesalers.roastery,
    lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 6, unitPriceCents: 990 }],
  },
]);
const shop = await openShop(db);

/** Who asks: the first of them that an endpoint lets in. */
const people: Record<string, string> = {
  anyone: 'anna@example.org',
  signed_in: 'anna@example.org',
  store: 'olga@corner.example',
  wholesaler: 'ruth@roastery.example',
  finance: 'finn@stackr.example',
  admin: 'ada@stackr.example',
};
const inStores = /^\/api\/(store|invoices)/;
const visitors = new Map<string, Visitor>();
for (const email of new Set(Object.values(people))) {
  const visitor = shop.visitor();
  await visitor.signIn(email, WORLD_PASSWORD);
  visitors.set(email, visitor);
}

/** What stands for the parameters of an address. Nothing: there is no such row in the test world, other tests make theirs. */
const places: Record<string, string | undefined> = {
  '/api/catalog/products/:slug': 'harbour-espresso',
  '/api/catalog/wholesalers/:slug': 'north-roastery',
  '/api/ai/similar/:product': 'harbour-espresso',
  '/api/ai/bought-together/:product': 'harbour-espresso',
  '/api/orders/:number': order.number,
  '/api/orders/:number/reorder': order.number,
  '/api/wholesaler/orders/:id': order.parts[0]!.id,
  '/api/admin/reports/:report': 'orders',
};
const queries: Record<string, string> = {
  '/api/search': '?q=espresso',
  '/api/search/suggest': '?q=esp',
  '/api/cart': '?channel=b2c',
  '/api/cart/fill-up': '?wholesaler=north-roastery',
  '/api/ai/recommendations': '?place=home',
  '/api/admin/reports/:report': '?from=2026-01-01&to=2026-12-31',
};
const elsewhere = new Set(['readList', 'readQuotation', 'readOwnQuotation', 'readInvitation', 'readApproval']);

const readings = Object.entries<Endpoint>(contract).filter(
  ([name, { method, answer }]) => method === 'GET' && answer && !elsewhere.has(name),
);

it.each(readings)('%s answers as the contract says', async (_, { path, access }) => {
  const visitor = visitors.get(people[inStores.test(path) ? 'store' : String(access)]!)!;
  const address = path.replace(/:\w+/, () => places[path]!) + (queries[path] ?? '');
  const { status, body } = await visitor.ask('GET', address);
  expect(body, address).toEqual(expect.anything());
  expect(status, `${address} ${JSON.stringify(body).slice(0, 300)}`).toBe(200);
});
