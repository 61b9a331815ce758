import type { Router } from 'express';
import { expect, it } from 'vitest';
import { ORIGIN, openShop } from '#backoffice/http/shop.testing.ts';
import type { Services } from '#backoffice/services.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';

const db = await testDatabase();
await plantWorld(db);
const openPanel = async (services: Services): Promise<Router> =>
  (await (await import('./index.ts')).createPanel(services)).router;
const shop = await openShop(db, { openPanel });

const order = await plantPlacedOrder(db, [
  {
    wholesalerId: WORLD.wholesalers.roastery,
    lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 6, unitPriceCents: 990 }],
  },
]);
const [part] = order.parts;
await db('order_lines').update({ discount_cents: 100, subsidy_cents: 40 });

const visitors: [string, string | null, { shop: number; panel: boolean }][] = [
  ['a guest', null, { shop: 401, panel: false }],
  ['the buyer', 'anna@example.org', { shop: 403, panel: false }],
  ['a store owner', 'olga@corner.example', { shop: 403, panel: false }],
  ['another wholesaler', 'paul@pottery.example', { shop: 404, panel: false }],
  ['the wholesaler of the order', 'ruth@roastery.example', { shop: 200, panel: true }],
  ['an admin', 'ada@stackr.example', { shop: 403, panel: true }],
  ['finance', 'finn@stackr.example', { shop: 403, panel: true }],
];

it.each(visitors)('who bears a promotion: %s', async (_, email, may) => {
  const visitor = shop.visitor();
  if (email) expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  const own = await visitor.ask('GET', `/api/wholesaler/orders/${part!.id}`);
  expect(own.status).toBe(may.shop);
  const panel = await visitor.ask(
    'POST',
    `/admin/api/resources/wholesaler_orders/records/${part!.id}/contents`,
    {},
    { origin: ORIGIN },
  );
  const others = await Promise.all(
    ['/api/orders', `/api/orders/${order.number}`, '/api/wholesaler/orders'].map(path => visitor.ask('GET', path)),
  );
  const tells = (answer: { body: unknown }) => JSON.stringify(answer.body).includes('"platformCents":40');
  expect({ shop: tells(own), panel: tells(panel) }).toEqual({ shop: may.shop === 200, panel: may.panel });
  for (const answer of others)
    expect(JSON.stringify(answer.body)).not.toMatch(/promotionsBorne|platformCents|subsidy/i);
});
