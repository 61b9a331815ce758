import { describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { sign } from '../../docker/stand-ins/stripe/webhooks.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { espressoSmall, espressoLarge, mugSand, candleFig, candleCedar } = WORLD.variants;
const shippingAddress = { name: 'Gina Guest', line1: 'Main 1', city: 'Berlin', postalCode: '10115', country: 'DE' };

let keys = 0;
const newKey = () => {
  keys += 1;
  return { 'idempotency-key': `checkout-test-${keys}` };
};
const count = (visitor: () => Promise<unknown>) => countQueries(shop.services.db, visitor);

async function guestWith(...variantIds: string[]): Promise<Visitor> {
  const visitor = shop.visitor();
  for (const variantId of variantIds)
    expect((await visitor.ask('POST', '/api/cart/lines', { variantId, quantity: 1 })).status).toBe(201);
  return visitor;
}
const checkOut = (visitor: Visitor, headers = newKey(), more = {}) =>
  visitor.ask('POST', '/api/checkout', { email: 'gina@example.org', shippingAddress, ...more }, headers);

/** The buyer pays on Stripe's page, and its webhook is handed to us so often, at once. */
async function pay(orderId: string, copies = 1) {
  const { stripe_checkout_session_id: session } = await db('payments').where({ order_id: orderId }).first();
  shop.stripe.control.pay(session);
  const event = shop.stripe.control.events('checkout.session.completed').at(-1);
  const body = JSON.stringify(event);
  const headers = { 'stripe-signature': sign(body, shop.config.stripe.webhookSecret) };
  return Promise.all(
    Array.from({ length: copies }, () => shop.visitor().ask('POST', '/api/webhooks/stripe', body, headers)),
  );
}

describe('a guest', () => {
  it('buys from two wholesalers, and only the link shows the order', async () => {
    const gina = await guestWith(mugSand, candleFig);
    const quote = (await gina.ask('POST', '/api/checkout/quote', { shippingAddress })).body;
    expect(quote).toMatchObject({ totalCents: 2400 + 1800 + 790, refusals: [], terms: null, pricesIncludeTax: true });
    const { status, body } = await checkOut(gina);
    expect(status).toBe(201);
    expect(body.order).toMatchObject({ status: 'awaiting_payment', totalCents: quote.totalCents });
    const path = `/api/orders/${body.order.number}`;
    expect((await gina.ask('GET', path)).status).toBe(404);
    expect((await gina.ask('GET', `${path}?token=wrong`)).status).toBe(404);
    const waiting = (await gina.ask('GET', `${path}?token=${body.viewToken}`)).body;
    expect(waiting).toMatchObject({ status: 'awaiting_payment', payUrl: body.redirectUrl });

    expect((await pay(body.order.id)).map(answer => answer.status)).toEqual([200]);
    await shop.runQueue();
    const { result, queries } = await count(() => gina.ask('GET', `${path}?token=${body.viewToken}`));
    expect(result).toMatchObject({ body: { status: 'placed', payUrl: null, documents: ['invoice'] } });
    expect(queries).toHaveLength(1);
    expect((await gina.ask('GET', '/api/cart')).body.lineCount).toBe(0);
    const letter = await shop.mailbox.letterTo('gina@example.org');
    expect(letter.subject).toContain(body.order.number);
    expect(faults(await verify(db))).toEqual([]);
  });

  it('must say where the confirmation goes', async () => {
    const gina = await guestWith(candleFig);
    expect((await checkOut(gina, newKey(), { email: undefined })).body.details[0].subject).toBe('email');
  });

  it('who gives up gets the cart back, and others get the stock', async () => {
    const gina = await guestWith(candleCedar);
    const { body } = await checkOut(gina);
    const path = `/api/checkout/${body.order.number}`;
    expect((await shop.visitor().ask('DELETE', path)).status).toBe(404);
    expect((await gina.ask('DELETE', `${path}?token=${body.viewToken}`)).body).toEqual({ status: 'cancelled' });
    expect((await db('stock').where({ variant_id: candleCedar }).first()).reserved).toBe(0);
    expect((await gina.ask('GET', '/api/cart')).body.lineCount).toBe(1);
    expect((await checkOut(gina)).status).toBe(201);
  });
});

describe('said twice', () => {
  it('a click is one order; the key with another body is refused', async () => {
    const gina = await guestWith(candleFig);
    const key = newKey();
    const first = await checkOut(gina, key);
    const second = await checkOut(gina, key);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect((await checkOut(gina, key, { note: 'Other' })).status).toBe(409);
    expect((await checkOut(gina, {} as ReturnType<typeof newKey>)).status).toBe(400);
  });

  it('a webhook that comes five times at once is stored and applied once', async () => {
    const gina = await guestWith(candleFig);
    const { body } = await checkOut(gina);
    const answers = await pay(body.order.id, 5);
    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200, 200]);
    await shop.runQueue();
    const events = await db('webhook_events').whereRaw(`payload->'object'->'metadata'->>'order_id' = ?`, [
      body.order.id,
    ]);
    expect(events.map(event => event.outcome)).toEqual(['Order placed']);
    expect(await db('ledger_transactions').where({ order_id: body.order.id, kind: 'order_placed' })).toHaveLength(1);
  });
});

it('a price, a total or a channel sent along is not believed', async () => {
  const gina = await guestWith(candleFig);
  const lies = { totalCents: 1, unitPriceCents: 1, lines: [{ unitPriceCents: 1 }], discountCents: 1700 };
  expect((await checkOut(gina, newKey(), lies)).body.order.totalCents).toBe(1800);
  expect((await checkOut(gina, newKey(), { channel: 'b2b' })).status).toBe(403);
  expect((await checkOut(gina, newKey(), { payment: 'terms' })).status).toBe(422);
});

describe('how often the database is asked', () => {
  it('adding a line: twice for a guest, three times signed in', async () => {
    const gina = await guestWith(candleFig);
    const { queries } = await count(() => gina.ask('POST', '/api/cart/lines', { variantId: mugSand, quantity: 1 }));
    expect(queries.length).toBeLessThanOrEqual(2);
  });

  it('an order of three lines from two wholesalers on terms: twelve times, all told', async () => {
    const olga = shop.visitor();
    await olga.signIn('olga@corner.example', WORLD_PASSWORD);
    const wanted: [string, number][] = [
      [espressoSmall, 24],
      [espressoLarge, 4],
      [mugSand, 12],
    ];
    for (const [variantId, quantity] of wanted)
      await olga.ask('POST', '/api/cart/lines', { channel: 'b2b', variantId, quantity });
    const cart = await count(() => olga.ask('GET', '/api/cart?channel=b2b'));
    expect(cart.queries.length).toBeLessThanOrEqual(2);
    const more = { channel: 'b2b', payment: 'terms', poNumber: 'PO-7' };
    const { result, queries } = await count(() => checkOut(olga, newKey(), more));
    expect(result).toMatchObject({ status: 201, body: { order: { status: 'placed' }, redirectUrl: null } });
    expect(queries.length, queries.map(sql => sql.trim().slice(0, 70)).join('\n')).toBeLessThanOrEqual(12);
    expect(queries.filter(sql => sql.includes('insert into reservations'))).toHaveLength(1);
    expect(faults(await verify(db))).toEqual([]);
  });
});
