import { describe, expect, it } from 'vitest';
import { payoutRig } from '../../backoffice/workflows/payouts.testing.ts';
import { plantWorld } from '../../db/seeds/world.ts';
import { testDatabase } from '../../db/testing.ts';
import { killAndRecover } from './kill-payouts.ts';
import { KILL_POINTS } from './kill-points.ts';

const db = await testDatabase();
await plantWorld(db);

// A few wholesalers and one seed for each point; with TEST_DATABASE_URL set, PROVE_SEEDS=20 PROVE_WHOLESALERS=200 does it at length.
const seeds = Number(process.env.PROVE_SEEDS ?? 1);
const wholesalers = Number(process.env.PROVE_WHOLESALERS ?? 4);
const cases = KILL_POINTS.flatMap(point => Array.from({ length: seeds }, (_, index) => ({ point, seed: index + 1 })));

describe('a payout worker that is killed', () => {
  it.each(cases)('at "$point" (seed $seed) pays nobody twice and forgets nobody', { timeout: 120_000 }, async one => {
    const outcome = await killAndRecover(db, await payoutRig(db, { fundsCents: wholesalers * 300_000 }), {
      ...one,
      wholesalers,
    });
    expect(outcome).toEqual({ wasKilled: true, wrong: [] });
  });
});
