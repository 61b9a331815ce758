import { expect, it } from 'vitest';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { type Posting, postTransaction, postTransactions } from './posting.ts';

const db = await testDatabase();
await plantWorld(db);

const posting = (over: Partial<Posting> = {}): Posting => ({
  kind: 'adjustment',
  cause: 'test:once',
  memo: 'Once',
  occurredAt: new Date('2026-03-10T10:00:00Z'),
  entries: [
    {
      account: { kind: 'wholesaler_payable', wholesalerId: WORLD.wholesalers.roastery },
      currency: 'EUR',
      amountCents: -500,
    },
    { account: { kind: 'adjustments' }, currency: 'EUR', amountCents: 500 },
  ],
  ...over,
});
const post = (one: Posting) => db.transaction(trx => postTransaction(trx, one));
const entries = async () => Number((await db('ledger_entries').count('* as count').first())!.count);

it('is posted once for each cause, whatever the second time says', async () => {
  const before = await entries();
  expect(await post(posting())).toMatch(/^[0-9a-f-]{36}$/);
  expect(await post(posting())).toBeNull();
  expect(await post(posting({ memo: 'Twice' }))).toBeNull();
  expect(await entries()).toBe(before + 2);
});

it('takes the new ones of several, and says which', async () => {
  const posted = await db.transaction(trx => postTransactions(trx, [posting(), posting({ cause: 'test:another' })]));
  expect([...posted.keys()]).toEqual(['test:another']);
});

it('leaves entries of nothing out, and a posting of nothing altogether', async () => {
  const zero = posting({ cause: 'test:zero' });
  expect(await post({ ...zero, entries: zero.entries.map(entry => ({ ...entry, amountCents: 0 })) })).toBeNull();
});
