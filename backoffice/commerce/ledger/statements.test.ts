import { beforeAll, describe, expect, test } from 'vitest';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import {
  postTransaction,
  readAccountBalances,
  readStatement,
  readTrialBalance,
  type StatementCursor,
  type StatementEntry,
} from './index.ts';

const db = await testDatabase();
const { roastery, pottery } = WORLD.wholesalers;
const earn = (wholesalerId: string, amountCents: number, at: string) =>
  postTransaction(db, {
    kind: 'adjustment',
    cause: `test:${wholesalerId}:${at}`,
    memo: `Earned ${at}`,
    occurredAt: new Date(at),
    entries: [
      { account: { kind: 'wholesaler_payable', wholesalerId }, currency: 'EUR', amountCents: -amountCents },
      { account: { kind: 'adjustments' }, currency: 'EUR', amountCents },
    ],
  });
const accountOf = async (wholesaler_id: string): Promise<string> =>
  (await db('ledger_accounts').where({ kind: 'wholesaler_payable', wholesaler_id }).first('id')).id;

beforeAll(async () => {
  await plantWorld(db);
  const lines = [{ variantId: WORLD.variants.espressoSmall, quantity: 1, unitPriceCents: 1_000 }];
  await plantPlacedOrder(db, [{ wholesalerId: roastery, lines }]);
  for (const [index, at] of ['2026-02-28T23:59:59Z', '2026-03-01T00:00:00Z', '2026-03-15T12:00:00Z'].entries())
    await earn(roastery, 100 * (index + 1), at);
  await earn(roastery, 5_000, '2026-04-01T00:00:00Z');
  await earn(pottery, 700, '2026-03-31T23:59:59Z');
});

describe('the trial balance', () => {
  test.each(['2026-02-27', '2026-02-28', '2026-03-31', '2026-12-31'])('sums to zero on %s', async day => {
    const rows = await readTrialBalance(db, day);
    expect(rows.reduce((total, row) => total + row.balanceCents, 0)).toBe(0);
  });

  test('stands at what was booked by the end of the day', async () => {
    const payable = async (day: string) =>
      (await readTrialBalance(db, day)).find(row => row.kind === 'wholesaler_payable')?.balanceCents;
    expect([await payable('2026-02-27'), await payable('2026-02-28')]).toEqual([undefined, -100]);
    expect([await payable('2026-03-31'), await payable('2026-04-01')]).toEqual([-1_300, -6_300]);
  });

  test('opens into the accounts of a kind, a page at a time', async () => {
    const asked = { kind: 'wholesaler_payable', day: '2026-03-31', limit: 1 };
    const first = await readAccountBalances(db, { ...asked, after: null });
    const second = await readAccountBalances(db, { ...asked, after: first.next });
    expect(second.next).toBeNull();
    const balances = [...first.items, ...second.items].map(({ party, balanceCents }) => [party, balanceCents]);
    expect(new Map(balances as [string, number][]).size).toBe(2);
    expect(balances.map(([, cents]) => cents).sort()).toEqual([-600, -700]);
  });
});

describe('a statement', () => {
  const MARCH = { from: '2026-03-01', to: '2026-03-31' };

  test('opens with what was there, and each entry says what stood after it', async () => {
    const { openingCents, entries } = await readStatement(db, {
      ...{ accountId: await accountOf(roastery), after: null, limit: 50 },
      ...MARCH,
    });
    expect(openingCents).toBe(-100);
    expect(entries.map(({ amountCents, balanceCents }) => [amountCents, balanceCents])).toEqual([
      [-200, -300],
      [-300, -600],
    ]);
  });

  test('is the same read one by one', async () => {
    const accountId = await accountOf(roastery);
    const asked = { accountId, from: '2026-01-01', to: '2026-12-31' };
    const read: StatementEntry[] = [];
    for (let after: StatementCursor | null = null; ; ) {
      const page: Awaited<ReturnType<typeof readStatement>> = await readStatement(db, { ...asked, after, limit: 1 });
      read.push(...page.entries);
      if (!page.next) break;
      after = page.next;
    }
    expect(read).toEqual((await readStatement(db, { ...asked, after: null, limit: 50 })).entries);
    expect(read.map(entry => entry.balanceCents)).toEqual([-100, -300, -600, -5_600]);
  });

  test('names the order an entry is about', async () => {
    const { id } = await db('ledger_accounts').where({ kind: 'wholesaler_pending' }).first('id');
    const { entries } = await readStatement(db, { accountId: id, ...MARCH, after: null, limit: 5 });
    expect(entries[0]!.orderNumber).toMatch(/^S-\d+-1$/);
  });
});
