import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, it } from 'vitest';
import { createS3Storage } from '#backoffice/providers/storage/s3-storage.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { startS3 } from '../../docker/stand-ins/s3/index.ts';
import { contestDispute } from './decide-dispute.ts';
import { placeOrder } from './place-order.ts';
import { BASKET, fillCart, guest, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const s3 = await startS3({ port: 0, folder: mkdtempSync(`${tmpdir()}/s3-`), bucket: 'stackr' });
const storage = createS3Storage({ ...s3, region: 'auto', bucket: 'stackr', timeoutMs: 2_000 });
afterAll(async () => {
  storage.close();
  await s3.stop();
});
const rig = await sellingRig(db, { storage });
const { services } = rig;
const FINN = { userId: WORLD.users.finance, role: 'finance' };

it('names every carrier and every parcel to the bank, and which is whose', async () => {
  rig.setNow(new Date('2026-03-02T10:00:00Z'));
  await fillCart(db, guest('anna'), BASKET);
  const order = await placeOrder(services, orderOf(guest('anna')));
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  const parts = await db('wholesaler_orders').orderBy('number').select('id', 'wholesaler_id');
  const parcel = { service: 'Ground', weight_grams: 1_000 };
  const deliveredAt = '2026-03-05T12:00:00Z';
  for (const [part, carrier, tracking_code, day, delivered] of [
    [parts[0], 'DHL', 'D1', '2026-03-03', null],
    [parts[1], 'UPS', 'U1', '2026-03-04', deliveredAt],
    [parts[1], 'DHL', 'D2', '2026-03-04', null],
    [parts[1], 'GLS', 'voided', '2026-03-04', null],
  ])
    await db('shipments').insert({
      ...{ ...parcel, carrier, tracking_code, wholesaler_order_id: part.id, wholesaler_id: part.wholesaler_id },
      status: delivered ? 'delivered' : tracking_code === 'voided' ? 'voided' : 'in_transit',
      ...{ created_at: `${day}T0${tracking_code === 'D2' ? 9 : 8}:00:00Z`, delivered_at: delivered },
    });
  rig.stripe.dispute((await db('payments').first()).stripe_charge_id, { reason: 'product_not_received' });
  await rig.settle();
  const { id: disputeId } = await db('disputes').first();
  await contestDispute(services, { disputeId, actor: FINN });
  await rig.settle();
  const [submitted] = rig.stripe.events('charge.dispute.updated').slice(-1);
  const { evidence } = (submitted!.data as { object: { evidence: Record<string, string> } }).object;
  expect(evidence).toMatchObject({
    ...{ shipping_carrier: 'DHL, UPS', shipping_tracking_number: 'D1, U1, D2', shipping_date: '2026-03-03' },
    uncategorized_text: expect.stringContaining(
      [
        'DHL has parcel D1 since 2026-03-03.',
        'UPS delivered parcel U1 on 2026-03-05.',
        'DHL has parcel D2 since 2026-03-04.',
      ].join('\n'),
    ),
  });
  expect(evidence.uncategorized_text).not.toContain('voided');
});
