import { beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { acceptOrder } from './accept-order.ts';
import { buyShippingLabel } from './buy-shipping-label.ts';
import { finishLabels } from './finish-labels.ts';
import { chooseLabel, PACKER, type PlantedParcels, parcelRig, plantParcels } from './parcels.testing.ts';
import { readRates } from './read-rates.ts';
import { voidShippingLabel } from './void-shipping-label.ts';

const db = await testDatabase();
const rig = await parcelRig(db);
const { services, easypost } = rig;
await plantWorld(db);

const { roastery, pottery } = WORLD.wholesalers;
const { espressoSmall, espressoLarge, mugSand } = WORLD.variants;

let part: PlantedParcels['part'];
let lineIds: string[];
beforeEach(async () => {
  easypost.faults.clear();
  rig.setNow('2026-03-02T09:00:00Z');
  ({ part, lineIds } = await plantParcels(db));
});
const label = (lines: { orderLineId: string; quantity: number }[] = []) => chooseLabel(services, part, lines);
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
    const which = { shipmentId: shipment.id, wholesalerId: roastery, actor: PACKER };
    expect(await voidShippingLabel(services, which)).toMatchObject({ status: 'voided' });
    await voidShippingLabel(services, which);
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
    const actions = await db('audit_log')
      .whereIn('subject_id', [shipment.id, part.partId])
      .orderBy('id')
      .pluck('action');
    expect(actions).toEqual(['buy.label', 'void.label', 'buy.label']);
  });

  it('a label is not voided by another wholesaler, nor when the carrier has the parcel', async () => {
    const { id: shipmentId } = await buyShippingLabel(services, await label());
    const voiding = (wholesalerId: string) => voidShippingLabel(services, { shipmentId, wholesalerId, actor: PACKER });
    await expect(voiding(pottery)).rejects.toMatchObject({ kind: 'not_found' });
    await db('shipments').where({ id: shipmentId }).update({ status: 'in_transit' });
    await expect(voiding(roastery)).rejects.toMatchObject({ code: 'label_used' });
    expect(await statusOf(part.partId)).toBe('shipped');
  });
});
