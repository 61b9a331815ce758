import { describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { espressoSmall, mugSand, candleFig } = WORLD.variants;
const address = { name: 'Olga Orlow', line1: 'Marktplatz 1', city: 'Hamburg', postalCode: '20095', country: 'DE' };

async function signedIn(email: string): Promise<Visitor> {
  const visitor = shop.visitor();
  expect((await visitor.signIn(email, WORLD_PASSWORD)).status).toBe(200);
  return visitor;
}
const add = (visitor: Visitor, channel: string, variantId: string, quantity: unknown) =>
  visitor.ask('POST', '/api/cart/lines', { channel, variantId, quantity });

describe('bad input', () => {
  it.each([[-1], [0], [1.5], [1e9], [2 ** 53], ['12 '], ['=1+1'], [null], [[]], [{}]])(
    'a quantity of %j is refused by its name',
    async quantity => {
      const gina = shop.visitor();
      await add(gina, 'b2c', candleFig, 1);
      const { body: cart } = await gina.ask('GET', '/api/cart');
      const lineId = cart.groups[0].lines[0].id;
      const answers = [
        await add(gina, 'b2c', candleFig, quantity),
        await gina.ask('PATCH', `/api/cart/lines/${lineId}`, { quantity }),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(400);
        expect(answer.body.code).toBe('malformed');
        for (const { subject } of answer.body.details) expect(subject).toBe('quantity');
        expect(answer.body.message).toMatch(/^quantity: /);
      }
      expect((await gina.ask('GET', '/api/cart')).body.unitCount).toBe(1);
    },
  );

  it.each([
    ['poNumber', { poNumber: 'P'.repeat(5_000) }],
    ['note', { note: 'n'.repeat(5_000) }],
    ['shippingAddress.country', { shippingAddress: { ...address, country: 'Germany' } }],
    ['expectedTotalCents', { expectedTotalCents: 'cheap' }],
    ['payment', { payment: 'gold' }],
  ])('of %s is refused by its name before anything is written', async (subject, more) => {
    const olga = await signedIn('olga@corner.example');
    await add(olga, 'b2b', candleFig, 10);
    const body = { channel: 'b2b', payment: 'terms', shippingAddress: address, ...more };
    const answer = await olga.ask('POST', '/api/checkout', body, {
      'idempotency-key': `bad-${subject}-${Math.random()}`,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toMatchObject([{ subject }]);
    expect(await db('orders')).toEqual([]);
  });

  it('of what is missing says so, by its name', async () => {
    const olga = await signedIn('olga@corner.example');
    const body = { channel: 'b2b', payment: 'terms' };
    const answer = await olga.ask('POST', '/api/checkout', body, { 'idempotency-key': 'no-address' });
    expect(answer.status).toBe(400);
    expect(answer.body.details).toMatchObject([{ subject: 'shippingAddress', message: 'This is missing' }]);
  });

  it('of a code is told at its field', async () => {
    const gina = shop.visitor();
    const ask = (code: unknown) => gina.ask('POST', '/api/cart/promotions', { code });
    expect((await ask('WELCOME10')).body).toMatchObject({ code: 'empty_cart', details: [{ subject: 'code' }] });
    await add(gina, 'b2c', candleFig, 1);
    for (const code of ['', 'X'.repeat(41), 7]) expect((await ask(code)).status).toBe(400);
    expect(await ask("'; drop table promotions")).toMatchObject({ status: 422, body: { code: 'unknown_code' } });
  });
});

describe('a code at the front door', () => {
  it('is shown on cart, line, quote and order, with its title and its steps', async () => {
    const gina = shop.visitor();
    await add(gina, 'b2c', candleFig, 2);
    const { status, body: cart } = await gina.ask('POST', '/api/cart/promotions', { code: 'welcome10' });
    expect(status).toBe(200);
    expect(cart).toMatchObject({
      discountCents: 360,
      promotions: [{ code: 'WELCOME10', title: 'Ten percent to begin with', discountCents: 360, problem: null }],
      groups: [{ discountCents: 360, lines: [{ discountCents: 360, discounts: [{ code: 'WELCOME10', cents: 360 }] }] }],
    });
    const request = { email: 'gina@example.org', shippingAddress: address };
    const { body: quote } = await gina.ask('POST', '/api/checkout/quote', request);
    expect(quote).toMatchObject({
      goodsCents: 3600,
      discountCents: 360,
      totalCents: 3240,
      promotions: cart.promotions,
    });
    expect(quote.groups[0].lines[0].why.map((step: { kind: string }) => step.kind)).toEqual([
      'list',
      'promotion',
      'tax',
    ]);
    const headers = { 'idempotency-key': 'gina-orders-once' };
    const dear = await gina.ask(
      'POST',
      '/api/checkout',
      { ...request, expectedTotalCents: 3239 },
      { 'idempotency-key': 'gina-too-dear' },
    );
    expect(dear).toMatchObject({ status: 409, body: { code: 'total_risen' } });
    const { body: placed } = await gina.ask('POST', '/api/checkout', { ...request, expectedTotalCents: 3240 }, headers);
    const { body: order } = await gina.ask('GET', `/api/orders/${placed.order.number}?token=${placed.viewToken}`);
    expect(order).toMatchObject({
      discountCents: 360,
      promotions: [{ code: 'WELCOME10', title: 'Ten percent to begin with', discountCents: 360 }],
      parts: [{ discountCents: 360, taxTreatment: 'taxed', lines: [{ discountCents: 360 }] }],
    });
    expect(order.parts[0].lines[0].why).toEqual(quote.groups[0].lines[0].why);
    const { body: without } = await gina.ask('DELETE', '/api/cart/promotions/WELCOME10');
    expect(without).toMatchObject({ discountCents: 0, promotions: [] });
  });
});

describe('filling up to a minimum', () => {
  it('is one click for each suggestion, and for approved stores only', async () => {
    const olga = await signedIn('olga@corner.example');
    await add(olga, 'b2b', espressoSmall, 12);
    const { body } = await olga.ask('GET', '/api/cart/fill-up?wholesaler=north-roastery');
    expect(body.minimum).toMatchObject({ missingCents: 8_400 });
    const [first] = body.items;
    expect((await add(olga, 'b2b', first.variantId, first.quantity)).status).toBe(201);
    const { body: cart } = await olga.ask('GET', '/api/cart?channel=b2b');
    const group = cart.groups.find((one: { wholesaler: { slug: string } }) => one.wholesaler.slug === 'north-roastery');
    expect(group).toMatchObject({ minimum: { missingCents: 0 }, canCheckOut: true });
    const anna = await signedIn('anna@example.org');
    expect((await anna.ask('GET', '/api/cart/fill-up?wholesaler=north-roastery')).status).toBe(403);
  });
});

describe('a wholesaler’s price lists', () => {
  it('are made, filled by CSV after a rehearsal, and exported; another’s do not exist', async () => {
    const ruth = await signedIn('ruth@roastery.example');
    const paul = await signedIn('paul@pottery.example');
    const made = await ruth.ask('POST', '/api/wholesaler/price-lists', {
      name: 'Winter',
      startsAt: '2026-12-01T00:00:00Z',
    });
    expect(made).toMatchObject({ status: 201, body: { name: 'Winter', tierCount: 0, endsAt: null } });
    const path = `/api/wholesaler/price-lists/${made.body.id}`;
    const csv = 'sku;min_quantity;unit_price\nESP-250;12;"4,80"\nMUG-SAND;1;1,00\n';
    const rehearsed = await ruth.ask('POST', `${path}/imports`, { csv });
    expect(rehearsed.body).toMatchObject({ isDryRun: true, created: 1, failed: 1 });
    expect((await ruth.ask('POST', `${path}/imports`, { csv, commit: true })).body).toMatchObject({
      created: 1,
      failed: 1,
    });
    const exported = await ruth.ask('GET', `${path}/export`);
    expect(exported.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(exported.body).toContain('ESP-250,north-roastery,Harbour Espresso (250 g),12,4.80');
    for (const answer of [
      await paul.ask('GET', `${path}/export`),
      await paul.ask('POST', `${path}/imports`, { csv, commit: true }),
    ])
      expect(answer.status).toBe(404);
    expect((await ruth.ask('GET', '/api/wholesaler/price-lists')).body.items).toHaveLength(3);
    const wrong = await ruth.ask('POST', '/api/wholesaler/price-lists', { name: '', storeGroupId: mugSand });
    expect(wrong.body.details).toMatchObject([{ subject: 'name' }]);
    const backwards = { name: 'X', startsAt: '2026-12-01T00:00:00Z', endsAt: '2026-11-01T00:00:00Z' };
    expect((await ruth.ask('POST', '/api/wholesaler/price-lists', backwards)).body.details).toMatchObject([
      { subject: 'endsAt' },
    ]);
  });
});
