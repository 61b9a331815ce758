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
import { refundOrder } from './refund-order.ts';
import { requestReturn } from './request-return.ts';
import { clearSales, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

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

/** Three small espressos and one large one, paid by card, shipped in one parcel and delivered. */
beforeEach(async () => {
  const today = new Date();
  selling.setNow(today);
  parcels.setNow(today);
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
  const part = { partId, wholesalerId: roastery };
  await acceptOrder(services, part);
  const { trackingCode } = await buyShippingLabel(services, await chooseLabel(services, part));
  await parcels.receive(() => parcels.easypost.advance(trackingCode, { status: 'delivered' }), 1);
  await parcels.runQueue();
});

const soundness = async () => faults(await verify(db));
const statusOf = async (table: string) => (await db(table).first('status')).status;
const ask = (quantities: number[], key = 'return') =>
  requestReturn(services, {
    orderId,
    wholesalerSlug: 'north-roastery',
    reason: 'Stale',
    lines: quantities.flatMap((quantity, index) => (quantity > 0 ? [{ orderLineId: lines[index]!.id, quantity }] : [])),
    requestKey: key,
    requestedBy: null,
  });
const decide = (decision: 'approve' | 'reject' | 'receive', more: { restock?: boolean; wholesalerId?: string } = {}) =>
  db('return_requests')
    .orderBy('created_at', 'desc')
    .first('number')
    .then(({ number }) =>
      decideReturn(services, {
        number,
        wholesalerId: roastery,
        restock: true,
        reason: 'Because',
        actor,
        ...more,
        decision,
      }),
    );
const onHand = async (variantId: string) => (await db('stock').where({ variant_id: variantId }).first()).on_hand;

describe('a return', () => {
  it('is asked for, approved, received and refunded; whole goods go on the shelf again', async () => {
    expect(await soundness()).toEqual([]);
    const before = await onHand(espressoSmall);
    expect(await ask([2, 0])).toMatchObject({ status: 'requested' });
    expect(await decide('approve')).toEqual({ status: 'approved' });
    expect(await decide('receive')).toEqual({ status: 'refunded' });
    await selling.settle();
    expect(await db('refunds').select('status', 'amount_cents')).toEqual([{ status: 'succeeded', amount_cents: 1980 }]);
    expect(await onHand(espressoSmall)).toBe(before + 2);
    expect(await statusOf('wholesaler_orders')).toBe('delivered');
    expect(await soundness()).toEqual([]);
    // Its earnings were payable from the end of the hold; what is given back counts against them at once.
    const { rows } = await db.raw(
      `select e.amount_cents > 0 as is_debit, e.available_on <= now()::date as is_now from ledger_entries e join ledger_accounts a on a.id = e.account_id
       where a.kind = 'wholesaler_payable' and e.transaction_id in (select id from ledger_transactions where kind = 'refund')`,
    );
    expect(rows).toEqual([{ is_debit: true, is_now: true }]);
  });

  it('of everything ends the part; broken goods stay off the shelf', async () => {
    const before = await onHand(espressoSmall);
    await ask([3, 1]);
    await decide('approve');
    await decide('receive', { restock: false });
    await decide('receive', { restock: false });
    await selling.settle();
    expect(await db('refunds').pluck('amount_cents')).toEqual([5870]);
    expect(await onHand(espressoSmall)).toBe(before);
    expect(await statusOf('wholesaler_orders')).toBe('returned');
    expect(await soundness()).toEqual([]);
  });

  it('is refused for more than was bought, twice in one request, too late, and beside one under way', async () => {
    await expect(ask([4, 0])).rejects.toMatchObject({ details: [{ code: 'too_many', fix: { availableQuantity: 3 } }] });
    await expect(
      requestReturn(services, {
        orderId,
        wholesalerSlug: 'north-roastery',
        reason: 'Stale',
        lines: [1, 1].map(quantity => ({ orderLineId: lines[0]!.id, quantity })),
        requestKey: 'twice',
        requestedBy: null,
      }),
    ).rejects.toMatchObject({ details: [{ code: 'line_twice' }] });
    await ask([2, 0]);
    expect(await ask([2, 0])).toMatchObject({ status: 'requested' });
    expect(await db('return_requests')).toHaveLength(1);
    await expect(ask([2, 0], 'another')).rejects.toMatchObject({ details: [{ code: 'too_many' }] });
    parcels.setNow(new Date(Date.now() + 15 * 86_400_000));
    await expect(ask([1, 0], 'late')).rejects.toMatchObject({ details: [{ code: 'window_closed' }] });
  });

  it('of another wholesaler does not exist, and a rejected one cannot be received', async () => {
    await ask([1, 0]);
    await expect(decide('approve', { wholesalerId: WORLD.wholesalers.pottery })).rejects.toMatchObject({
      kind: 'not_found',
    });
    expect(await decide('reject')).toEqual({ status: 'rejected' });
    await expect(decide('receive')).rejects.toMatchObject({ kind: 'conflict' });
    expect(await db('refunds')).toEqual([]);
  });
});

describe('a refund', () => {
  const refund = (quantity: number, requestKey: string, includeShipping = false) =>
    refundOrder(services, {
      wholesalerOrderId: partId,
      asked: { lines: quantity > 0 ? [{ orderLineId: lines[0]!.id, quantity }] : [], includeShipping },
      reason: 'Dented',
      requestKey,
      actor: { userId: WORLD.users.finance, role: 'finance', requestId: 'r-2' },
    });

  it('unit by unit gives back exactly what was charged, and the same key is the same refund', async () => {
    const amounts = [];
    for (const key of ['a', 'b', 'b', 'c']) amounts.push((await refund(1, key)).amountCents);
    expect(amounts).toEqual([990, 990, 990, 990]);
    expect((await refund(0, 'd', true)).amountCents).toBe(590);
    await selling.settle();
    expect((await db('refunds').sum('amount_cents').first())!.sum).toBe('3560');
    const [given] = await db('refund_lines').sum('commission_cents as commission').sum('tax_cents as tax');
    const [line] = await db('order_lines as l')
      .join('commissions as c', 'c.order_line_id', 'l.id')
      .where('l.id', lines[0]!.id)
      .select('c.commission_cents', 'l.tax_cents');
    expect([Number(given!.commission), Number(given!.tax)]).toEqual([line.commission_cents, line.tax_cents]);
    await expect(refund(1, 'e')).rejects.toMatchObject({ kind: 'rule' });
    expect(await soundness()).toEqual([]);
  });

  it('that finds Stripe busy is tried again, and is in flight until then', async () => {
    selling.stripe.fault({ kind: '429', path: '/v1/refunds', method: 'GET', times: 1 });
    await refund(1, 'a');
    await selling.settle();
    expect(await statusOf('refunds')).toBe('pending');
    expect(await soundness()).toEqual([]);
    await db.raw("update pgboss.job set start_after = now() where state = 'retry'");
    await selling.settle();
    expect(await statusOf('refunds')).toBe('succeeded');
    expect(await soundness()).toEqual([]);
  });

  it('what is on its way can no longer be cancelled', async () => {
    await expect(cancelOrder(services, { orderId, reason: 'Late', actor })).rejects.toMatchObject({ code: 'too_late' });
  });
});
