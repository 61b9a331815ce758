import { beforeEach, describe, expect, it } from 'vitest';
import { isNative, testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { postTransaction, sealLedger } from './index.ts';

const db = await testDatabase();
let count = 0;
const post = (amountCents: number) =>
  postTransaction(db, {
    kind: 'adjustment',
    cause: `test:${++count}`,
    memo: 'A line\nwith a "break"',
    occurredAt: new Date('2026-03-01T10:00:00Z'),
    entries: [
      { account: { kind: 'stripe_clearing' }, currency: 'EUR', amountCents },
      { account: { kind: 'adjustments' }, currency: 'EUR', amountCents: -amountCents },
    ],
  });
const seal = (limit?: number) => db.transaction(trx => sealLedger(trx, limit));
const broken = async () => faults(await verify(db)).find(({ check }) => check === 'ledger_seals_hold')?.rows ?? [];

beforeEach(async () => {
  await db.raw('truncate ledger_transactions, ledger_seals cascade');
});

describe('the seals of the ledger', () => {
  it('cover every transaction once, in a chain', async () => {
    for (const amount of [100, 200, 300]) await post(amount);
    expect([await seal(2), await seal(2), await seal(2)]).toEqual([2, 1, 0]);
    await post(400);
    expect(await seal()).toBe(1);
    expect(await broken()).toEqual([]);
    const { rows } = await db.raw(
      'select number, previous_hash = lag(hash) over (order by number) as follows from ledger_seals',
    );
    expect(rows).toEqual([
      { number: 1, follows: null },
      { number: 2, follows: true },
      { number: 3, follows: true },
    ]);
  });

  // Each as the owner of the database could do it, past the guards.
  it.each([
    [
      'an amount, though the sum stays zero',
      'update ledger_entries set amount_cents = amount_cents * 2',
      'ledger_entries',
    ],
    ['a memo', "update ledger_transactions set memo = 'Nothing happened'", 'ledger_transactions'],
    [
      'a day of payout',
      "update ledger_entries set available_on = '2026-01-01' where amount_cents > 0",
      'ledger_entries',
    ],
    [
      'a transaction that was taken out of its seal',
      'delete from ledger_sealed_transactions where position = 1',
      'ledger_sealed_transactions',
    ],
    ['a hash made anew', "update ledger_seals set hash = sha256('x') where number = 1", 'ledger_seals'],
  ])('tell of %s', async (_, slip, table) => {
    await post(100);
    await seal();
    await post(200);
    await seal();
    await db.raw('alter table ?? disable trigger user', [table]);
    await db.raw(slip);
    await db.raw('alter table ?? enable trigger user', [table]);
    expect(await broken()).not.toEqual([]);
  });

  if (isNative)
    it('are made one after the other, whoever makes them', async () => {
      for (let amount = 1; amount <= 40; amount++) await post(amount);
      const sealed = await Promise.all(Array.from({ length: 8 }, () => seal(5)));
      expect(sealed).toEqual(Array(8).fill(5));
      expect(await broken()).toEqual([]);
    });
});
