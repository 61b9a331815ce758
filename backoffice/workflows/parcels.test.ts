import { beforeEach, describe, expect, it } from 'vitest';
import { type PlantedOrder, plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { acceptOrder } from './accept-order.ts';
import { applyEasypostEvent } from './apply-easypost-event.ts';
import { buyShippingLabel } from './buy-shipping-label.ts';
import { closeDeliveredOrders } from './close-delivered-orders.ts';
import { finishLabels } from './finish-labels.ts';
import { parcelRig } from './parcels.testing.ts';
import { pollTracking } from './poll-tracking.ts';
import { readRates } from './read-rates.ts';
import { voidShippingLabel } from './void-shipping-label.ts';

const db = await testDatabase();
const rig = await parcelRig(db);
const { services, easypost } = rig;
await plantWorld(db);

const { roastery, pottery } = WORLD.wholesalers;
const { espressoSmall, espressoLarge, mugSand } = WORLD.variants;

let order: PlantedOrder;
let part: { partId: string; wholesalerId: string };
let lineIds: string[];
beforeEach(async () => {
  easypost.faults.clear();
  rig.setNow('2026-03-02T09:00:00Z');
  await db.raw(
    'truncate wholesaler_orders, orders, order_lines, reservations, ledger_transactions, letters, webhook_events cascade',
  );
  await db('stock').update({ reserved: 0, on_hand: 100 });
  await db('stock_movements').insert(
    await db('stock').select('variant_id', db.raw('100 as quantity'), db.raw("'opening' as reason")),
  );
  order = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      lines: [
        { variantId: espressoSmall, quantity: 10, unitPriceCents: 990 },
        { variantId: espressoLarge, quantity: 2, unitPriceCents: 2900 },
      ],
    },
    { wholesalerId: pottery, lines: [{ variantId: mugSand, quantity: 3, unitPriceCents: 2400 }] },
  ]);
  part = { partId: order.parts[0]!.id, wholesalerId: roastery };
  lineIds = order.parts[0]!.lineIds;
});

const label = async (lines: { orderLineId: string; quantity: number }[] = []) => {
  const { shipmentId, rates } = await readRates(services, { ...part, lines });
  return { ...part, shipmentId, rateId: rates[0]!.id, lines: [], requestKey: null };
};
const stockOf = (variantId: string) => db('stock').where({ variant_id: variantId }).first('on_hand', 'reserved');
const statusOf = async (id: string) => (await db('wholesaler_orders').where({ id }).first('status')).status;
const soundness = async () => faults(await verify(db));

describe('accepting', () => {
  it('another wholesaler’s part does not exist', async () => {
    await expect(acceptOrder(services, { ...part, wholesalerId: pottery })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('twice is once', async () => {
    expect(await acceptOrder(services, part)).toBe('accepted');
    expect(await acceptOrder(services, part)).toBe('accepted');
  });

  it('comes before rates', async () => {
    await expect(readRates(services, { ...part, lines: [] })).rejects.toMatchObject({ code: 'not_accepted' });
  });
});

describe('one label for everything', () => {
  beforeEach(() => acceptOrder(services, part));

  it('ships the part: stock leaves, the label is charged, the buyer is told', async () => {
    const shipment = await buyShippingLabel(services, await label());
    expect(shipment).toMatchObject({ status: 'label_bought', carrier: 'DPD', scans: [] });
    expect(shipment.lines).toHaveLength(2);
    expect(await statusOf(part.partId)).toBe('shipped');
    expect(await stockOf(espressoSmall)).toEqual({ on_hand: 90, reserved: 0 });
    expect(await stockOf(espressoLarge)).toEqual({ on_hand: 98, reserved: 0 });
    expect(await stockOf(mugSand)).toEqual({ on_hand: 100, reserved: 3 });
    expect(await db('letters').pluck('kind')).toEqual(['order-shipped']);
    const [payable] = await db('ledger_entries as e')
      .join('ledger_accounts as a', 'a.id', 'e.account_id')
      .where({ 'a.kind': 'wholesaler_payable' })
      .select('e.amount_cents', 'e.available_on');
    const { rate_cents } = await db('shipments').first('rate_cents');
    expect(payable).toEqual({ amount_cents: rate_cents, available_on: '2026-03-02' });
    expect(await soundness()).toEqual([]);
  });

  it('a second click, and a second label for the same rates, buy nothing', async () => {
    const asked = await label();
    const [first, second] = [await buyShippingLabel(services, asked), await buyShippingLabel(services, asked)];
    expect(second).toEqual(first);
    expect(await db('shipments')).toHaveLength(1);
    expect(await db('ledger_transactions').where({ kind: 'label' })).toHaveLength(1);
  });

  it('two quotes for the same items: only one can be bought', async () => {
    const [one, two] = [await label(), await label()];
    await buyShippingLabel(services, one);
    await expect(buyShippingLabel(services, two)).rejects.toMatchObject({ code: 'not_shippable' });
  });

  it('a rate or quote of someone else is not found', async () => {
    const asked = await label();
    await expect(buyShippingLabel(services, { ...asked, rateId: 'rate_other' })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(buyShippingLabel(services, { ...asked, shipmentId: 'shp_other' })).rejects.toMatchObject({
      kind: 'not_found',
    });
    await expect(buyShippingLabel(services, { ...asked, wholesalerId: pottery })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('refused by the carrier: nothing is shipped, and it can be tried again', async () => {
    const asked = await label();
    easypost.faults.script({ kind: '429', path: '/buy' });
    await expect(buyShippingLabel(services, asked)).rejects.toMatchObject({ kind: 'busy' });
    expect(await db('shipments')).toHaveLength(0);
    expect((await buyShippingLabel(services, asked)).status).toBe('label_bought');
  });

  it.each([
    ['500', 'before'],
    ['500', 'after'],
    ['reset', 'after'],
    ['hang', 'after'],
  ] as const)('an answer lost by %s %s the purchase is finished by the job, once', async (kind, when) => {
    const asked = await label();
    easypost.faults.script({ kind, when, path: '/buy' });
    await expect(buyShippingLabel(services, asked)).rejects.toMatchObject({ kind: 'unknown' });
    expect(await finishLabels(services)).toEqual({ finished: 0, waiting: 0 });
    rig.setNow('2026-03-02T09:03:00Z');
    expect(await finishLabels(services)).toEqual({ finished: 1, waiting: 0 });
    expect(await db('shipments')).toHaveLength(1);
    expect(await statusOf(part.partId)).toBe('shipped');
    expect(await soundness()).toEqual([]);
  });
});

describe('several parcels', () => {
  beforeEach(() => acceptOrder(services, part));

  it('each takes its units; the last one ships the part', async () => {
    await buyShippingLabel(services, await label([{ orderLineId: lineIds[0]!, quantity: 4 }]));
    expect(await statusOf(part.partId)).toBe('accepted');
    expect(await stockOf(espressoSmall)).toEqual({ on_hand: 96, reserved: 6 });
    expect(await soundness()).toEqual([]);
    const rest = await buyShippingLabel(services, await label());
    expect(rest.lines.map(line => line.quantity).sort()).toEqual([2, 6]);
    expect(await statusOf(part.partId)).toBe('shipped');
    expect(await stockOf(espressoSmall)).toEqual({ on_hand: 90, reserved: 0 });
    expect(await soundness()).toEqual([]);
  });

  it('more than is left is refused with what is left', async () => {
    const asked = readRates(services, { ...part, lines: [{ orderLineId: lineIds[0]!, quantity: 11 }] });
    await expect(asked).rejects.toMatchObject({
      kind: 'rule',
      details: [{ code: 'too_many', fix: { availableQuantity: 10 } }],
    });
  });

  it('a voided label puts its units and its cost back', async () => {
    const shipment = await buyShippingLabel(services, await label());
    await voidShippingLabel(services, { shipmentId: shipment.id, wholesalerId: roastery });
    await voidShippingLabel(services, { shipmentId: shipment.id, wholesalerId: roastery });
    expect(await statusOf(part.partId)).toBe('packed');
    expect(await stockOf(espressoSmall)).toEqual({ on_hand: 100, reserved: 10 });
    const charged = await db('ledger_entries as e')
      .join('ledger_accounts as a', 'a.id', 'e.account_id')
      .where({ 'a.kind': 'wholesaler_payable' })
      .sum('e.amount_cents as total')
      .first();
    expect(Number(charged?.total)).toBe(0);
    expect(await soundness()).toEqual([]);
    await buyShippingLabel(services, await label());
    expect(await statusOf(part.partId)).toBe('shipped');
    expect(await soundness()).toEqual([]);
  });
});

describe('on the way', () => {
  let code: string;
  beforeEach(async () => {
    await acceptOrder(services, part);
    code = (await buyShippingLabel(services, await label())).trackingCode;
  });

  const shipment = () => db('shipments').first('status', 'delivered_at');
  const tell = async (status: string, copies = 1) => {
    const events = await rig.receive(() => easypost.advance(code, { status, copies }), copies);
    return events;
  };

  it('webhooks move the parcel; when it arrives the earnings start their hold and the buyer is told', async () => {
    await tell('in_transit');
    await rig.runQueue();
    expect(await shipment()).toMatchObject({ status: 'in_transit' });
    await tell('delivered');
    await rig.runQueue();
    expect((await shipment()).status).toBe('delivered');
    expect(await statusOf(part.partId)).toBe('delivered');
    const entries = await db('ledger_entries as e')
      .join('ledger_accounts as a', 'a.id', 'e.account_id')
      .join('ledger_transactions as t', 't.id', 'e.transaction_id')
      .where({ 't.kind': 'delivered' })
      .orderBy('e.id')
      .select('a.kind', 'e.amount_cents', 'e.available_on');
    const { delivered_at } = await db('wholesaler_orders').where({ id: part.partId }).first('delivered_at');
    const held = new Date(delivered_at.getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
    const { earningsCents } = order.parts[0]!;
    expect(entries).toEqual([
      { kind: 'wholesaler_pending', amount_cents: earningsCents, available_on: null },
      { kind: 'wholesaler_payable', amount_cents: -earningsCents, available_on: held },
    ]);
    expect(await db('letters').orderBy('created_at').pluck('kind')).toEqual(['order-shipped', 'order-delivered']);
    expect(await soundness()).toEqual([]);
  });

  it('an event told twice is stored once', async () => {
    await tell('in_transit', 2);
    expect(await db('webhook_events')).toHaveLength(1);
  });

  it('older news that arrive later change nothing, but their scans are kept once', async () => {
    const [early] = await tell('in_transit');
    const [late] = await tell('delivered');
    await applyEasypostEvent(services, { webhookEventId: late! });
    await applyEasypostEvent(services, { webhookEventId: early! });
    expect((await shipment()).status).toBe('delivered');
    const scans = await db('tracking_events').pluck('status');
    expect(scans.toSorted()).toEqual(['delivered', 'in_transit', 'out_for_delivery', 'pre_transit']);
  });

  it('news of a parcel that is not known yet are kept and applied later; of one that never comes, let go', async () => {
    const [event] = await tell('in_transit');
    await db('shipments').update({ easypost_tracker_id: 'trk_other' });
    await expect(applyEasypostEvent(services, { webhookEventId: event! })).rejects.toThrow('not known yet');
    rig.setNow(new Date(Date.now() + 11 * 60_000));
    await applyEasypostEvent(services, { webhookEventId: event! });
    expect(await db('webhook_events').first('outcome')).toEqual({ outcome: 'No parcel of ours' });
  });

  it('a parcel nobody told us about is asked after', async () => {
    easypost.advance(code, { status: 'delivered', webhook: false });
    expect(await pollTracking(services)).toEqual({ asked: 0, moved: 0, failed: 0 });
    rig.setNow('2026-03-02T11:00:00Z');
    await db('shipments').update({ updated_at: new Date('2026-03-02T09:00:00Z') });
    expect(await pollTracking(services)).toEqual({ asked: 1, moved: 1, failed: 0 });
    expect(await statusOf(part.partId)).toBe('delivered');
  });

  it('after the return window the part is closed, and the order once its other part has ended too', async () => {
    await tell('delivered');
    await rig.runQueue();
    expect(await closeDeliveredOrders(services)).toEqual({ parts: 0, orders: 0 });
    rig.setNow(new Date(Date.now() + 15 * 86_400_000));
    expect(await closeDeliveredOrders(services)).toEqual({ parts: 1, orders: 0 });
    await db('wholesaler_orders').where({ id: order.parts[1]!.id }).update({ status: 'cancelled' });
    expect(await closeDeliveredOrders(services)).toEqual({ parts: 0, orders: 1 });
    expect(await db('orders').first('status')).toEqual({ status: 'completed' });
  });
});
