import { expect, test, vi } from 'vitest';
import { readBalance } from '#backoffice/commerce/payout/index.ts';
import type { Db } from '#db/connection.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { addToTotals, nameCandidate, postTransaction } from './index.ts';

const wholesalerId = WORLD.wholesalers.roastery;
const db = await testDatabase();
await plantWorld(db);

const earn = (trx: Db, cause: string) =>
  postTransaction(trx, {
    ...{ kind: 'adjustment', cause, memo: 'Earned', occurredAt: new Date('2026-03-01T10:00:00Z') },
    entries: [
      { account: { kind: 'adjustments' }, currency: 'EUR', amountCents: 100 },
      {
        account: { kind: 'wholesaler_payable', wholesalerId },
        ...{ currency: 'EUR', amountCents: -100, availableOn: '2026-03-01' },
      },
    ],
  });
const add = () => db.transaction(trx => addToTotals(trx));
/** Other databases of the same server may be at work, and are waited for. */
const addSoon = () => vi.waitUntil(add, { timeout: 10_000 });
const available = async () =>
  (await readBalance(db, { id: wholesalerId, currency: 'EUR', today: '2026-03-10' })).availableCents;
const wrong = async () => faults(await verify(db)).filter(({ check }) => check === 'ledger_totals_are_their_entries');

test('an entry that is seen after a higher one is not forgotten', async () => {
  await earn(db, 'which opens the accounts');
  const slow = await db.transaction();
  await earn(slow, 'slow');
  await earn(db, 'quick');
  expect([await nameCandidate(db), await add()]).toEqual([true, 0]);
  await slow.commit();
  await earn(db, 'later');
  expect([await addSoon(), await available()]).toEqual([6, 400]);
  expect([await nameCandidate(db), await addSoon(), await available()]).toEqual([true, 2, 400]);
  expect(await wrong()).toEqual([]);
});

test('postings, readers and two that add at once agree', async () => {
  const before = await available();
  let isPosting = true;
  const adding = async () => {
    while (isPosting) {
      await add();
      await nameCandidate(db);
    }
  };
  const poster = async (name: string) => {
    for (let turn = 0; turn < 60; turn += 1) await db.transaction(trx => earn(trx, `${name}:${turn}`));
  };
  const adders = [adding(), adding()];
  await Promise.all(['a', 'b', 'c', 'd'].map(poster)).finally(() => {
    isPosting = false;
  });
  await Promise.all(adders);
  expect(await available()).toBe(before + 240 * 100);
  if (await nameCandidate(db)) await addSoon();
  expect(await available()).toBe(before + 240 * 100);
  expect(await wrong()).toEqual([]);
});
