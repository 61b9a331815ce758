import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { markInvoicePaid } from '#backoffice/workflows/mark-invoice-paid.ts';
import { payOutWholesalers } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { earn } from '#backoffice/workflows/payouts.testing.ts';
import { placeOrder } from '#backoffice/workflows/place-order.ts';
import { refundOrder } from '#backoffice/workflows/refund-order.ts';
import { BASKET, BULK, fillCart, guest, olga, orderOf, sellingRig } from '#backoffice/workflows/selling.testing.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { pagesOf, pairEntries, REPORTS, type ReportName, type Row, summarise } from './index.ts';

const db = await testDatabase();
await plantWorld(db);
const rig = await sellingRig(db);
const { services } = rig;
Object.assign(services.settings, { payoutReleaseAboveCents: null });
const finance = { userId: WORLD.users.finance, role: 'finance' };
const FEBRUARY = { from: '2026-02-01', to: '2026-02-28' };
const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const APRIL = { from: '2026-04-01', to: '2026-04-30' };
const names = Object.keys(REPORTS) as ReportName[];

async function rowsOf(name: ReportName, period = MARCH, limit?: number): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pagesOf(REPORTS[name], db, period, limit)) rows.push(...page);
  return rows;
}
const sum = (rows: Row[], key: string) => rows.reduce((total, row) => total + Number(row[key] ?? 0), 0);
/** What an account moved by, in days of UTC, both within. */
async function moved(kind: string, { from, to } = MARCH): Promise<number> {
  const { rows } = await db.raw(
    `select coalesce(sum(e.amount_cents), 0)::bigint as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id
     join ledger_transactions t on t.id = e.transaction_id where a.kind = :kind and (t.occurred_at at time zone 'UTC')::date between :from and :to`,
    { kind, from, to },
  );
  return rows[0].cents;
}

let count = 0;
async function sell(at: string): Promise<{ id: string }[]> {
  rig.setNow(new Date(at));
  const owner = guest(`reported ${++count}`);
  await fillCart(db, owner, BASKET);
  await placeOrder(services, orderOf(owner));
  const order = await db('orders').orderBy('id', 'desc').first();
  rig.stripe.pay(await rig.sessionOf(order.id));
  await rig.settle();
  return db('wholesaler_orders').where({ order_id: order.id }).orderBy('number');
}
const refund = async (wholesalerOrderId: string, asked: Parameters<typeof refundOrder>[1]['asked'] = null) => {
  await refundOrder(services, { wholesalerOrderId, asked, reason: 'Broken', requestKey: randomUUID(), actor: finance });
  await rig.settle();
};

/** March with its first and last second, sales before and after it, refunds of every cut, terms, a payout. */
beforeAll(async () => {
  await sell('2026-02-28T23:59:59Z');
  const [first] = await sell('2026-03-01T00:00:00Z');
  const [line] = await db('order_lines').where({ wholesaler_order_id: first!.id });
  rig.setNow(new Date('2026-03-03T10:00:00Z'));
  await refund(first!.id, { lines: [{ orderLineId: line.id, quantity: 1 }], includeShipping: false });
  await refund(first!.id, { lines: [], includeShipping: true });
  for (const { id } of await sell('2026-03-31T23:59:59Z')) await refund(id);
  rig.setNow(new Date('2026-03-10T10:00:00Z'));
  for (const paid of [true, false]) {
    await fillCart(db, olga, BULK);
    await placeOrder(services, orderOf(olga, { payment: 'terms', requestKey: randomUUID() }));
    await rig.settle();
    if (!paid) continue;
    const { id } = await db('invoices').where({ status: 'open' }).first();
    rig.setNow(new Date('2026-04-02T10:00:00Z'));
    await markInvoicePaid(services, {
      invoiceId: id,
      receivedOn: '2026-04-02',
      bankReference: 'SEPA 1',
      actor: finance,
    });
    rig.setNow(new Date('2026-03-10T10:00:00Z'));
  }
  await sell('2026-04-01T00:00:00Z');
  rig.stripe.addFunds(1_000_000);
  for (const account of ['acct_roastery', 'acct_pottery']) rig.stripe.ensureAccount(account);
  await earn(db, WORLD.wholesalers.roastery, 6_000, '2026-03-20');
  rig.setNow(new Date('2026-03-20T02:00:00Z'));
  await payOutWholesalers(services, { date: '2026-03-20', requestedBy: null });
}, 120_000);

describe('what a report sums to', () => {
  test.each([FEBRUARY, MARCH, APRIL])('tax and commissions from $from are what their accounts moved', async period => {
    const [tax, commissions] = [await rowsOf('tax', period), await rowsOf('commissions', period)];
    expect(sum(tax, 'taxCents')).toBe(-(await moved('tax_payable', period)));
    expect(sum(commissions, 'commissionCents')).toBe(-(await moved('commission_revenue', period)));
    expect([tax.length > 0, commissions.length > 0]).toEqual([true, true]);
  });

  test('tax names rates, and the net of each is what it is a share of', async () => {
    const rows = await rowsOf('tax');
    for (const row of rows) {
      const exact = (Number(row.netCents) * Number(row.rateBp)) / 10_000;
      expect(Math.abs(exact - Number(row.taxCents)), JSON.stringify(row)).toBeLessThanOrEqual(2);
    }
    expect(new Set(rows.map(row => row.what))).toEqual(new Set(['goods', 'shipping']));
    expect(new Set(rows.map(row => row.rateBp))).toEqual(new Set([700, 1900]));
    expect(rows.some(row => Number(row.taxCents) < 0)).toBe(true);
  });

  test('every entry of the ledger is in it once, and debits are credits', async () => {
    const rows = await rowsOf('ledger');
    expect(sum(rows, 'debitCents')).toBe(sum(rows, 'creditCents'));
    expect(sum(rows, 'amountCents')).toBe(0);
    const { rows: known } = await db.raw(
      `select e.id::text as id from ledger_entries e join ledger_transactions t on t.id = e.transaction_id
       where t.occurred_at >= '2026-03-01Z' and t.occurred_at < '2026-04-01Z' order by 1`,
    );
    expect(rows.map(row => row.entry).sort()).toEqual(known.map((row: { id: string }) => row.id));
  });

  test('receivables are what the account says, then and now, whatever came in later', async () => {
    const before = { from: '2026-01-01', to: '2026-03-31' };
    expect((await rowsOf('receivables', before)).length).toBe(2);
    expect(sum(await rowsOf('receivables', before), 'openCents')).toBe(await moved('store_receivable', before));
    const after = { from: '2026-01-01', to: '2026-06-30' };
    const rows = await rowsOf('receivables', after);
    expect(rows.map(row => row.age)).toEqual(['More than 60 days overdue']);
    expect(sum(rows, 'openCents')).toBe(await moved('store_receivable', after));
  });

  test('orders are those placed, refunds those made, payouts those of the batches', async () => {
    const orders = await rowsOf('orders');
    const placed = await db('wholesaler_orders').whereBetween('placed_at', ['2026-03-01Z', '2026-03-31T23:59:59.999Z']);
    expect(orders.map(row => row.number).sort()).toEqual(placed.map(part => part.number).sort());
    expect(sum(orders, 'totalCents')).toBe(placed.reduce((total, part) => total + part.total_cents, 0));
    expect(sum(orders, 'refundedCents')).toBe(Number((await db('refunds').sum('amount_cents as cents'))[0]!.cents));
    expect(await rowsOf('payouts')).toMatchObject([{ amountCents: 6_000, status: 'sent', batchDate: '2026-03-20' }]);
    expect(await rowsOf('payouts', APRIL)).toEqual([]);
  });

  test('a summary has the sums of the rows', async () => {
    for (const name of names) {
      const { groups, totals, columns } = await summarise(REPORTS[name], db, MARCH);
      const rows = (await rowsOf(name)).filter(row => REPORTS[name].counts?.(row) ?? true);
      expect(
        totals.map(total => total.rows),
        name,
      ).toEqual([rows.length]);
      expect(totals[0]!.sums, name).toEqual(columns.map(column => sum(rows, column.key)));
      expect(
        groups.reduce((total, group) => total + group.rows, 0),
        name,
      ).toBe(rows.length);
    }
  });
});

test.each(names)('%s read one by one are the same rows', async name => {
  expect(await rowsOf(name, MARCH, 1)).toEqual(await rowsOf(name));
});

test('a day without anything has no rows', async () => {
  for (const name of names.filter(name => name !== 'receivables'))
    expect(await rowsOf(name, { from: '2026-03-02', to: '2026-03-02' }), name).toEqual([]);
});

test('pairs of accounts move each account by what the transaction moved it', async () => {
  const rows = await rowsOf('journal');
  for (const [, own] of Map.groupBy(rows, row => row.transaction)) {
    const bookings = pairEntries(own);
    expect(bookings.length).toBeLessThan(own.length);
    for (const account of new Set(own.map(row => String(row.accountNumber)))) {
      const paired = bookings.reduce(
        (total, { debit, credit, amountCents }) =>
          total + (debit === account ? amountCents : 0) - (credit === account ? amountCents : 0),
        0,
      );
      expect(paired).toBe(
        sum(
          own.filter(row => row.accountNumber === account),
          'amountCents',
        ),
      );
    }
  }
});
