import { beforeAll, describe, expect, it } from 'vitest';
import { openShop } from '#backoffice/http/shop.testing.ts';
import { earn } from '#backoffice/workflows/payouts.testing.ts';
import { type PlantedOrder, plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { base, stripe, easypost, door, visitor } = await openShop(db);

async function signIn(email: string) {
  const person = visitor();
  await person.signIn(email, WORLD_PASSWORD);
  return (method: string, path: string, body?: object, key?: string) =>
    person.ask(method, path, body, key ? { 'idempotency-key': key } : {});
}
type Caller = Awaited<ReturnType<typeof signIn>>;

let roaster: Caller;
let potter: Caller;
let finance: Caller;
let order: PlantedOrder;
let path: string;
beforeAll(async () => {
  [roaster, potter, finance] = await Promise.all([
    signIn('ruth@roastery.example'),
    signIn('paul@pottery.example'),
    signIn('finn@stackr.example'),
  ]);
  order = await plantPlacedOrder(db, [
    {
      wholesalerId: WORLD.wholesalers.roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 6, unitPriceCents: 990 }],
    },
  ]);
  path = `/api/wholesaler/orders/${order.parts[0]!.id}`;
});

describe('a wholesaler’s orders', () => {
  it('are its own: another wholesaler’s do not exist, and buyers have none', async () => {
    const list = await roaster('GET', '/api/wholesaler/orders');
    expect(list.body.items).toMatchObject([{ number: order.parts[0]!.number, buyer: 'Anna Ahrens', unitCount: 6 }]);
    expect((await potter('GET', '/api/wholesaler/orders')).body.items).toEqual([]);
    expect((await potter('GET', path)).status).toBe(404);
    expect((await potter('POST', `${path}/acceptance`, {})).status).toBe(404);
    expect((await (await signIn('anna@example.org'))('GET', path)).status).toBe(403);
  });

  it('say before and after acceptance what they bring and when', async () => {
    const { body } = await roaster('GET', path);
    const brings = body.totalCents - body.taxCents - body.commissionCents;
    expect(body.expectedPayout).toMatchObject({ netCents: brings, certainty: 'estimate', payoutNumber: null });
    await roaster('POST', `${path}/acceptance`, {});
    expect((await roaster('GET', path)).body.expectedPayout).toEqual(body.expectedPayout);
  });

  it('go from acceptance to a parcel on its way, and the carrier’s news arrive signed', async () => {
    expect((await roaster('POST', `${path}/acceptance`, {})).body).toEqual({ status: 'accepted' });
    expect((await roaster('POST', `${path}/packing`, {})).body).toEqual({ status: 'packed' });
    const rates = await roaster('POST', `${path}/rates`, {});
    const chosen = { shipmentId: rates.body.shipmentId, rateId: rates.body.rates[0].id };
    const first = await roaster('POST', `${path}/labels`, chosen, 'label-0001');
    expect(first.status).toBe(201);
    const again = await roaster('POST', `${path}/labels`, chosen, 'label-0001');
    expect([again.body, again.headers.get('idempotent-replayed')]).toEqual([first.body, 'true']);
    easypost.advance(first.body.trackingCode, { status: 'in_transit' });
    const { body, headers } = await door.next();
    const tell = (bytes: Buffer) =>
      fetch(`${base}/api/webhooks/easypost`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-hmac-signature': String(headers['x-hmac-signature']) },
        body: new Uint8Array(bytes),
      });
    expect((await tell(body)).status).toBe(200);
    expect((await tell(body)).status).toBe(200);
    const forged = Buffer.from(body.toString().replace('in_transit', 'delivered'));
    expect((await tell(forged)).status).toBe(400);
    expect(await db('webhook_events').select('provider', 'applied_at')).toEqual([
      { provider: 'easypost', applied_at: null },
    ]);
  });

  it('show what was sold, shipped and earned', async () => {
    const { body } = await roaster('GET', path);
    expect(body).toMatchObject({
      status: 'shipped',
      buyer: 'Anna Ahrens',
      canCancel: false,
      lines: [{ sku: 'ESP-250', quantity: 6, refundedQuantity: 0 }],
      shipments: [{ carrier: 'DPD', lines: [{ quantity: 6 }] }],
    });
    expect(body.timeline.map((step: { status: string }) => step.status)).toEqual([
      'awaiting_payment',
      'placed',
      'accepted',
      'packed',
      'shipped',
    ]);
  });

  it('are sent again where something went wrong: once a key, never more than bought, and nobody else’s', async () => {
    const orderLineId = (await roaster('GET', path)).body.lines[0].id;
    const asked = { lines: [{ orderLineId, quantity: 2 }], reason: 'Arrived torn' };
    expect((await potter('POST', `${path}/replacements`, asked, 'replace-0')).status).toBe(404);
    const first = await roaster('POST', `${path}/replacements`, asked, 'replace-1');
    expect([first.status, first.body]).toMatchObject([201, { status: 'placed' }]);
    expect((await roaster('POST', `${path}/replacements`, asked, 'replace-1')).body).toEqual(first.body);
    const more = { ...asked, lines: [{ orderLineId, quantity: 5 }] };
    const refused = await (await signIn('ada@stackr.example'))(
      'POST',
      path.replace('wholesaler/orders', 'admin/wholesaler-orders').concat('/replacements'),
      more,
      'replace-2',
    );
    expect([refused.status, refused.body.details[0].fix]).toEqual([422, { availableQuantity: 4 }]);
    const [latest] = (await roaster('GET', '/api/wholesaler/orders')).body.items;
    expect((await roaster('GET', `/api/wholesaler/orders/${latest.id}`)).body).toMatchObject({
      totalCents: 0,
      commissionCents: 0,
      replaces: { number: order.number, reason: 'Arrived torn' },
    });
    const anna = await signIn('anna@example.org');
    expect((await anna('GET', `/api/orders/${first.body.number}`)).body).toMatchObject({
      isReplacement: true,
      paymentMethod: 'none',
      replaces: { number: order.number },
      documents: [],
    });
    expect((await anna('GET', `/api/orders/${order.number}`)).body.replacements).toEqual([
      { number: first.body.number, reason: 'Arrived torn' },
    ]);
    expect((await anna('GET', `/api/orders/${first.body.number}/documents/invoice`)).status).toBe(404);
  });

  it('have a packing slip', async () => {
    const slip = await roaster('GET', `${path}/packing-slip`);
    expect([slip.status, slip.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect((await potter('GET', `${path}/packing-slip`)).status).toBe(404);
  });
});

describe('a variant', () => {
  const variant = `/api/wholesaler/variants/${WORLD.variants.espressoSmall}`;

  it('changes in what is named alone', async () => {
    const read = () => db('variants').where({ id: WORLD.variants.espressoSmall }).first();
    const before = await read();
    expect((await roaster('PATCH', variant, { retailPriceCents: 1_090 })).status).toBe(200);
    expect(await read()).toEqual({ ...before, retail_price_cents: 1_090, updated_at: expect.any(Date) });
  });

  it('refuses prices and quantities that contradict each other, and names the field', async () => {
    const dear = await roaster('PATCH', variant, { wholesalePriceCents: 99_999 });
    expect([dear.status, dear.body.details[0]]).toMatchObject([
      422,
      { code: 'wholesale_above_retail', subject: 'wholesalePriceCents' },
    ]);
    const few = await roaster('PATCH', variant, { maximumQuantity: 1 });
    expect([few.status, few.body.details[0]]).toMatchObject([
      422,
      { code: 'maximum_below_moq', subject: 'maximumQuantity' },
    ]);
  });

  it('of another wholesaler does not exist', async () => {
    expect((await potter('PATCH', variant, { retailPriceCents: 1 })).status).toBe(404);
  });
});

describe('payouts', () => {
  it('are run by finance, shown to their wholesaler and to nobody else', async () => {
    stripe.control.ensureAccount('acct_roastery');
    stripe.control.addFunds(1_000_000);
    await earn(db, WORLD.wholesalers.roastery, 25_000);
    const balance = await roaster('GET', '/api/wholesaler/balance');
    expect(balance.body.availableCents).toBeGreaterThan(23_000);
    expect((await roaster('POST', '/api/admin/payouts/run', {}, 'payout-0001')).status).toBe(403);
    const preview = await finance('POST', '/api/admin/payouts/dry-run', {});
    expect(preview.body.payouts).toMatchObject([{ status: 'would_be_sent' }]);
    const run = await finance('POST', '/api/admin/payouts/run', {}, 'payout-0001');
    expect(run.body).toMatchObject({ status: 'finished', payouts: [{ wholesaler: 'North Roastery', status: 'sent' }] });
    const list = await roaster('GET', '/api/wholesaler/payouts');
    expect(list.body.items).toMatchObject([{ status: 'sent', amountCents: balance.body.availableCents }]);
    const statement = `/api/wholesaler/payouts/${list.body.items[0].id}/statement`;
    expect((await roaster('GET', statement)).headers.get('content-type')).toBe('application/pdf');
    expect((await roaster('GET', `${statement}?format=csv`)).body).toContain('250.00');
    expect((await potter('GET', statement)).status).toBe(404);
    expect((await potter('GET', '/api/wholesaler/payouts')).body.items).toEqual([]);
  });

  it('come from a balance that opens into its own entries and says what the next run pays', async () => {
    await earn(db, WORLD.wholesalers.roastery, 4_000);
    const { body } = await roaster('GET', '/api/wholesaler/balance');
    expect(body.nextPayout.decisions).toEqual([{ amountCents: body.availableCents, reason: null }]);
    for (const bucket of ['pending', 'available', 'reserve']) {
      const { items } = (await roaster('GET', `/api/wholesaler/balance/entries?bucket=${bucket}`)).body;
      const sum = items.reduce((total: number, entry: { amountCents: number }) => total + entry.amountCents, 0);
      expect([bucket, sum]).toEqual([bucket, body[`${bucket}Cents`]]);
    }
    const page = await roaster('GET', '/api/wholesaler/balance/entries?limit=1');
    expect(page.body.items).toMatchObject([{ kind: 'adjustments', amountCents: 4_000 }]);
    expect((await roaster('GET', '/api/wholesaler/balance/entries?cursor=1%27')).status).toBe(400);
    expect((await potter('GET', '/api/wholesaler/balance/entries')).body.items).toEqual([]);
    expect((await finance('GET', '/api/wholesaler/balance/entries')).status).toBe(403);
  });

  it('are paused and resumed by their wholesaler, who cannot end a pause of the marketplace', async () => {
    const pause = () => roaster('POST', '/api/wholesaler/payouts/pause', { reason: 'We change our bank' });
    const resume = () => roaster('POST', '/api/wholesaler/payouts/resume', {});
    expect((await roaster('POST', '/api/wholesaler/payouts/pause', { reason: ' ' })).status).toBe(400);
    expect((await pause()).body).toEqual({ isPaused: true });
    expect((await pause()).status).toBe(409);
    const { nextPayout } = (await roaster('GET', '/api/wholesaler/balance')).body;
    expect(nextPayout.decisions).toMatchObject([{ reason: 'payouts_paused' }]);
    expect((await resume()).body).toEqual({ isPaused: false });
    await db('wholesalers')
      .where({ id: WORLD.wholesalers.roastery })
      .update({ payouts_paused_at: new Date(), payouts_paused_by: 'platform', payouts_paused_reason: 'Under review' });
    expect((await resume()).body).toMatchObject({ code: 'paused_by_platform' });
    await db('wholesalers')
      .where({ id: WORLD.wholesalers.roastery })
      .update({ payouts_paused_at: null, payouts_paused_by: null, payouts_paused_reason: null });
    expect((await finance('POST', '/api/wholesaler/payouts/pause', { reason: 'Ours' })).status).toBe(403);
    expect((await potter('POST', '/api/wholesaler/payouts/resume', {})).status).toBe(409);
  });

  it('need a bank account: the link leads to Stripe', async () => {
    const chandler = await signIn('clara@candlery.example');
    const { body } = await chandler('POST', '/api/wholesaler/stripe-account/link', {});
    expect(body.url).toContain(stripe.url);
    const { stripe_account_id } = await db('wholesalers').where({ slug: 'slow-candles' }).first('stripe_account_id');
    expect(stripe_account_id).toMatch(/^acct_/);
    await chandler('POST', '/api/wholesaler/stripe-account/link', {});
    expect(await db('wholesalers').where({ stripe_account_id })).toHaveLength(1);
  });
});
