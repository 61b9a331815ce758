import { beforeEach, describe, expect, it } from 'vitest';
import { countUnits } from '#backoffice/commerce/cart/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { placeOrder } from './place-order.ts';
import { BASKET, BULK, clearSales, fillCart, guest, olga, orderOf, sellingRig, sven } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const { espressoSmall, espressoLarge, mugSand, mugSage } = WORLD.variants;
const anna = guest('anna');

beforeEach(async () => {
  rig.setNow(new Date());
  stripe.clearFaults();
  stripe.webhooks.setCopies(1);
  await clearSales(db);
});

const soundness = async () => faults(await verify(db));
const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;
const orderRow = (id: string) => db('orders').where({ id }).first();
const letters = () => db('letters').orderBy('kind').pluck('kind');
const refusalOf = async (act: Promise<unknown>) => {
  const refusal = await act.then(
    () => null,
    error => error,
  );
  return refusal?.details?.map((reason: { code: string }) => reason.code) ?? refusal;
};

describe('by card', () => {
  it('waits for its payment with its stock held, and is placed when the webhook comes', async () => {
    await fillCart(db, anna, BASKET);
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
    await fillCart(db, anna, BASKET);
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
    await fillCart(db, anna, BASKET);
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

  it('an event that two workers take at once is applied by one of them', async () => {
    await fillCart(db, anna, BASKET);
    const order = await placeOrder(services, orderOf(anna));
    stripe.pay(await rig.sessionOf(order.id));
    await stripe.webhooks.settled();
    const { id: webhookEventId } = await db('webhook_events').where({ type: 'checkout.session.completed' }).first();
    await Promise.all([applyStripeEvent(services, { webhookEventId }), applyStripeEvent(services, { webhookEventId })]);
    // The one who came second would have said that the order was known already.
    expect(await db('webhook_events').where({ id: webhookEventId }).pluck('outcome')).toEqual(['Order placed']);
  });

  it('a second click is the same order, with the same page and the same link', async () => {
    await fillCart(db, anna, BASKET);
    const request = orderOf(anna, { requestKey: 'click' });
    const [first, second] = [await placeOrder(services, request), await placeOrder(services, request)];
    expect(second).toEqual(first);
    expect(await db('orders')).toHaveLength(1);
    expect(await reserved(espressoSmall)).toBe(2);
  });

  it('a pay page that cannot be opened undoes the order, and the same click may be repeated', async () => {
    await fillCart(db, anna, BASKET);
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

describe('on net terms', () => {
  it('is placed at once, with an invoice, in ten round trips at most', async () => {
    await fillCart(db, olga, BULK);
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
    await fillCart(db, olga, BULK);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 30_000 });
    expect(await refusalOf(placeOrder(services, orderOf(olga, { payment: 'terms' })))).toEqual(['credit_limit']);
    await db('stores').where({ id: olga.storeId }).update({ credit_limit_cents: 500_000 });
    await fillCart(db, sven, BULK);
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
