import { beforeEach, describe, expect, it } from 'vitest';
import { countUnits } from '#backoffice/commerce/cart/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { expireOrders } from './expire-orders.ts';
import { placeOrder } from './place-order.ts';
import { BASKET, clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const { espressoSmall, mugSand, mugSage } = WORLD.variants;
const anna = guest('anna');

beforeEach(async () => {
  rig.setNow(new Date());
  rig.setDoor(true);
  await clearSales(db);
});

const soundness = async () => faults(await verify(db));
const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;
const orderRow = (id: string) => db('orders').where({ id }).first();
const letters = () => db('letters').orderBy('kind').pluck('kind');
const later = (minutes: number) => new Date(services.now().getTime() + minutes * 60_000);

describe('not paid in time', () => {
  it('the sweeper closes the page and gives the stock back; the cart is still there', async () => {
    await fillCart(db, anna, BASKET);
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
    await fillCart(db, anna, BASKET);
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
    await fillCart(db, anna, BASKET);
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
