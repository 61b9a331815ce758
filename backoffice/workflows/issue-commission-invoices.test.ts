import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { listUnbilled } from '#backoffice/commerce/commission/index.ts';
import { serviceTreatment } from '#backoffice/commerce/tax/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { faults, verify } from '#db/verify.ts';
import { makers } from './document-makers.ts';
import { issueCommissionInvoices } from './issue-commission-invoices.ts';
import { payOutWholesalers } from './pay-out-wholesalers.ts';
import { earn, payoutRig } from './payouts.testing.ts';
import { refundOrder } from './refund-order.ts';

const db = await testDatabase();
await plantWorld(db);
const { roastery, pottery, candlery } = WORLD.wholesalers;
await db('tax_rates').insert({ country: 'IE', tax_category: 'standard', rate_bp: 2300 });
await db('wholesalers').where({ id: roastery }).update({ country: 'IE', tax_id: 'IE7654321T' });
const finance = { userId: WORLD.users.finance, role: 'finance' };

const { espressoSmall, mugSand, candleFig } = WORLD.variants;
const VARIANT_OF: Record<string, string> = { [roastery]: espressoSmall, [pottery]: mugSand, [candlery]: candleFig };
const sell = (at: string, ...wholesalers: string[]) =>
  plantPlacedOrder(
    db,
    wholesalers.map(wholesalerId => ({
      wholesalerId,
      lines: [{ variantId: VARIANT_OF[wholesalerId]!, quantity: 3, unitPriceCents: 5_000 }],
    })),
    new Date(at),
  );
const invoices = () => db('commission_invoices').orderBy('number');
const moved = async (wholesalerId: string, month: string) => {
  const { rows } = await db.raw(
    `select -sum(e.amount_cents)::bigint as cents from ledger_entries e join ledger_accounts a on a.id = e.account_id and a.kind = 'commission_revenue'
     join ledger_transactions t on t.id = e.transaction_id join wholesaler_orders p on p.id = e.wholesaler_order_id
     where p.wholesaler_id = ? and to_char(t.occurred_at at time zone 'UTC', 'YYYY-MM') = ?`,
    [wholesalerId, month],
  );
  return rows[0].cents as number;
};

describe('the invoices of commission', () => {
  test('bill each wholesaler its past months, once, with VAT and without a gap in their numbers', async () => {
    const rig = await payoutRig(db);
    await sell('2025-12-31T23:59:59.999Z', roastery, pottery);
    const january = await sell('2026-01-01T00:00:00Z', roastery);
    await sell('2026-01-31T23:59:59Z', roastery, pottery);
    await sell('2026-02-01T00:00:00Z', roastery);
    rig.setNow('2026-01-15T12:00:00Z');
    const [part] = january.parts;
    const [line] = await db('order_lines').where({ wholesaler_order_id: part!.id });
    await refundOrder(rig.services, {
      wholesalerOrderId: part!.id,
      asked: { lines: [{ orderLineId: line.id, quantity: 1 }], includeShipping: false },
      ...{ reason: 'Broken', requestKey: 'refund-1', actor: finance },
    });

    rig.setNow('2026-02-01T03:15:00Z');
    const byHand = () => issueCommissionInvoices(rig.services, { actor: finance });
    const runs = await Promise.all([byHand(), byHand()]);
    expect(runs.map(run => run.issued).reduce((sum, issued) => sum + issued)).toBe(4);
    expect(await issueCommissionInvoices(rig.services)).toEqual({ issued: 0 });
    const rows = await invoices();
    const noted = await db('audit_log').where({ action: 'issue.commission_invoice' }).orderBy('id').pluck('subject_id');
    expect(noted.sort()).toEqual(rows.map(row => row.id).sort());
    expect(rows.map(row => row.number)).toEqual(['C-2026-0001', 'C-2026-0002', 'C-2026-0003', 'C-2026-0004']);
    for (const row of rows) {
      expect(row.net_cents).toBe(await moved(row.wholesaler_id, row.month.slice(0, 7)));
      const isHome = row.wholesaler_id === roastery;
      expect([row.tax_treatment, row.tax_rate_bp]).toEqual(isHome ? ['taxed', 2300] : ['reverse_charge', 0]);
      expect(row.tax_cents).toBe(isHome ? Math.round(row.net_cents * 0.23) : 0);
    }
    expect((await db('letters').where({ kind: 'commission-invoice' })).length).toBe(4);
    expect(faults(await verify(db))).toEqual([]);
  });

  test('take their VAT off the next payout, whose statement names them', async () => {
    const rig = await payoutRig(db);
    await earn(db, roastery, 10_000, '2026-02-02');
    rig.setNow('2026-02-02T02:00:00Z');
    await payOutWholesalers(rig.services, { date: '2026-02-02', requestedBy: null });
    const vat = (await invoices()).reduce((sum, row) => sum + row.tax_cents, 0);
    expect(vat).toBeGreaterThan(0);
    expect(rig.transferred()).toEqual([['acct_roastery', 10_000 - vat]]);
    const { rows } = await db.raw(
      `select t.memo from payout_entries c join ledger_entries e on e.id = c.ledger_entry_id join ledger_transactions t on t.id = e.transaction_id order by t.memo desc limit 2`,
    );
    expect(rows.map((row: { memo: string }) => row.memo)).toEqual(
      (await invoices())
        .filter(row => row.tax_cents > 0)
        .map(row => `VAT on commission, ${row.number}`)
        .reverse(),
    );
  });

  test('make up for missed months, and one that cannot be issued keeps no other', async () => {
    const rig = await payoutRig(db);
    await sell('2026-03-10T10:00:00Z', candlery, pottery);
    await db('wholesalers').where({ id: candlery }).update({ country: 'IE', tax_id: null });
    await db('tax_rates').where({ country: 'IE' }).update({ ends_on: '2026-03-01' });
    rig.setNow('2026-04-30T03:15:00Z');
    await expect(issueCommissionInvoices(rig.services)).rejects.toThrow('1 commission invoices were not issued');
    const months = async () => (await invoices()).slice(4).map(row => [row.month, row.wholesaler_id]);
    expect(await months()).toEqual([
      ['2026-02-01', roastery],
      ['2026-03-01', pottery],
    ]);
    await db('tax_rates').where({ country: 'IE' }).update({ ends_on: 'infinity' });
    expect(await issueCommissionInvoices(rig.services)).toEqual({ issued: 1 });
    expect((await invoices()).at(-1)).toMatchObject({
      number: 'C-2026-0007',
      wholesaler_id: candlery,
      tax_treatment: 'taxed',
    });
    expect(faults(await verify(db))).toEqual([]);
  });

  test('say on paper what was billed, order by order', async () => {
    const rig = await payoutRig(db);
    const row = await db('commission_invoices').where({ wholesaler_id: roastery, month: '2026-01-01' }).first();
    const { text } = await readPdf((await makers.commission_invoice(rig.services, row.id)).content);
    expect(text).toContain(row.number);
    expect(text).toContain('VAT 23%');
    expect(text).toContain('Broken');
  });

  test('cannot be changed, and one that says something else than the ledger is found', async () => {
    await expect(db('commission_invoices').update({ net_cents: 1 })).rejects.toThrow(
      /append only|refuse|not be changed/i,
    );
    const trx = await db.transaction();
    await trx.raw('alter table commission_invoices disable trigger commission_invoices_append_only');
    await trx.raw(
      "update commission_invoices set net_cents = net_cents + 1, total_cents = total_cents + 1 where number = 'C-2026-0002'",
    );
    expect(faults(await verify(trx as never)).map(({ check }) => check)).toEqual(['commission_invoice_is_its_month']);
    await trx.raw(
      "update commission_invoices set net_cents = net_cents - 1, total_cents = total_cents - 1 where number = 'C-2026-0002'",
    );
    await trx.raw('update commission_invoice_numbers set last = last + 1');
    expect(faults(await verify(trx as never)).map(({ check }) => check)).toEqual(['commission_invoice_is_its_month']);
    await trx.rollback();
  });
});

test('a database that sold before commission was billed begins with the month of its migration', async () => {
  const migration = '../../db/migrations/202611232520_bill_commission_from.sql';
  const sql = await readFile(new URL(migration, import.meta.url), 'utf8');
  const trx = await db.transaction();
  await trx.raw('alter table accounting_settings drop column commission_billed_from');
  await trx.raw(sql);
  expect(await trx('accounting_settings').pluck('commission_billed_from')).toEqual([null]);
  await trx.raw('alter table accounting_settings drop column commission_billed_from');
  await trx.raw('truncate commission_invoices, commission_invoice_numbers');
  await trx.raw(sql);
  const [from] = await trx('accounting_settings').pluck('commission_billed_from');
  expect(from).toBe(`${new Date().toISOString().slice(0, 7)}-01`);
  expect(await listUnbilled(trx, from)).toEqual([]);
  await trx('accounting_settings').update({ commission_billed_from: '2026-02-01' });
  expect((await listUnbilled(trx, from)).map(unbilled => unbilled.month)).toEqual([
    '2026-02-01',
    '2026-03-01',
    '2026-03-01',
  ]);
  await trx.rollback();
});

test.each([
  ['at home', 'IE', 'IE1', 'IE', 'taxed'],
  ['elsewhere in the EU with its VAT id', 'DE', 'DE1', 'IE', 'reverse_charge'],
  ['elsewhere in the EU without one', 'DE', null, 'IE', 'taxed'],
  ['elsewhere in the EU with one of ours', 'DE', 'IE1', 'IE', 'taxed'],
  ['outside the EU', 'GB', 'GB1', 'IE', 'outside'],
  ['of a platform outside the EU, at home', 'CH', null, 'CH', 'taxed'],
  ['of a platform outside the EU, in it', 'DE', 'DE1', 'CH', 'outside'],
])('our service to a company %s', (_, country, taxId, home, treatment) => {
  expect(serviceTreatment({ country, taxId }, home)).toBe(treatment);
});
