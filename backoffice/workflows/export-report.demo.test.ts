import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readFinanceNumbers } from '#backoffice/commerce/analytics/index.ts';
import { REPORTS, type ReportName, summarise } from '#backoffice/commerce/report/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import type { Services } from '#backoffice/services.ts';
import { plantDemo } from '#db/seeds/demo.ts';
import { demoProducts } from '#db/seeds/demo-catalogue/assortment.ts';
import { planDemoHistory } from '#db/seeds/demo-history/index.ts';
import { isPublished } from '#db/seeds/demo-shop.ts';
import { testDatabase } from '#db/testing.ts';
import { exportReport, type ReportRequest } from './export-report.ts';

const db = await testDatabase();
const now = new Date();
const accounts = new Map(demoProducts().map(({ wholesaler }) => [wholesaler.slug, `acct_${wholesaler.slug}`]));
const history = await planDemoHistory(db, { products: demoProducts().filter(isPublished), accounts, now });
const transfers = new Map(history.batch.payouts.map(payout => [payout.id, `tr_${payout.number}`]));
await db.transaction(trx =>
  plantDemo(trx, {
    ...{ passwordHash: 'hash', accounts, files: [], history, transfers, publicUrl: 'https://stackr.test', now },
  }),
);
const services = { db, now: () => now, settings: { currency: 'EUR' } } as Services;
const dayBefore = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
const MONTH = { from: dayBefore(29), to: dayBefore(0) };
const names = Object.keys(REPORTS) as ReportName[];

async function fileOf(request: ReportRequest): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await exportReport(services, request)).content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test.each(names)('%s of the demo’s last 30 days has the same sums on the screen and in every format', async report => {
  const { totals, columns } = await summarise(REPORTS[report], db, MONTH);
  const [{ rows: counted, sums }] = totals as [(typeof totals)[number]];
  expect(counted).toBeGreaterThan(0);
  const isCounted = REPORTS[report].counts;
  const status = REPORTS[report].columns.find(({ key }) => key === 'status')?.label;
  const rows: Record<string, string>[] = parse(await fileOf({ report, format: 'csv', ...MONTH }), {
    ...{ bom: true, columns: true },
  });
  const own = rows.filter(row => !isCounted || isCounted({ status: row[status!]!, currency: 'EUR' }));
  expect(own.length).toBe(counted);
  for (const [index, { label }] of columns.entries())
    expect(
      own.reduce((sum, row) => sum + Math.round(Number(row[label]) * 100), 0),
      label,
    ).toBe(sums[index]);
  const book = unzipSync(await fileOf({ report, format: 'xlsx', ...MONTH }));
  const sheet = Buffer.from(book['xl/worksheets/sheet1.xml']!).toString();
  expect(sheet.match(/<row\b/g)?.length).toBe(rows.length + 1);
  const { text } = await readPdf(await fileOf({ report, format: 'pdf', ...MONTH }));
  for (const cents of sums)
    expect(text).toContain(new Intl.NumberFormat('en-IE', { minimumFractionDigits: 2 }).format(Math.abs(cents) / 100));
});

test('the journal of the demo is a stack for DATEV', async () => {
  const stack = await fileOf({ report: 'journal', format: 'datev', from: MONTH.to, to: MONTH.to });
  expect(new TextDecoder('windows-1252').decode(stack)).toMatch(/^"EXTF";700;21;"Buchungsstapel";13;/);
});

test('what the dashboard of finance says is what the reports sum to', async () => {
  const told = await readFinanceNumbers(db, now);
  const sumOf = async (report: ReportName, label: string, period = MONTH) => {
    const { totals, columns } = await summarise(REPORTS[report], db, period);
    return totals[0]!.sums[columns.findIndex(column => column.label === label)];
  };
  expect(await sumOf('commissions', 'Commission')).toBe(told.commissionCents);
  expect(await sumOf('receivables', 'Open', { from: '2000-01-01', to: MONTH.to })).toBe(told.receivableCents);
  expect(await sumOf('payouts', 'Amount')).toBe(told.payouts.reduce((sum, { cents }) => sum + cents, 0));
});
