import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { acceptOrder } from './accept-order.ts';
import { applyEasypostEvent } from './apply-easypost-event.ts';
import { buyShippingLabel } from './buy-shipping-label.ts';
import { closeDeliveredOrders } from './close-delivered-orders.ts';
import { chooseLabel, type PlantedParcels, parcelRig, plantParcels } from './parcels.testing.ts';
import { pollTracking } from './poll-tracking.ts';

const db = await testDatabase();
const rig = await parcelRig(db);
const { services, easypost } = rig;
await plantWorld(db);

let order: PlantedParcels['order'];
let part: PlantedParcels['part'];
beforeEach(async () => {
  easypost.faults.clear();
  rig.setNow('2026-03-02T09:00:00Z');
  ({ order, part } = await plantParcels(db));
});
const statusOf = async (id: string) => (await db('wholesaler_orders').where({ id }).first('status')).status;
const soundness = async () => faults(await verify(db));

describe('on the way', () => {
  let code: string;
  beforeEach(async () => {
    await acceptOrder(services, part);
    code = (await buyShippingLabel(services, await chooseLabel(services, part))).trackingCode;
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
