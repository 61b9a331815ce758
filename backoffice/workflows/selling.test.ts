import { beforeEach, describe, expect, it } from 'vitest';
import { countUnits } from '#backoffice/commerce/cart/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { cancelOrder } from './cancel-order.ts';
import { expireOrders } from './expire-orders.ts';
import { placeOrder } from './place-order.ts';
import { clearSales, fillCart, guest, olga, orderOf, sellingRig, sven } from './selling.testing.ts';

const db = await testDatabase({ poolSize: 20 });
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const { espressoSmall, espressoLarge, mugSand, mugSage, candleFig } = WORLD.variants;
const anna = guest('anna');

beforeEach(async () => {
  rig.setNow(new Date());
  rig.setDoor(true);
  stripe.clearFaults();
  stripe.webhooks.setCopies(1);
  await clearSales(db);
});

const soundness = async () => faults(await verify(db));
const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;
const orderRow = (id: string) => db('orders').where({ id }).first();
const letters = () => db('letters').orderBy('kind').pluck('kind');
const later = (minutes: number) => new Date(services.now().getTime() + minutes * 60_000);
const refusalOf = async (act: Promise<unknown>) => {
  const refusal = await act.then(
    () => null,
    error => error,
  );
  return refusal?.details?.map((reason: { code: string }) => reason.code) ?? refusal;
};

/** 2 × 9.90 with 7 % inside from the roastery, 24.00 with 19 % inside from the pottery; each sends it for its flat rate. */
const basket: [string, number, number][] = [
  [espressoSmall, 2, 990],
  [mugSand, 1, 2400],
];
const bulk: [string, number, number][] = [
  [espressoSmall, 24, 500],
  [espressoLarge, 4, 1900],
  [mugSand, 12, 1080],
];

describe('by card', () => {
  it('waits for its payment with its stock held, and is placed when the webhook comes', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    expect(order).toMatchObject({ status: 'awaiting_payment', totalCents: 1980 + 2400 + 590 + 790 });
    expect(order.redirectUrl).toMatch(/^http/);
    expect([await reserved(espressoSmall), await reserved(mugSand)]).toEqual([2, 1]);
    expect(await soundness()).toEqual([]);

    stripe.pay(await rig.sessionOf(order.id));
    await rig.settle();
    expect(await orderRow(order.id)).toMatchObject({ status: 'placed', total_cents: 5760 });
    expect(await db('wholesaler_orders').orderBy('number').pluck('status')).toEqual(['placed', 'placed']);
    expect(await db('reservations').pluck('status')).toEqual(['committed', 'committed']);
    expect(await letters()).toEqual(['new-order', 'new-order', 'order-confirmation']);
    expect(await countUnits(db, anna)).toEqual({ b2c: 0, b2b: 0 });
    expect(await db('analytics_events').where({ kind: 'buy' })).toHaveLength(2);
    expect(await soundness()).toEqual([]);
  });

  it('each line keeps the commission of the most specific rule', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    stripe.pay(await rig.sessionOf(order.id));
    await rig.settle();
    const rows = await db('commissions as c').join('order_lines as l', 'l.id', 'c.order_line_id').orderBy('l.sku');
    expect(rows.map(row => [row.sku, row.percent_bp, row.base_cents, row.commission_cents])).toEqual([
      ['ESP-250', 1200, 1980 - 130, 222],
      ['MUG-SAND', 1000, 2400 - 383, 202],
    ]);
  });

  it('a webhook that comes three times, in the wrong order, places it once', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    stripe.webhooks.setCopies(3);
    stripe.webhooks.hold();
    stripe.pay(await rig.sessionOf(order.id));
    stripe.webhooks.release('reversed');
    await rig.settle();
    expect((await orderRow(order.id)).status).toBe('placed');
    expect(await db('ledger_transactions').where({ kind: 'order_placed' })).toHaveLength(2);
    expect(await letters()).toHaveLength(3);
    expect(await soundness()).toEqual([]);
  });

  it('a second click is the same order, with the same page and the same link', async () => {
    await fillCart(db, anna, basket);
    const request = orderOf(anna, { requestKey: 'click' });
    const [first, second] = [await placeOrder(services, request), await placeOrder(services, request)];
    expect(second).toEqual(first);
    expect(await db('orders')).toHaveLength(1);
    expect(await reserved(espressoSmall)).toBe(2);
  });

  it('a pay page that cannot be opened undoes the order, and the same click may be repeated', async () => {
    await fillCart(db, anna, basket);
    stripe.fault({ kind: '500', when: 'before', path: '/v1/checkout/sessions', times: 5 });
    await expect(placeOrder(services, orderOf(anna, { requestKey: 'click' }))).rejects.toThrow();
    expect(await db('orders').pluck('status')).toEqual(['cancelled']);
    expect(await reserved(espressoSmall)).toBe(0);
    stripe.clearFaults();
    const again = await placeOrder(services, orderOf(anna, { requestKey: 'click' }));
    expect(again.status).toBe('awaiting_payment');
    expect(await soundness()).toEqual([]);
  });
});

describe('not paid in time', () => {
  it('the sweeper closes the page and gives the stock back; the cart is still there', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    expect(await expireOrders(services)).toEqual({ expired: 0, placed: 0, left: 0 });
    rig.setNow(later(33));
    expect(await expireOrders(services)).toMatchObject({ expired: 1 });
    expect((await orderRow(order.id)).status).toBe('expired');
    expect(await reserved(espressoSmall)).toBe(0);
    expect(await countUnits(db, anna)).toEqual({ b2c: 3, b2b: 0 });
    await rig.settle();
    expect(await soundness()).toEqual([]);
  });

  it('paid while our door was shut: the sweeper finds the money and places the order', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    rig.setDoor(false);
    stripe.pay(await rig.sessionOf(order.id));
    await stripe.webhooks.settled();
    rig.setNow(later(33));
    expect(await expireOrders(services)).toMatchObject({ placed: 1 });
    rig.setDoor(true);
    stripe.webhooks.retryNow();
    await rig.settle();
    expect((await orderRow(order.id)).status).toBe('placed');
    expect(await db('ledger_transactions').where({ kind: 'order_placed' })).toHaveLength(2);
    expect(await soundness()).toEqual([]);
  });

  it('crashed before it had a pay page: it gives its stock back', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    await db('payments').delete();
    rig.setNow(later(33));
    await expireOrders(services);
    expect((await orderRow(order.id)).status).toBe('expired');
    expect(await reserved(mugSand)).toBe(0);
  });
});

describe('paid too late', () => {
  /** The order's time runs out here, its page stays open at Stripe: the money comes afterwards. */
  async function payAfterRelease() {
    await fillCart(db, anna, [[mugSage, 2, 2400]]);
    const order = await placeOrder(services, orderOf(anna));
    const session = await rig.sessionOf(order.id);
    await db('payments').update({ stripe_checkout_session_id: null });
    rig.setNow(later(32));
    await expireOrders(services);
    rig.setNow(later(-32));
    expect((await orderRow(order.id)).status).toBe('expired');
    return { order, pay: () => stripe.pay(session) };
  }

  it('takes its stock again when it is still there', async () => {
    const { order, pay } = await payAfterRelease();
    pay();
    await rig.settle();
    expect((await orderRow(order.id)).status).toBe('placed');
    expect(await reserved(mugSage)).toBe(2);
    expect(await soundness()).toEqual([]);
  });

  it('gives all of the money back, with a letter, when someone else has bought it', async () => {
    const { order, pay } = await payAfterRelease();
    await fillCart(db, guest('ben'), [[mugSage, 2, 2400]]);
    await placeOrder(services, orderOf(guest('ben')));
    pay();
    await rig.settle();
    expect((await orderRow(order.id)).status).toBe('cancelled');
    expect(await db('refunds').select('status', 'amount_cents')).toEqual([{ status: 'succeeded', amount_cents: 5590 }]);
    expect(await letters()).toEqual(['payment-refunded-late']);
    expect(await reserved(mugSage)).toBe(2);
    expect(await soundness()).toEqual([]);
  });
});

describe('on net terms', () => {
  it('is placed at once, with an invoice, in ten round trips at most', async () => {
    await fillCart(db, olga, bulk);
    const { result, queries } = await countQueries(db, () =>
      placeOrder(services, orderOf(olga, { payment: 'terms', poNumber: 'PO-1', requestKey: 'terms' })),
    );
    expect(queries.length, queries.map(sql => sql.slice(0, 60).trim()).join('\n')).toBeLessThanOrEqual(10);
    expect(result).toMatchObject({ status: 'placed', redirectUrl: null });
    const goods = 24 * 500 + 4 * 1900;
    const german = goods + 590 + Math.round(goods * 0.07);
    const invoice = await db('invoices').first();
    // The roastery's goods with 7 %, its delivery with 19 %; the pottery is French: reverse charge.
    expect(invoice.total_cents).toBe(german + Math.round(590 * 0.19) + 12 * 1080 + 790);
    expect(await reserved(espressoSmall)).toBe(24);
    await rig.settle();
    expect(await letters()).toEqual(['invoice-issued', 'new-order', 'new-order', 'order-confirmation']);
    expect(await soundness()).toEqual([]);
  });

  it('is refused above the credit limit, and to whom none is offered', async () => {
    await fillCart(db, olga, bulk);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 30_000 });
    expect(await refusalOf(placeOrder(services, orderOf(olga, { payment: 'terms' })))).toEqual(['credit_limit']);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 500_000 });
    await fillCart(db, sven, bulk);
    expect(await refusalOf(placeOrder(services, orderOf(sven, { payment: 'terms' })))).toEqual(['terms_not_offered']);
  });
});

describe('what a rule refuses', () => {
  it('is told all at once, and nothing is held', async () => {
    await fillCart(db, olga, [
      [espressoSmall, 7, 600],
      [espressoLarge, 1, 1900],
      [mugSage, 4, 1200],
      [mugSand, 52, 990],
    ]);
    const refusal = await placeOrder(services, orderOf(olga)).catch(error => error);
    expect(refusal.kind).toBe('rule');
    const codes = refusal.details.map((reason: { code: string }) => reason.code).sort();
    expect(codes).toEqual(['above_maximum', 'below_minimum', 'below_moq', 'not_a_multiple', 'out_of_stock']);
    const cases = refusal.details.find((reason: { code: string }) => reason.code === 'not_a_multiple');
    expect(cases.fix.quantities).toEqual([6, 12]);
    expect(await reserved(mugSage)).toBe(0);
    expect(await db('orders')).toEqual([]);
  });

  it('a price that rose since the buyer saw it is accepted first; one that fell is simply charged', async () => {
    await fillCart(db, anna, [[mugSand, 1, 2000]]);
    expect(await refusalOf(placeOrder(services, orderOf(anna)))).toEqual(['price_risen']);
    await db('cart_lines').update({ seen_unit_price_cents: 3000 });
    expect(await placeOrder(services, orderOf(anna))).toMatchObject({ totalCents: 2400 + 790 });
  });
});

describe('cancelling', () => {
  it('one part before it is shipped: its stock is free, its money goes back, the commission with it', async () => {
    await fillCart(db, anna, basket);
    const order = await placeOrder(services, orderOf(anna));
    stripe.pay(await rig.sessionOf(order.id));
    await rig.settle();
    const actor = { userId: null, role: 'guest', requestId: 'r-1' };
    await cancelOrder(services, {
      orderId: order.id,
      wholesalerId: WORLD.wholesalers.pottery,
      reason: 'Mind changed',
      actor,
    });
    await rig.settle();
    expect(await db('refunds').select('status', 'amount_cents')).toEqual([{ status: 'succeeded', amount_cents: 3190 }]);
    expect([await reserved(espressoSmall), await reserved(mugSand)]).toEqual([2, 0]);
    expect((await orderRow(order.id)).status).toBe('placed');
    expect(await soundness()).toEqual([]);

    await cancelOrder(services, { orderId: order.id, reason: 'All of it', actor });
    await rig.settle();
    expect((await orderRow(order.id)).status).toBe('cancelled');
    const { rows } = await db.raw(
      `select a.kind, sum(e.amount_cents)::int as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id
       group by a.kind having sum(e.amount_cents) <> 0 order by a.kind`,
    );
    expect(rows.map((row: { kind: string }) => row.kind)).toEqual(['stripe_clearing', 'stripe_fees']);
    expect(await soundness()).toEqual([]);
  });

  it('a refund that Stripe answers with a time-out is sent once', async () => {
    await fillCart(db, anna, [[candleFig, 1, 1800]]);
    const order = await placeOrder(services, orderOf(anna));
    stripe.pay(await rig.sessionOf(order.id));
    await rig.settle();
    const before = stripe.events('refund.created').length;
    stripe.fault({ kind: '500', when: 'after', path: '/v1/refunds', method: 'POST', times: 1 });
    const actor = { userId: null, role: 'guest', requestId: 'r-1' };
    await cancelOrder(services, { orderId: order.id, reason: 'Mind changed', actor });
    await rig.settle();
    await db.raw("update pgboss.job set start_after = now() where state = 'retry'");
    await rig.settle();
    expect(await db('refunds').pluck('status')).toEqual(['succeeded']);
    expect(stripe.events('refund.created')).toHaveLength(before + 1);
    expect(await soundness()).toEqual([]);
  });
});

describe.runIf(isNative)('a crowd', () => {
  it('twenty clicks at once are one order', async () => {
    await fillCart(db, olga, bulk);
    const request = orderOf(olga, { payment: 'terms', requestKey: 'crowd' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => placeOrder(services, request)));
    expect(new Set(answers.map(answer => answer.number)).size).toBe(1);
    expect(await reserved(espressoSmall)).toBe(24);
    expect(await soundness()).toEqual([]);
  });

  it('orders of one store at once never come to more than its credit', async () => {
    const members = await plantMembers(12);
    for (const owner of members) await fillCart(db, owner, [[candleFig, 10, 900]]);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 35_000 });
    const answers = await Promise.allSettled(
      members.map(owner => placeOrder(services, orderOf(owner, { payment: 'terms' }))),
    );
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 500_000 });
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(3);
    expect(await reserved(candleFig)).toBe(30);
    expect(await soundness()).toEqual([]);
  });

  it('500 buyers of 100 units: exactly 100 orders, the others are told what is left', async () => {
    const buyers = await plantStores(500);
    await shelve(candleFig, 100);
    for (const owner of buyers) await fillCart(db, owner, [[candleFig, 1, 900]]);
    const started = performance.now();
    const answers = await Promise.all(
      buyers.map(owner => placeOrder(services, orderOf(owner, { payment: 'terms' })).catch(error => error)),
    );
    const took = performance.now() - started;
    const refused = answers.filter(answer => answer.kind === 'rule');
    expect(answers.filter(answer => answer.status === 'placed')).toHaveLength(100);
    expect(refused).toHaveLength(400);
    expect(new Set(refused.flatMap(one => one.details.map((reason: { code: string }) => reason.code)))).toEqual(
      new Set(['out_of_stock']),
    );
    expect(await reserved(candleFig)).toBe(100);
    expect(took).toBeLessThan(15_000);
    expect(await soundness()).toEqual([]);
  }, 60_000);

  it('200 carts over the same scarce products: no deadlock, nothing in halves', async () => {
    const buyers = Array.from({ length: 200 }, (_, index) => guest(`buyer ${index}`));
    const hot: [string, number][] = [
      [espressoSmall, 990],
      [mugSand, 2400],
      [candleFig, 1800],
      [espressoLarge, 2900],
    ];
    for (const [variantId] of hot) await shelve(variantId, 60);
    for (const [index, owner] of buyers.entries())
      await fillCart(
        db,
        owner,
        [0, 1, 2].map(step => {
          const [variantId, price] = hot[(index + step * (index % 2 ? 1 : 3)) % 4]!;
          return [variantId, 1 + ((index + step) % 2), price];
        }),
      );
    const answers = await Promise.all(buyers.map(owner => placeOrder(services, orderOf(owner)).catch(error => error)));
    const odd = answers.filter(answer => answer.status !== 'awaiting_payment' && answer.kind !== 'rule');
    expect(odd).toEqual([]);
    expect(await db('orders').where({ status: 'awaiting_payment' })).toHaveLength(
      answers.filter(answer => answer.status === 'awaiting_payment').length,
    );
    expect(await soundness()).toEqual([]);
  }, 60_000);
});

/** Members of olga's store, each with a cart of their own. */
async function plantMembers(count: number) {
  const users = await db('users')
    .insert(
      Array.from({ length: count }, (_, index) => ({
        name: `Buyer ${index}`,
        email: `buyer-${index}@corner.example`,
        role: 'store_owner',
      })),
    )
    .onConflict('email')
    .merge(['name'])
    .returning('id');
  return users.map(user => ({ ...olga, userId: user.id }));
}

/** Approved stores with credit and one buyer each. */
async function plantStores(count: number) {
  const buyers = (await plantMembers(count)).map(owner => ({ ...owner, storeId: owner.userId }));
  await db('stores').insert(
    buyers.map(({ storeId }, index) => ({
      id: storeId,
      name: `Store ${index}`,
      legal_name: `Store ${index}`,
      tax_id: `DE${900_000_000 + index}`,
      country: 'DE',
      status: 'approved',
      terms_days: 30,
      credit_limit_cents: 500_000,
    })),
  );
  return buyers;
}

async function shelve(variantId: string, units: number): Promise<void> {
  const [before] = await db('stock').where({ variant_id: variantId }).select('on_hand');
  await db('stock').where({ variant_id: variantId }).update({ on_hand: units });
  if (units !== before.on_hand)
    await db('stock_movements').insert({
      variant_id: variantId,
      quantity: units - before.on_hand,
      reason: 'corrected',
    });
}
