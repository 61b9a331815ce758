import { expect, it } from 'vitest';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn, payoutRig } from './payouts.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery } = WORLD.wholesalers;

it('what a dispute is about is frozen, and the rest is paid', async () => {
  const rig = await payoutRig(db);
  const night = (date: string) => payOutWholesalers(rig.services, { date, requestedBy: null });
  const order = await plantPlacedOrder(db, [
    {
      wholesalerId: roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 2, unitPriceCents: 1_000 }],
    },
  ]);
  await earn(db, roastery, 1_500, '2026-03-20', order.parts[0]!.id);
  await earn(db, roastery, 4_000);
  const payment = await db('payments').where({ order_id: order.orderId }).first('id');
  const dispute = { stripe_dispute_id: 'du_1', currency: 'EUR', amount_cents: 2_000, reason: 'general' };
  await db('disputes').insert({
    ...dispute,
    ...{ payment_id: payment.id, status: 'needs_response', stripe_updated_at: new Date() },
  });
  const report = await night('2026-03-20');
  expect(report.payouts.map(payout => payout.amountCents)).toEqual([4_000]);
  expect(report.carryovers).toMatchObject([{ amountCents: 1_500, reason: 'disputed' }]);
  await db('disputes').update({ status: 'won' });
  rig.setNow('2026-03-21T02:00:00Z');
  expect((await night('2026-03-21')).payouts.map(payout => payout.amountCents)).toEqual([1_500]);
  expect(await db('letters').where({ kind: 'payout-held' }).pluck('status')).toHaveLength(1);
});
