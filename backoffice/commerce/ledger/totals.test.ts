import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readBalance } from '#backoffice/commerce/payout/index.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { addToTotals, nameCandidate, postTransactions } from './index.ts';

const { roastery, pottery } = WORLD.wholesalers;
const db = await testDatabase();
await plantWorld(db);
let count = 0;

type Earned = [kind: 'wholesaler_payable' | 'wholesaler_pending' | 'wholesaler_reserve', cents: number, day?: string];

const earn = (wholesalerId: string, ...earned: Earned[]) =>
  postTransactions(
    db,
    earned.map(([kind, cents, availableOn]) => ({
      kind: 'adjustment',
      cause: `earned:${++count}`,
      memo: 'Earned',
      occurredAt: new Date('2026-03-01T10:00:00Z'),
      entries: [
        { account: { kind: 'adjustments' as const }, currency: 'EUR', amountCents: cents },
        { account: { kind, wholesalerId }, currency: 'EUR', amountCents: -cents, ...(availableOn && { availableOn }) },
      ],
    })),
  );
const add = () => db.transaction(trx => addToTotals(trx));
/** Other databases of the same server may be at work, and are waited for. */
const addSoon = () => vi.waitUntil(add, { timeout: 10_000 });
const balance = (id: string, today = '2026-03-10') => readBalance(db, { id, currency: 'EUR', today });
const wrong = async () => faults(await verify(db)).filter(({ check }) => check === 'ledger_totals_are_their_entries');

beforeEach(async () => {
  await db.raw('truncate ledger_transactions, ledger_totals cascade');
  await db('ledger_totals_reach').update({ through_entry_id: 0, next_entry_id: null, next_named_by: null });
});

describe('the totals of the ledger', () => {
  it('answer the same balance before they are added to, after, and with what came since', async () => {
    const expected = { pendingCents: 1_700, availableCents: 250, reserveCents: 40 };
    await earn(
      roastery,
      ['wholesaler_pending', 1_000],
      ['wholesaler_payable', 300, '2026-03-10'],
      ['wholesaler_payable', -50, '2026-02-01'],
      ['wholesaler_payable', 700, '2026-03-11'],
      ['wholesaler_reserve', 40, '2026-06-01'],
    );
    expect(await balance(roastery)).toEqual(expected);
    expect([await nameCandidate(db), await addSoon()]).toEqual([true, 10]);
    expect(await balance(roastery)).toEqual(expected);
    await earn(roastery, ['wholesaler_payable', 9, '2026-03-02'], ['wholesaler_pending', -1_000]);
    expect(await balance(roastery)).toEqual({ pendingCents: 700, availableCents: 259, reserveCents: 40 });
    expect(await balance(roastery, '2026-03-11')).toEqual({ pendingCents: 0, availableCents: 959, reserveCents: 40 });
    expect([await nameCandidate(db), await addSoon()]).toEqual([true, 4]);
    expect(await balance(roastery)).toEqual({ pendingCents: 700, availableCents: 259, reserveCents: 40 });
    expect(await balance(pottery)).toEqual({ pendingCents: 0, availableCents: 0, reserveCents: 0 });
    expect(await wrong()).toEqual([]);
  });

  it('name one entry at a time, none when nothing is new, and none where it would not be safe', async () => {
    expect(await nameCandidate(db)).toBe(false);
    await earn(roastery, ['wholesaler_payable', 100, '2026-03-01'], ['wholesaler_payable', 200, '2026-03-01']);
    const inside = db.transaction(async trx => {
      await trx('ledger_totals').where({ amount_cents: 1 }).update({ amount_cents: 1 });
      await trx.raw('select pg_current_xact_id()');
      return nameCandidate(trx);
    });
    expect(await inside).toBe(false);
    const { id } = (await db('ledger_entries').min('id as id').first())!;
    await db('ledger_totals_reach').update({ through_entry_id: id - 1 });
    expect([await nameCandidate(db, 3), await nameCandidate(db, 3)]).toEqual([true, false]);
    expect([await addSoon(), await add()]).toEqual([3, 0]);
    expect([await nameCandidate(db, 3), await addSoon(), await nameCandidate(db, 3)]).toEqual([true, 1, false]);
    expect(await wrong()).toEqual([]);
  });

  it('go on after the data was copied to another server, whose transactions have lower numbers', async () => {
    await earn(roastery, ['wholesaler_payable', 100, '2026-03-01']);
    await nameCandidate(db);
    await db('ledger_totals_reach').update({ next_named_by: '9000000000' });
    expect([await add(), await wrong()]).toEqual([2, []]);
  });

  it('that were changed by hand are found', async () => {
    await earn(roastery, ['wholesaler_payable', 100, '2026-03-01']);
    await nameCandidate(db);
    await addSoon();
    await db('ledger_totals').where({ available_on: '2026-03-01' }).update({ amount_cents: -101 });
    expect(await wrong()).toMatchObject([{ rows: [{ kept: '-101', moved: '-100' }] }]);
  });
});
