import { expect, it, onTestFinished } from 'vitest';
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { earn, payoutRig } from '../../backoffice/workflows/payouts.testing.ts';
import { plantWorld, WORLD } from '../../db/seeds/world.ts';
import { testDatabase, urlOf } from '../../db/testing.ts';
import { faults, verify } from '../../db/verify.ts';
import { openRacers } from './race-payouts.ts';

const db = await testDatabase();
await plantWorld(db);
const nights = Array.from({ length: 50 }, (_, index) =>
  new Date(Date.UTC(2026, 3, 1 + index)).toISOString().slice(0, 10),
);

it('four processes start the batch of a night at once, fifty nights: one batch, and everyone is paid once', {
  timeout: 400_000,
}, async () => {
  const rig = await payoutRig(db, { fundsCents: 100_000_000 });
  const racers = await openRacers(4, { DATABASE_URL: urlOf(db), STRIPE_URL: rig.stripeUrl });
  onTestFinished(() => racers.stop());
  const paid: [string, number][] = [];
  for (const [index, night] of nights.entries()) {
    rig.setNow(`${night}T02:00:00Z`);
    await earn(db, WORLD.wholesalers.roastery, 10_000 + index, night);
    await earn(db, WORLD.wholesalers.pottery, 20_000 + index, night);
    const ends = await racers.race(night);
    expect(ends.filter(end => end !== 'finished' && end !== 'busy')).toEqual([]);
    await payOutWholesalers(rig.services, { date: night, requestedBy: null });
    paid.push(['acct_pottery', 20_000 + index], ['acct_roastery', 10_000 + index]);
  }
  expect(await db('payout_batches').count('* as batches').first()).toEqual({ batches: nights.length });
  const transferred = rig.transferred().toSorted(([, a], [, b]) => Number(a) - Number(b));
  expect(transferred).toEqual(paid.toSorted(([, a], [, b]) => a - b));
  expect(faults(await verify(db))).toEqual([]);
});
