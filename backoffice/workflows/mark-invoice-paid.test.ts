import { beforeEach, describe, expect, test } from 'vitest';
import { placeOrder } from '#backoffice/workflows/place-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { markInvoicePaid } from './mark-invoice-paid.ts';
import { BULK, clearSales, fillCart, olga, orderOf, sellingRig } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const { services } = await sellingRig(db);
const actor = { userId: WORLD.users.finance, role: 'finance' };
const today = () => services.now().toISOString().slice(0, 10);

beforeEach(async () => {
  await clearSales(db);
  await db.raw('truncate audit_log');
  await fillCart(db, olga, BULK);
  await placeOrder(services, orderOf(olga, { payment: 'terms' }));
});

const invoice = () => db('invoices').first();
const pay = async (more: object = {}) =>
  markInvoicePaid(services, {
    invoiceId: (await invoice()).id,
    receivedOn: today(),
    bankReference: 'SEPA 4711',
    actor,
    ...more,
  });
const sums = async () => {
  const rows = await db('ledger_entries as e')
    .join('ledger_accounts as a', 'a.id', 'e.account_id')
    .whereIn('a.kind', ['bank', 'store_receivable'])
    .groupBy('a.kind')
    .select('a.kind', db.raw('sum(e.amount_cents)::bigint as cents'));
  return Object.fromEntries(rows.map(row => [row.kind, row.cents]));
};

describe('a store pays its invoice by bank transfer', () => {
  test('what it owed lies in the bank, with who wrote it down', async () => {
    const { total_cents: total, number } = await invoice();
    expect(await sums()).toEqual({ store_receivable: total });
    expect(await pay()).toMatchObject({ number, amountCents: total });
    expect(await sums()).toEqual({ bank: total, store_receivable: 0 });
    expect(await invoice()).toMatchObject({ status: 'paid', paid_cents: total });
    expect(await db('audit_log').where({ action: 'pay.invoice' }).first()).toMatchObject({
      actor_id: WORLD.users.finance,
      after: { bankReference: 'SEPA 4711', amountCents: total },
    });
    expect(faults(await verify(db))).toEqual([]);
  });

  test('two people at once write it down once', async () => {
    const { total_cents: total } = await invoice();
    const answers = await Promise.allSettled([pay(), pay()]);
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await sums()).toEqual({ bank: total, store_receivable: 0 });
    await expect(pay()).rejects.toMatchObject({ code: 'not_open' });
  });

  test('credit that was used up is free again', async () => {
    const { total_cents: total } = await invoice();
    await db('stores').where({ id: WORLD.stores.corner }).update({ credit_limit_cents: total });
    await fillCart(db, olga, BULK);
    await expect(placeOrder(services, orderOf(olga, { payment: 'terms' }))).rejects.toThrow();
    await pay();
    await placeOrder(services, orderOf(olga, { payment: 'terms' }));
    expect(await db('invoices').where({ status: 'open' })).toHaveLength(1);
    await db('stores').where({ id: WORLD.stores.corner }).update({ credit_limit_cents: 500_000 });
  });

  test('no day, a day to come or no reference is refused with every reason', async () => {
    await expect(pay({ receivedOn: '', bankReference: ' ' })).rejects.toMatchObject({
      details: [{ code: 'day_missing' }, { code: 'reference_missing' }],
    });
    await expect(pay({ receivedOn: '2999-01-01' })).rejects.toMatchObject({ code: 'day_in_future' });
    expect(await invoice()).toMatchObject({ status: 'open' });
  });
});
