import { beforeEach, expect, it } from 'vitest';
import { readBalance } from '#backoffice/commerce/payout/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { cancelOrder } from './cancel-order.ts';
import { placeOrder } from './place-order.ts';
import { previewCancellation, previewReturn } from './preview-own-refund.ts';
import { BASKET, clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { roastery, pottery } = WORLD.wholesalers;
let orderId: string;

/** Coffee of the roastery and a mug of the pottery, paid by card. */
beforeEach(async () => {
  await clearSales(db);
  await fillCart(db, guest('anna'), BASKET);
  ({ id: orderId } = await placeOrder(rig.services, orderOf(guest('anna'))));
  rig.stripe.pay(await rig.sessionOf(orderId));
  await rig.settle();
});

const balanceOf = (id: string) => readBalance(db, { id, currency: 'EUR', today: '2026-11-23' });
const part = (wholesaler_id: string) => db('wholesaler_orders').where({ order_id: orderId, wholesaler_id }).first();

it('shows a wholesaler what cancelling its part does to its own balance, and that is what it does', async () => {
  const before = await balanceOf(roastery);
  const preview = await previewCancellation(rig.services, { orderId, wholesalerId: roastery });
  expect(await balanceOf(roastery)).toEqual(before);
  await cancelOrder(rig.services, {
    ...{ orderId, wholesalerId: roastery, reason: 'Sold out' },
    actor: { userId: WORLD.users.roaster, role: 'wholesaler' },
  });
  const after = await balanceOf(roastery);
  expect(preview.balances).toEqual([
    { label: 'Pending', beforeCents: before.pendingCents, afterCents: after.pendingCents },
    { label: 'Available', beforeCents: before.availableCents, afterCents: after.availableCents },
    { label: 'Reserve', beforeCents: before.reserveCents, afterCents: after.reserveCents },
  ]);
  const { amount_cents: amountCents, commission_cents: commission } = await db('refunds').first();
  expect(preview.amountCents).toBe(amountCents);
  expect(preview.booked.map(one => one.amountCents)).toEqual([amountCents, before.pendingCents, commission]);
  expect((await balanceOf(pottery)).pendingCents).toBeGreaterThan(0);
});

it('says why nothing can be cancelled any more', async () => {
  await db.raw('alter table wholesaler_orders disable trigger user');
  await db('wholesaler_orders').update({ status: 'shipped' });
  await db.raw('alter table wholesaler_orders enable trigger user');
  await expect(previewCancellation(rig.services, { orderId, wholesalerId: roastery })).rejects.toThrow('on its way');
});

it('shows what a return would take when its goods are there, to its own wholesaler only', async () => {
  const { id } = await part(pottery);
  const line = await db('order_lines').where({ wholesaler_order_id: id }).first();
  const [request] = await db('return_requests')
    .insert({ wholesaler_id: pottery, wholesaler_order_id: id, number: 'R-1', reason: 'Chipped', status: 'approved' })
    .returning('id');
  await db('return_lines').insert({ return_request_id: request.id, order_line_id: line.id, quantity: 1 });
  const preview = await previewReturn(rig.services, { number: 'R-1', wholesalerId: pottery });
  expect(preview.amountCents).toBe(line.goods_cents - line.discount_cents);
  expect(preview.balanceOf).toBe('Your balance');
  await expect(previewReturn(rig.services, { number: 'R-1', wholesalerId: roastery })).rejects.toThrow();
});
