import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { readPdf } from '#backoffice/documents/read-pdf.ts';
import { writeXlsx } from '#backoffice/documents/report-xlsx.ts';
import { plantPlacedOrder } from '#db/seeds/world/placed-order.ts';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { openShop } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
await plantPlacedOrder(db, [
  {
    wholesalerId: WORLD.wholesalers.roastery,
    shippingCents: 500,
    lines: [{ variantId: WORLD.variants.espressoSmall, quantity: 3, unitPriceCents: 1_000 }],
  },
]);
const HOSTILE = [
  '=HYPERLINK("https://evil.example")',
  '+1',
  '-1+1',
  '@SUM(A1)',
  '\tcmd',
  '\rcmd',
  'a,"b"\n;c',
  '€ – Łódź',
];
for (const [index, memo] of HOSTILE.entries())
  await postTransaction(db, {
    kind: 'adjustment',
    cause: `test:hostile:${index}`,
    memo,
    occurredAt: new Date('2026-03-02T10:00:00Z'),
    entries: [
      { account: { kind: 'bank' }, currency: 'EUR', amountCents: 1_001 },
      { account: { kind: 'adjustments' }, currency: 'EUR', amountCents: -1_001 },
    ],
  });
const shop = await openShop(db);
const finance = shop.visitor();
await finance.signIn('finn@stackr.example', WORLD_PASSWORD);
const MARCH = 'from=2026-03-01&to=2026-03-31';

async function download(path: string) {
  const cookie = [...finance.cookies].map(pair => pair.join('=')).join('; ');
  const response = await fetch(`${shop.base}/api/admin/reports/${path}`, { headers: { cookie } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}
const rowsOf = (bytes: Buffer): Record<string, string>[] => parse(bytes, { bom: true, columns: true });
const cents = (rows: Record<string, string>[], column: string) =>
  rows.reduce((total, row) => total + Math.round(Number(row[column]) * 100), 0);

describe('CSV', () => {
  test('text that begins like a formula is text, negative amounts are numbers', async () => {
    const { response, bytes } = await download(`ledger/file?format=csv&${MARCH}`);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="stackr-ledger-2026-03-01-2026-03-31.csv"',
    );
    const rows = rowsOf(bytes);
    const memos = rows.filter(row => row.Cause!.startsWith('test:')).map(row => row.Memo);
    expect(new Set(memos)).toEqual(new Set(HOSTILE.map((memo, index) => (index < 6 ? `'${memo}` : memo))));
    for (const row of rows) expect(row.Amount).toMatch(/^-?\d+\.\d\d$/);
    expect([cents(rows, 'Amount'), cents(rows, 'Debit') - cents(rows, 'Credit')]).toEqual([0, 0]);
    expect(rows.some(row => row.Amount === '-10.01')).toBe(true);
  });

  test.each(['orders', 'tax', 'commissions', 'payouts', 'receivables', 'ledger', 'journal'])(
    '%s sums to its summary',
    async name => {
      const { body } = await finance.ask('GET', `/api/admin/reports/${name}?${MARCH}`);
      const rows = rowsOf((await download(`${name}/file?format=csv&${MARCH}`)).bytes);
      expect(rows.length).toBe(body.totals[0]?.rows ?? 0);
      for (const [index, { label }] of body.columns.entries())
        expect(cents(rows, label), label).toBe(body.totals[0]?.sums[index] ?? 0);
    },
  );
});

describe('XLSX', () => {
  const sheetOf = (bytes: Uint8Array, number = 1) =>
    Buffer.from(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`]!).toString();

  test('has numbers, days and text of their kinds, and nothing that is worked out', async () => {
    const { response, bytes } = await download(`ledger/file?format=xlsx&${MARCH}`);
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    const sheet = sheetOf(bytes);
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<t xml:space="preserve">=HYPERLINK(&quot;https://evil.example&quot;)</t>');
    expect(sheet).toContain('<c s="2"><v>-10.01</v></c>');
    expect(sheet).toContain(`<v>${Date.parse('2026-03-02T10:00:00Z') / 86_400_000 + 25_569}</v>`);
    expect(Object.keys(unzipSync(bytes))).toContain('[Content_Types].xml');
  });

  test('goes on in a second sheet where Excel’s ends', async () => {
    async function* pages() {
      yield [{ n: 1 }, { n: 2 }, { n: 3 }];
      yield [{ n: 4 }, { n: 5 }];
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeXlsx('Numbers', [{ key: 'n', label: 'N', kind: 'integer' }], pages(), 3))
      chunks.push(chunk);
    const book = Buffer.concat(chunks);
    const numbers = [1, 2, 3].map(number => [...sheetOf(book, number).matchAll(/<v>(\d)<\/v>/g)].map(([, n]) => n));
    expect(numbers).toEqual([['1', '2'], ['3', '4'], ['5']]);
    expect(Buffer.from(unzipSync(book)['xl/workbook.xml']!).toString()).toContain(
      '<sheet name="Numbers 3" sheetId="3"',
    );
  });
});

test('PDF says the sums', async () => {
  const { bytes } = await download(`commissions/file?format=pdf&${MARCH}`);
  const { text, title } = await readPdf(bytes);
  expect(title).toBe('Commissions 2026-03-01 to 2026-03-31');
  const { body } = await finance.ask('GET', `/api/admin/reports/commissions?${MARCH}`);
  expect(text).toContain((body.totals[0].sums[1] / 100).toFixed(2));
});

describe('for DATEV', () => {
  const stack = async (query = MARCH) => {
    const { response, bytes } = await download(`journal/file?format=datev&${query}`);
    return { response, lines: new TextDecoder('windows-1252').decode(bytes).split('\r\n') };
  };

  test('the stack has DATEV’s heading and a booking for each pair of accounts', async () => {
    await db('accounting_settings').update({ consultant_number: 29_098, client_number: 55_003 });
    const { response, lines } = await stack();
    expect(response.headers.get('content-disposition')).toContain('EXTF_Buchungsstapel_2026-03-01_2026-03-31.csv');
    const header = lines[0]!.split(';');
    expect(header.length).toBe(31);
    expect(header.slice(0, 5)).toEqual(['"EXTF"', '700', '21', '"Buchungsstapel"', '13']);
    expect(header.slice(10, 16)).toEqual(['29098', '55003', '20260101', '4', '20260301', '20260331']);
    expect(lines[1]!.split(';').length).toBe(125);
    const bookings = lines.slice(2, -1).map(line => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    for (const booking of bookings) {
      expect(booking.length).toBe(125);
      expect(booking[0]).toMatch(/^\d+,\d\d$/);
      expect(booking[1]).toBe('"S"');
      expect(booking[9]).toMatch(/^(0[1-9]|[12]\d|3[01])03$/);
    }
    const moved = (number: string) =>
      bookings.reduce((total, booking) => {
        const amount = Number(booking[0]!.replace(',', ''));
        return total + (booking[6] === number ? amount : 0) - (booking[7] === number ? amount : 0);
      }, 0);
    expect(moved('1200')).toBe(HOSTILE.length * 1_001);
    expect(moved('1360')).toBe(3_500);
    expect(bookings.map(booking => booking[13])).toContain('"€ – ?ódz"');
  });

  test('a period over the end of the fiscal year is refused, so is an account without a number', async () => {
    const { response } = await stack('from=2025-12-01&to=2026-01-31');
    expect(response.status).toBe(422);
    const mapping = await db('accounting_accounts').where({ kind: 'bank' }).first();
    await db('accounting_accounts').where({ kind: 'bank' }).delete();
    const { body } = await finance.ask('GET', `/api/admin/reports/journal/file?format=csv&${MARCH}`);
    expect(body.details).toMatchObject([{ code: 'account_unmapped', subject: 'bank' }]);
    await db('accounting_accounts').insert(mapping);
  });
});

test('a period that runs backwards, a day that is none and a report that is none are refused', async () => {
  const asked = ['orders?from=2026-03-02&to=2026-03-01', 'orders?from=2026-02-30&to=2026-03-01', `profits?${MARCH}`];
  const answers = await Promise.all(asked.map(path => finance.ask('GET', `/api/admin/reports/${path}`)));
  expect(answers.map(answer => answer.status)).toEqual([422, 400, 400]);
});

test('a reader who goes away in the middle leaves nothing behind', async () => {
  const cookie = [...finance.cookies].map(pair => pair.join('=')).join('; ');
  const away = new AbortController();
  const response = await fetch(`${shop.base}/api/admin/reports/ledger/file?format=csv&${MARCH}`, {
    headers: { cookie },
    signal: away.signal,
  });
  away.abort();
  await expect(response.text()).rejects.toThrow();
  expect((await finance.ask('GET', `/api/admin/reports/ledger?${MARCH}`)).status).toBe(200);
});
