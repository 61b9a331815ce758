import { beforeAll, describe, expect, it } from 'vitest';
import { plantPlacedOrder } from './seeds/world/placed-order.ts';
import { plantWorld, WORLD } from './seeds/world.ts';
import { testDatabase } from './testing.ts';

const db = await testDatabase();
const refusal = (sql: string, bindings: unknown[] = []) =>
  db
    .transaction(trx => trx.raw(sql, bindings as string[]))
    .then(
      () => 'taken',
      (error: Error) => error.message,
    );

beforeAll(async () => {
  await plantWorld(db);
  await plantPlacedOrder(db, [
    {
      wholesalerId: WORLD.wholesalers.roastery,
      lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 6, unitPriceCents: 990 }],
    },
  ]);
});

describe('the database refuses, whoever asks', () => {
  it.each(['ledger_entries', 'ledger_transactions', 'commissions', 'stock_movements'])(
    'to change or delete %s',
    async table => {
      expect(await db(table).count('* as rows').first()).not.toEqual({ rows: 0 });
      expect(await refusal(`update ${table} set created_at = created_at`)).toMatch(/append|never changed|refuse|only/i);
      expect(await refusal(`delete from ${table}`)).toMatch(/append|never changed|refuse|only/i);
    },
  );

  it('a transaction of the ledger that does not balance', async () => {
    const [entry] = await db('ledger_entries').limit(1);
    expect(
      await refusal(
        'insert into ledger_entries (transaction_id, account_id, currency, amount_cents) values (?, ?, ?, 1)',
        [entry.transaction_id, entry.account_id, entry.currency],
      ),
    ).toContain('does not balance');
  });

  it('the same cause twice', async () => {
    expect(
      await refusal(
        'insert into ledger_transactions (kind, cause, memo, occurred_at) select kind, cause, memo, occurred_at from ledger_transactions limit 1',
      ),
    ).toContain('ledger_transactions_cause_key');
  });

  it('to reserve more than there is', async () => {
    expect(
      await refusal('update stock set reserved = on_hand + 1 where variant_id = ?', [WORLD.variants.mugSand]),
    ).toMatch(/check constraint/);
  });

  it('a step that its state machine does not know', async () => {
    expect(await refusal("update wholesaler_orders set status = 'delivered' where status = 'placed'")).toMatch(
      /delivered/,
    );
  });
});
