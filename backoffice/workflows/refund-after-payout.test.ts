import { expect, it } from 'vitest';
import { readStatement } from '#backoffice/commerce/payout/index.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { holdEarnings } from './hold-earnings.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn, payoutRig } from './payouts.testing.ts';
import { refundOrder } from './refund-order.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;

it('what is refunded after its payout is taken from the next ones, and no transfer comes back', async () => {
  const rig = await payoutRig(db);
  const night = async (date: string) => {
    rig.setNow(`${date}T02:00:00Z`);
    return payOutWholesalers(rig.services, { date, requestedBy: null });
  };
  const order = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      shippingCents: 0,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 5_950 }],
    },
  ]);
  const part = order.parts[0]!;
  await deliver(part.id);
  const [paid] = (await night('2026-03-20')).payouts;
  expect(paid).toMatchObject({ amountCents: part.earningsCents, status: 'sent' });

  await refundOrder(rig.services, {
    wholesalerOrderId: part.id,
    asked: { lines: [{ orderLineId: part.lineIds[0]!, quantity: 1 }], includeShipping: false },
    reason: 'Arrived broken',
    requestKey: 'broken',
    actor: { userId: WORLD.users.finance, role: 'finance' },
  });
  const owedBack = part.earningsCents / 2;
  const none = await night('2026-03-21');
  expect([none.payouts, none.carryovers]).toMatchObject([[], [{ reason: 'negative_balance', amountCents: -owedBack }]]);

  await earn(db, roastery, 10_000, '2026-03-22');
  const [netted] = (await night('2026-03-22')).payouts;
  expect(netted).toMatchObject({ amountCents: 10_000 - owedBack, status: 'sent' });
  expect(rig.transferred()).toEqual([
    ['acct_roastery', part.earningsCents],
    ['acct_roastery', 10_000 - owedBack],
  ]);
  const { id } = await db('payouts').where({ batch_date: '2026-03-22' }).first('id');
  const lines = await readStatement(db, id);
  expect(lines.map(line => [line.kind, line.amountCents])).toEqual([
    ['adjustments', 10_000],
    ['refunds', -5_000],
    ['commission', 600],
  ]);
  expect(lines.map(line => line.carriedSince)).toEqual([null, '2026-03-21', '2026-03-21']);
  expect(faults(await verify(db)).map(({ check }) => check)).toEqual([]);

  async function deliver(partId: string): Promise<void> {
    const [{ hold_days, reserve_bp }] = await db('wholesalers').where({ id: roastery });
    const delivered = {
      order_id: order.orderId,
      wholesaler_id: roastery,
      delivered_at: new Date('2026-03-04T10:00:00Z'),
    };
    await db.transaction(trx =>
      holdEarnings(trx, rig.services, {
        ...{ id: partId, number: part.number, hold_days, reserve_bp, charge_available_on: null },
        ...delivered,
      }),
    );
  }
});
