import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { acceptOrder } from './accept-order.ts';
import { buyShippingLabel } from './buy-shipping-label.ts';
import { cancelOrder } from './cancel-order.ts';
import { decideReturn } from './decide-return.ts';
import { chooseLabel, parcelRig } from './parcels.testing.ts';
import { placeOrder } from './place-order.ts';
import { replaceOrder, replaceReturn } from './replace-order.ts';
import { requestReturn } from './request-return.ts';
import { BULK, clearSales, fillCart, guest, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const selling = await sellingRig(db);
const parcels = await parcelRig(db);
const services = { ...parcels.services, payments: selling.services.payments };
const { roastery } = WORLD.wholesalers;
const { espressoSmall, espressoLarge } = WORLD.variants;
const actor = { userId: WORLD.users.roaster, role: 'wholesaler', requestId: 'r-1' };

let orderId: string;
let partId: string;
let lines: { id: string; quantity: number }[];

/** Three small espressos and one large one, paid by card, delivered. */
beforeEach(async () => {
  await clearSales(db);
  await fillCart(db, guest('anna'), [
    [espressoSmall, 3, 990],
    [espressoLarge, 1, 2900],
  ]);
  orderId = (await placeOrder(selling.services, orderOf(guest('anna')))).id;
  selling.stripe.pay(await selling.sessionOf(orderId));
  await selling.settle();
  partId = (await db('wholesaler_orders').first('id')).id;
  lines = await db('order_lines').orderBy('sku', 'desc').select('id', 'quantity');
  await deliver(partId);
});

async function deliver(id: string): Promise<void> {
  const part = { partId: id, wholesalerId: roastery };
  await acceptOrder(services, part);
  const { trackingCode } = await buyShippingLabel(services, await chooseLabel(services, part));
  await parcels.receive(() => parcels.easypost.advance(trackingCode, { status: 'delivered' }), 1);
  await parcels.runQueue();
}
const soundness = async () => faults(await verify(db));
const stockOf = (variantId: string) => db('stock').where({ variant_id: variantId }).first('on_hand', 'reserved');
const replace = (quantity: number, requestKey: string, more: { wholesalerId?: string; reason?: string } = {}) =>
  replaceOrder(selling.services, {
    partId,
    wholesalerId: roastery,
    lines: [{ orderLineId: lines[0]!.id, quantity }],
    reason: 'Arrived torn',
    requestKey,
    actor,
    ...more,
  });
const newest = () => db('orders').orderBy('number', 'desc').first();

describe('a replacement', () => {
  it('of wholesale goods is sent below minimum and minimum quantity, and the store pays nothing for it', async () => {
    await clearSales(db);
    await fillCart(db, olga, BULK);
    await placeOrder(selling.services, orderOf(olga, { payment: 'terms' }));
    const part = await db('wholesaler_orders').where({ wholesaler_id: roastery }).first('id');
    partId = part.id;
    lines = await db('order_lines').where({ wholesaler_order_id: partId }).select('id', 'quantity', 'moq');
    expect((lines[0] as unknown as { moq: number }).moq).toBeGreaterThan(1);
    await deliver(partId);
    await replace(1, 'below-moq');
    expect(await newest()).toMatchObject({ is_replacement: true, total_cents: 0 });
    expect(
      await db('order_lines')
        .where({ order_id: (await newest()).id })
        .first(),
    ).toMatchObject({ quantity: 1 });
    expect(await db('invoices')).toHaveLength(1);
    expect(await soundness()).toEqual([]);
  });

  it('costs nothing, takes its stock, is told, and goes its way as any order', async () => {
    const before = await stockOf(espressoSmall);
    const entries = await db('ledger_entries').count('* as n').first();
    const { number, status } = await replace(2, 'first');
    expect(status).toBe('placed');
    expect(await newest()).toMatchObject({
      number,
      payment_method: 'none',
      is_replacement: true,
      replaces_part_id: partId,
      goods_cents: 1980,
      discount_cents: 1980,
      total_cents: 0,
      email: 'anna@example.org',
    });
    expect(await stockOf(espressoSmall)).toEqual({ ...before, reserved: before.reserved + 2 });
    await selling.settle();
    const letters = await db('letters')
      .where({ order_id: (await newest()).id })
      .orderBy('kind');
    expect(letters.map(letter => letter.kind)).toEqual(['new-order', 'order-replaced']);
    expect(letters[1]!.data).toMatchObject({ orderNumber: number, reason: 'Arrived torn' });
    expect(await soundness()).toEqual([]);

    const part = await db('wholesaler_orders')
      .where({ order_id: (await newest()).id })
      .first();
    expect(part.note).toContain('Arrived torn');
    await deliver(part.id);
    expect(await db('wholesaler_orders').where({ id: part.id }).first('status')).toEqual({ status: 'delivered' });
    expect(await db('commissions').where({ wholesaler_order_id: part.id }).pluck('commission_cents')).toEqual([0]);
    // Its labels are its wholesaler's to pay; nothing else of it is in the ledger.
    const { n } = (await db('ledger_entries').count('* as n').first())!;
    expect(Number(n) - Number(entries!.n)).toBe(2);
    expect(await soundness()).toEqual([]);
  });

  it('is never of more than was bought, less what was sent again before; a cancelled one no longer counts', async () => {
    const first = await replace(2, 'first');
    expect(await replace(2, 'first')).toEqual(first);
    await expect(replace(2, 'second')).rejects.toMatchObject({
      details: [{ code: 'too_many', fix: { availableQuantity: 1 } }],
    });
    const before = await stockOf(espressoSmall);
    await cancelOrder(selling.services, { orderId: (await newest()).id, reason: 'Not needed', actor });
    await selling.settle();
    expect(await stockOf(espressoSmall)).toEqual({ ...before, reserved: before.reserved - 2 });
    expect(await newest()).toMatchObject({ status: 'cancelled' });
    expect(await db('refunds')).toEqual([]);
    await replace(3, 'third');
    await selling.settle();
    expect(await soundness()).toEqual([]);
  });

  it('of two asked for at once is one', async () => {
    const both = await Promise.allSettled([replace(2, 'left'), replace(2, 'right')]);
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db('orders')).toHaveLength(2);
  });

  it('is refused before anything was sent, without stock, without a reason, and to another wholesaler', async () => {
    await expect(replace(1, 'a', { wholesalerId: WORLD.wholesalers.pottery })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(replace(1, 'b', { reason: ' ' })).rejects.toMatchObject({ details: [{ code: 'reason_missing' }] });
    await db('stock').where({ variant_id: espressoSmall }).update({ on_hand: 1, reserved: 0 });
    await expect(replace(2, 'c')).rejects.toMatchObject({
      details: [{ code: 'out_of_stock', fix: { availableQuantity: 1 } }],
    });
    expect(await db('orders')).toHaveLength(1);
    await db('stock').where({ variant_id: espressoSmall }).update({ on_hand: 100 });
    await replace(1, 'd');
    const unsent = await db('wholesaler_orders')
      .where({ order_id: (await newest()).id })
      .first();
    await expect(
      replaceOrder(selling.services, {
        partId: unsent.id,
        wholesalerId: null,
        lines: await db('order_lines')
          .where({ wholesaler_order_id: unsent.id })
          .then(own => own.map(line => ({ orderLineId: line.id, quantity: 1 }))),
        reason: 'Again',
        requestKey: 'e',
        actor,
      }),
    ).rejects.toMatchObject({ details: [{ code: 'not_shipped' }] });
  });

  it('answers an approved return instead of its refund', async () => {
    await requestReturn(services, {
      orderId,
      wholesalerSlug: 'north-roastery',
      reason: 'Stale',
      lines: [{ orderLineId: lines[0]!.id, quantity: 2 }],
      requestKey: 'return',
      requestedBy: null,
    });
    const { number } = await db('return_requests').first('number');
    const answer = { number, wholesalerId: roastery, reason: 'A fresh batch', actor };
    await expect(replaceReturn(selling.services, answer)).rejects.toMatchObject({ kind: 'conflict' });
    await decideReturn(services, { ...answer, decision: 'approve', restock: false });
    const replacement = await replaceReturn(selling.services, answer);
    expect(await replaceReturn(selling.services, answer)).toMatchObject(replacement);
    await expect(decideReturn(services, { ...answer, decision: 'receive', restock: true })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect(await db('return_requests').first('status')).toEqual({ status: 'replaced' });
    expect(
      await db('order_lines')
        .where({ order_id: (await newest()).id })
        .pluck('quantity'),
    ).toEqual([2]);
    await selling.settle();
    expect(await soundness()).toEqual([]);
  });
});
