import { beforeAll, describe, expect, it } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import {
  type Bucket,
  expectNextPayout,
  listEarnings,
  listOpenEntries,
  listUpcoming,
  readBalance,
} from '#backoffice/commerce/payout/index.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { holdEarnings } from './hold-earnings.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn, payoutRig } from './payouts.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery } = WORLD.wholesalers;
const currency = 'EUR';
const today = '2026-03-20';
const of = { id: roastery, currency, today };
const entriesOf = async (bucket: Bucket, change = {}) => {
  const asked = { wholesalerId: roastery, currency, today, bucket, from: null, to: null, after: null, limit: 100 };
  return listOpenEntries(db, { ...asked, ...change });
};
const VARIANT = { [roastery]: WORLD.variants.espressoSmall, [pottery]: WORLD.variants.mugSand };
const sell = (wholesalerId: string, placedAt: string) =>
  plantPlacedOrder(
    db,
    [
      {
        wholesalerId,
        shippingCents: 0,
        lines: [{ variantId: VARIANT[wholesalerId]!, quantity: 2, unitPriceCents: 5_950 }],
      },
    ],
    new Date(placedAt),
  );

/** The roastery: paid once on the 18th; since then one order on its way, one in its hold, one delivered long ago with its reserve, a label. */
beforeAll(async () => {
  for (const at of ['2026-03-02T10:00:00Z', '2026-03-10T10:00:00Z', '2026-03-17T10:00:00Z']) await sell(roastery, at);
  await sell(pottery, '2026-03-02T10:00:00Z');
});

describe('a balance', () => {
  it('opens into the entries it is made of, and they sum to it', async () => {
    const { services, setNow } = await payoutRig(db);
    const parts = await db('wholesaler_orders').where({ wholesaler_id: roastery }).orderBy('placed_at');
    const deliver = (part: (typeof parts)[number], at: string, hold_days: number) => {
      setNow(at);
      const delivered = { order_id: part.order_id, wholesaler_id: roastery, delivered_at: new Date(at), hold_days };
      const rest = { id: part.id, number: part.number, reserve_bp: 1_000, charge_available_on: null };
      return db.transaction(trx => holdEarnings(trx, services, { ...rest, ...delivered }));
    };
    await earn(db, roastery, 1_000, '2026-03-12');
    setNow('2026-03-18T02:00:00Z');
    await payOutWholesalers(services, { date: '2026-03-18', requestedBy: null });
    await deliver(parts[0], '2026-03-18T10:00:00Z', 1);
    await deliver(parts[1], '2026-03-19T10:00:00Z', 7);
    await earn(db, roastery, -690, today, parts[0].id);

    const balance = await readBalance(db, of);
    expect(balance).toEqual({
      pendingCents: 8_800 + 7_920,
      availableCents: 7_920 - 690,
      reserveCents: 880 + 880,
    });
    for (const bucket of ['pending', 'available', 'reserve'] as const) {
      const { items, after } = await entriesOf(bucket);
      const sum = items.reduce((total, entry) => total + entry.amountCents, 0);
      expect([bucket, sum, after]).toEqual([bucket, balance[`${bucket}Cents`], null]);
    }
    const { items } = await entriesOf('available');
    expect(items.map(entry => [entry.kind, entry.orderNumber, entry.amountCents])).toEqual([
      ['adjustments', parts[0].number, -690],
      ['sales', parts[0].number, 7_920],
    ]);
    expect((await entriesOf('reserve')).items[0]).toMatchObject({ availableOn: '2026-06-24', orderId: parts[1].id });
  });

  it('turns its pages without missing an entry, and keeps to the days asked for', async () => {
    const first = await entriesOf('pending', { limit: 1 });
    const second = await entriesOf('pending', { limit: 1, after: first.after });
    const ids = [...first.items, ...second.items].map(entry => entry.id);
    expect(ids).toEqual((await entriesOf('pending')).items.map(entry => entry.id));
    expect((await entriesOf('pending', { from: '2026-03-19', to: '2026-03-19' })).items).toHaveLength(1);
    expect((await entriesOf('pending', { to: '2026-03-01' })).items).toEqual([]);
  });

  it('says on which day what becomes available', async () => {
    expect(await listUpcoming(db, of)).toEqual([
      { day: '2026-03-26', amountCents: 7_920, reserveCents: 0 },
      { day: '2026-06-17', amountCents: 0, reserveCents: 880 },
      { day: '2026-06-24', amountCents: 0, reserveCents: 880 },
    ]);
  });

  it('was earned day by day and week by week, payouts left out', async () => {
    const days = await listEarnings(db, { ...of, by: 'day', from: '2026-03-01' });
    expect(days).toHaveLength(20);
    expect(days.filter(day => day.cents !== 0)).toEqual([
      { day: '2026-03-02', cents: 8_800 },
      { day: '2026-03-10', cents: 8_800 + 1_000 - 690 },
      { day: '2026-03-17', cents: 8_800 },
    ]);
    const weeks = await listEarnings(db, { ...of, by: 'week', from: '2026-03-02' });
    expect(weeks).toEqual([
      { day: '2026-03-02', cents: 8_800 },
      { day: '2026-03-09', cents: 9_110 },
      { day: '2026-03-16', cents: 8_800 },
    ]);
  });

  it('is expected to be paid by the next run, the reserve it gives back included, or says why not', async () => {
    expect(await expectNextPayout(db, of)).toEqual({
      day: today,
      decisions: [{ amountCents: 7_230, reason: null }],
      carried: [],
    });
    const inJune = await expectNextPayout(db, { ...of, today: '2026-06-24' });
    expect(inJune.decisions).toEqual([{ amountCents: 7_230 + 7_920 + 2 * 880, reason: null }]);
    await db('wholesalers').where({ id: roastery }).update({ minimum_payout_cents: 10_000 });
    const { services, setNow } = await payoutRig(db);
    setNow('2026-03-20T02:00:00Z');
    await payOutWholesalers(services, { date: today, requestedBy: null });
    expect(await expectNextPayout(db, of)).toEqual({
      day: '2026-03-21',
      decisions: [{ amountCents: 7_230, reason: 'below_minimum' }],
      carried: [{ day: today, amountCents: 7_230, reason: 'below_minimum' }],
    });
  });

  it('is one wholesaler’s, whatever others have, and asks a constant number of questions', async () => {
    const asked = () =>
      countQueries(db, async () => [
        await readBalance(db, of),
        await listUpcoming(db, of),
        await listEarnings(db, { ...of, by: 'day', from: '2026-03-01' }),
        await expectNextPayout(db, of),
        await entriesOf('available'),
      ]);
    const before = await asked();
    for (let entry = 1; entry <= 30; entry += 1) await earn(db, pottery, 100, today);
    const after = await asked();
    expect(after).toEqual(before);
    expect(before.queries).toHaveLength(7);
    await db.transaction(trx =>
      postTransaction(trx, {
        ...{
          kind: 'adjustment',
          cause: 'test:dollars',
          memo: 'In dollars',
          occurredAt: new Date(`${today}T00:00:00Z`),
        },
        entries: [
          {
            account: { kind: 'wholesaler_payable', wholesalerId: roastery },
            currency: 'USD',
            amountCents: -500,
            availableOn: today,
          },
          { account: { kind: 'adjustments' }, currency: 'USD', amountCents: 500 },
        ],
      }),
    );
    expect(await asked()).toEqual(before);
  });
});
