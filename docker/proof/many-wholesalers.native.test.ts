import { expect, it } from 'vitest';
import { postTransactions } from '../../backoffice/commerce/ledger/index.ts';
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { FIRST_NIGHT, payoutRig } from '../../backoffice/workflows/payouts.testing.ts';
import { plantWorld } from '../../db/seeds/world.ts';
import { testDatabase } from '../../db/testing.ts';
import { faults, verify } from '../../db/verify.ts';

const db = await testDatabase();
await plantWorld(db);
const COUNT = 1_000;

it('of a thousand wholesalers the fifty whose account refuses stay due with the reason, and the others are paid in one run', {
  timeout: 400_000,
}, async () => {
  const rig = await payoutRig(db, { fundsCents: COUNT * 20_000 });
  await plantEarners();
  for (let n = 1; n <= COUNT; n++) if (n % 20 !== 0) rig.stripe.ensureAccount(`acct_many_${n}`);
  const { payouts } = await payOutWholesalers(rig.services, { date: FIRST_NIGHT, requestedBy: null });
  expect(payouts).toHaveLength(COUNT);
  const failed = await db('payouts').where({ status: 'failed' }).pluck('status_reason');
  expect(failed).toHaveLength(COUNT / 20);
  expect(failed.filter(reason => !/No such destination: 'acct_many_\d+'/.test(reason))).toEqual([]);
  expect(new Set(rig.transferred().map(String)).size).toBe(COUNT - COUNT / 20);
  // The next night those are due again, and still nobody else.
  for (let n = 20; n <= COUNT; n += 20) rig.stripe.ensureAccount(`acct_many_${n}`);
  rig.setNow('2026-03-21T02:00:00Z');
  await payOutWholesalers(rig.services, { date: '2026-03-21', requestedBy: null });
  const paid = rig.transferred();
  expect([paid.length, new Set(paid.map(([account]) => account)).size]).toEqual([COUNT, COUNT]);
  expect(faults(await verify(db))).toEqual([]);
});

async function plantEarners(): Promise<void> {
  await db.raw(
    `insert into wholesalers (slug, name, country, contact_email, status, payouts_enabled, stripe_account_id)
     select 'many-' || n, 'Many ' || n, 'DE', 'many-' || n || '@stackr.example', 'approved', true, 'acct_many_' || n from generate_series(1, ?::int) n`,
    [COUNT],
  );
  const ids = await db('wholesalers').where('slug', 'like', 'many-%').pluck('id');
  await db.transaction(trx => postTransactions(trx, ids.map(earning)));
}

const earning = (wholesalerId: string) => ({
  kind: 'adjustment',
  cause: `test:earned:${wholesalerId}`,
  memo: 'Earned',
  occurredAt: new Date('2026-03-10T10:00:00Z'),
  entries: [
    {
      account: { kind: 'wholesaler_payable' as const, wholesalerId },
      currency: 'EUR',
      amountCents: -12_345,
      availableOn: FIRST_NIGHT,
    },
    { account: { kind: 'adjustments' as const }, currency: 'EUR', amountCents: 12_345 },
  ],
});
