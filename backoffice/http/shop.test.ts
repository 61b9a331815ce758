import { beforeAll, describe, expect, it } from 'vitest';
import { reindexSearch } from '#backoffice/workflows/sync-search.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import type { Endpoint } from './contract/shared.ts';
import { contract } from './contract.ts';
import { ORIGIN, openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
await reindexSearch(shop.services);
const emailOf = async (id: string): Promise<string> => (await db('users').where({ id }).first('email')).email;
const signedIn = async (id: string): Promise<Visitor> => {
  const visitor = shop.visitor();
  expect((await visitor.signIn(await emailOf(id), WORLD_PASSWORD)).status).toBe(200);
  return visitor;
};
const address = { name: 'Gina Guest', line1: 'Main 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

describe('signing in', () => {
  it('takes a verified address, and the link comes by mail', async () => {
    const visitor = shop.visitor();
    const signUp = { name: 'Nina New', email: 'nina@example.org', password: 'a-long-password' };
    expect((await visitor.ask('POST', '/api/auth/sign-up/email', signUp, { origin: ORIGIN })).status).toBe(200);
    expect((await visitor.signIn(signUp.email, signUp.password)).status).toBe(403);
    await shop.runQueue();
    const letter = await shop.mailbox.letterTo(signUp.email);
    const link = letter.text!.match(/http:\/\/localhost:3000(\/api\/auth\/verify-email\S+)/)![1]!;
    expect((await visitor.ask('GET', link)).status).toBe(302);
    expect((await visitor.ask('GET', '/api/account/session')).body.user).toMatchObject({
      email: signUp.email,
      role: 'customer',
      emailVerified: true,
    });
  });

  it('never takes a role from the form', async () => {
    const answer = await shop
      .visitor()
      .ask(
        'POST',
        '/api/auth/sign-up/email',
        { name: 'X', email: 'x@example.org', password: 'a-long-password', role: 'admin' },
        { origin: ORIGIN },
      );
    expect(answer.status).toBe(200);
    expect(await db('users').where({ email: 'x@example.org' }).first()).toMatchObject({ role: 'customer' });
  });

  it('makes a new session each time and ends the one the browser had', async () => {
    const visitor = await signedIn(WORLD.users.anna);
    const before = new Map(visitor.cookies);
    await visitor.signIn(await emailOf(WORLD.users.anna), WORLD_PASSWORD);
    const old = shop.visitor();
    for (const [name, value] of before) old.cookies.set(name, value);
    expect((await old.ask('GET', '/api/account')).status).toBe(401);
    expect((await visitor.ask('GET', '/api/account')).status).toBe(200);
  });

  it('ends at sign-out', async () => {
    const visitor = await signedIn(WORLD.users.anna);
    const stolen = shop.visitor();
    for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);
    await visitor.ask('POST', '/api/auth/sign-out', {}, { origin: ORIGIN });
    expect((await stolen.ask('GET', '/api/account')).status).toBe(401);
  });

  it('ends everywhere at suspension, and is refused afterwards', async () => {
    const ben = await signedIn(WORLD.users.ben);
    const admin = await signedIn(WORLD.users.admin);
    const suspend = `/api/admin/users/${WORLD.users.ben}/suspension`;
    expect((await admin.ask('POST', suspend, { suspended: true })).status).toBe(422);
    expect((await admin.ask('POST', suspend, { suspended: true, reason: 'Fraud' })).status).toBe(200);
    expect((await ben.ask('GET', '/api/account')).status).toBe(401);
    expect((await shop.visitor().signIn(await emailOf(WORLD.users.ben), WORLD_PASSWORD)).status).toBe(403);
    await admin.ask('POST', suspend, { suspended: false });
    await signedIn(WORLD.users.ben);
  });

  it('with a new password ends every other session', async () => {
    const here = await signedIn(WORLD.users.ben);
    const there = await signedIn(WORLD.users.ben);
    const change = { currentPassword: WORLD_PASSWORD, newPassword: 'another-password', revokeOtherSessions: false };
    expect((await here.ask('POST', '/api/auth/change-password', change, { origin: ORIGIN })).status).toBe(200);
    expect((await there.ask('GET', '/api/account')).status).toBe(401);
    await here.ask(
      'POST',
      '/api/auth/change-password',
      { currentPassword: 'another-password', newPassword: WORLD_PASSWORD },
      { origin: ORIGIN },
    );
  });

  it('brings a guest’s cart along', async () => {
    const visitor = shop.visitor();
    await visitor.ask('POST', '/api/cart/lines', { variantId: WORLD.variants.candleFig, quantity: 2 });
    await visitor.signIn(await emailOf(WORLD.users.anna), WORLD_PASSWORD);
    expect((await visitor.ask('GET', '/api/cart')).body).toMatchObject({ lineCount: 1, unitCount: 2 });
    expect(visitor.cookies.has('stackr_guest')).toBe(false);
  });

  it('is refused to a page of another site', async () => {
    const visitor = await signedIn(WORLD.users.anna);
    expect((await visitor.ask('DELETE', '/api/account', undefined, { origin: 'https://evil.example' })).status).toBe(
      403,
    );
  });
});

describe('wholesale prices', () => {
  const path = '/api/catalog/products/';
  let slug: string;
  beforeAll(async () => {
    slug = (await db('products').where({ id: WORLD.products.espresso }).first('slug')).slug;
  });

  it.each(['guest', 'anna', 'rita', 'roaster', 'admin'] as const)('reach %s by no route', async who => {
    const visitor = who === 'guest' ? shop.visitor() : await signedIn(WORLD.users[who]);
    const routes = [
      `${path}${slug}?channel=b2b`,
      '/api/catalog/products?channel=b2b',
      '/api/search?channel=b2b&q=espresso',
      '/api/search/suggest?channel=b2b&q=espresso',
      '/api/cart?channel=b2b',
      `/api/ai/similar/${slug}?channel=b2b`,
      '/api/ai/recommendations?channel=b2b',
    ];
    for (const route of routes) expect((await visitor.ask('GET', route)).status, route).toBe(403);
    expect(
      (
        await visitor.ask('POST', '/api/cart/lines', {
          channel: 'b2b',
          variantId: WORLD.variants.espressoSmall,
          quantity: 12,
        })
      ).status,
    ).toBe(403);
    const retail = await visitor.ask('GET', `${path}${slug}`);
    expect(retail.body.variants[0]).toMatchObject({ ladder: null, rules: null, marginPercent: null });
    const page =
      JSON.stringify(retail.body) + JSON.stringify((await visitor.ask('GET', '/api/search?q=espresso')).body);
    expect(page).not.toMatch(/wholesaleFrom|wholesalePrice|"(600|550|500)"|Cents":(600|550|500)\b/);
  });

  it('are shown to an approved store as the whole ladder', async () => {
    const olga = await signedIn(WORLD.users.olga);
    const { body, headers } = await olga.ask('GET', `${path}${slug}?channel=b2b`);
    const small = body.variants.find((variant: { id: string }) => variant.id === WORLD.variants.espressoSmall);
    expect(
      small.ladder.map(({ minQuantity, unitPriceCents, from, marginPercent }: Record<string, unknown>) => [
        minQuantity,
        unitPriceCents,
        from,
        marginPercent,
      ]),
    ).toEqual([
      [1, 600, 'wholesale price', 35],
      [12, 550, 'Roastery wholesale', 41],
      [24, 500, 'Roastery wholesale', 46],
    ]);
    expect(headers.get('cache-control')).toContain('private');
  });
});

describe('who may call what', () => {
  const endpoints = Object.entries(contract) as [string, Endpoint][];
  const closed = endpoints.filter(([, endpoint]) => !['anyone', 'vendor_webhook'].includes(endpoint.access));
  const roles = {
    guest: null,
    customer: WORLD.users.anna,
    store: WORLD.users.olga,
    wholesaler: WORLD.users.roaster,
    admin: WORLD.users.admin,
    finance: WORLD.users.finance,
  };
  const allowed: Record<string, (keyof typeof roles)[]> = {
    signed_in: ['customer', 'store', 'wholesaler', 'admin', 'finance'],
    store: ['store'],
    wholesaler: ['wholesaler'],
    admin: ['admin'],
    finance: ['admin', 'finance'],
  };

  it.each(Object.keys(roles) as (keyof typeof roles)[])(
    '%s meets 401 or 403 at every door that is not theirs',
    async role => {
      const visitor = roles[role] ? await signedIn(roles[role]) : shop.visitor();
      for (const [name, endpoint] of closed) {
        if (allowed[endpoint.access]!.includes(role)) continue;
        const path = endpoint.path.replace(/:\w+/g, '01900000-0000-7000-8000-000000000001');
        const answer = await visitor.ask(endpoint.method, path, endpoint.method === 'GET' ? undefined : {}, {
          'idempotency-key': 'matrix-key',
        });
        expect(answer.status, `${role} ${name}`).toBe(role === 'guest' ? 401 : 403);
      }
    },
  );

  it('another’s order, address and cart line do not exist', async () => {
    const anna = await signedIn(WORLD.users.anna);
    await anna.ask('POST', '/api/cart/lines', { variantId: WORLD.variants.candleCedar, quantity: 1 });
    const { body: cart } = await anna.ask('GET', '/api/cart');
    const lineId = cart.groups[0].lines[0].id;
    const ben = await signedIn(WORLD.users.ben);
    expect((await ben.ask('PATCH', `/api/cart/lines/${lineId}`, { quantity: 5 })).status).toBe(404);
    expect((await ben.ask('DELETE', `/api/cart/lines/${lineId}`)).status).toBe(404);
    expect((await ben.ask('DELETE', `/api/account/addresses/${WORLD.addresses.anna}`)).status).toBe(404);
  });
});

describe('bad input', () => {
  it('is answered 400 with the field and what to do', async () => {
    const answer = await shop.visitor().ask('POST', '/api/cart/lines', { variantId: 'x', quantity: 0 });
    expect(answer.status).toBe(400);
    expect(answer.body.details.map((one: { subject: string }) => one.subject)).toEqual(['variantId', 'quantity']);
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'));
  });

  it.each([
    ['not JSON', '{', 400],
    ['too large', JSON.stringify({ note: 'x'.repeat(300_000) }), 413],
  ])('%s', async (_, body, status) =>
    expect((await shop.visitor().ask('POST', '/api/checkout/quote', body)).status).toBe(status),
  );

  it('an order refuses with every reason at once, and names the nearest right quantities', async () => {
    const olga = await signedIn(WORLD.users.olga);
    await olga.ask('POST', '/api/cart/lines', { channel: 'b2b', variantId: WORLD.variants.espressoSmall, quantity: 7 });
    await olga.ask('POST', '/api/cart/lines', { channel: 'b2b', variantId: WORLD.variants.mugSage, quantity: 4 });
    const answer = await olga.ask(
      'POST',
      '/api/checkout',
      { channel: 'b2b', shippingAddress: address, payment: 'terms' },
      { 'idempotency-key': 'bad-input-order' },
    );
    expect(answer.status).toBe(422);
    const codes = answer.body.details.map((one: { code: string }) => one.code);
    expect(codes).toEqual(expect.arrayContaining(['not_a_multiple', 'out_of_stock', 'below_minimum']));
    expect(answer.body.details.find((one: { code: string }) => one.code === 'not_a_multiple').fix.quantities).toEqual([
      6, 12,
    ]);
  });

  it('a forged webhook stores nothing', async () => {
    const answer = await shop
      .visitor()
      .ask('POST', '/api/webhooks/stripe', { id: 'evt_1' }, { 'stripe-signature': 't=1,v1=00' });
    expect(answer.status).toBe(400);
    expect(await db('webhook_events').count('* as n').first()).toEqual({ n: 0 });
  });

  it('what does not exist is 404 in the API’s own words', async () => {
    expect((await shop.visitor().ask('GET', '/api/nothing')).body).toMatchObject({ code: 'not_found' });
  });
});

describe('hot routes', () => {
  it.each([
    ['/api/catalog/products?limit=50', 1],
    ['/api/search?q=espresso', 2],
    ['/api/catalog/categories', 1],
  ])('%s asks the database %i times', async (path, most) => {
    const { queries } = await countQueries(shop.services.db, () => shop.visitor().ask('GET', path));
    expect(queries.length).toBeLessThanOrEqual(most);
  });

  it('a product page asks once, whoever reads it', async () => {
    const { slug } = await db('products').where({ id: WORLD.products.espresso }).first('slug');
    const { queries } = await countQueries(shop.services.db, () =>
      shop.visitor().ask('GET', `/api/catalog/products/${slug}`),
    );
    expect(queries.length).toBe(1);
  });
});

describe('operations', () => {
  it('live and ready', async () => {
    expect((await shop.visitor().ask('GET', '/api/health/live')).body).toEqual({ status: 'live' });
    expect((await shop.visitor().ask('GET', '/api/health/ready')).body).toMatchObject({ status: 'ready' });
  });
  it('the description and its readable form are served', async () => {
    expect((await shop.visitor().ask('GET', '/api/openapi.json')).body.openapi).toBe('3.1.0');
    expect((await shop.visitor().ask('GET', '/api/docs')).body).toContain('swagger-ui');
    expect((await shop.visitor().ask('GET', '/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });
});
