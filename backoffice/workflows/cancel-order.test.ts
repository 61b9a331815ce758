import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { cancelOrder } from './cancel-order.ts';
import { placeOrder } from './place-order.ts';
import { BASKET, clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services, stripe } = rig;
const { espressoSmall, mugSand, candleFig } = WORLD.variants;
const anna = guest('anna');

beforeEach(async () => {
  stripe.clearFaults();
  await clearSales(db);
});

const soundness = async () => faults(await verify(db));
const reserved = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).reserved;
const orderRow = (id: string) => db('orders').where({ id }).first();

describe('cancelling', () => {
  it('one part before it is shipped: its stock is free, its money goes back, the commission with it', async () => {
    await fillCart(db, anna, BASKET);
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
