import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { testDatabase } from '#db/testing.ts';
import { importProducts } from './import-products.ts';

const db = await testDatabase();
const log = pino({ level: 'silent' });
const boss = await startQueue(db, { isSupervisor: false, log });
afterAll(() => stopQueue(boss));
const services = {
  db,
  log,
  now: () => new Date(),
  queue: createQueue(boss),
  settings: { currency: 'EUR' },
} as Services;
await plantWorld(db);

const wholesalerId = WORLD.wholesalers.candlery;
const fixture = new URL('./import-products/fixtures/apparel.csv', import.meta.url);
const run = (csv: string | AsyncIterable<Buffer | string>, isDryRun = false) =>
  importProducts(services, { wholesalerId, fileName: 'test.csv', csv, isDryRun, requestedBy: null });
const outcomes = (report: Awaited<ReturnType<typeof run>>) => report.rows.map(row => `${row.row} ${row.outcome}`);
const imported = (handle: string) => db('products').where({ wholesaler_id: wholesalerId, handle }).first();
const HEADER =
  'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Inventory Qty,Wholesale Price,MOQ,Case Pack\n';

describe('Shopify’s own export', () => {
  test('a dry run says what would happen and keeps nothing but its report', async () => {
    const before = await counts();
    const report = await run(createReadStream(fixture), true);
    expect(report).toMatchObject({ isDryRun: true, created: 3, failed: 0 });
    expect(await counts()).toEqual(before);
    expect(await db('imports').where({ id: report.id }).first()).toMatchObject({
      is_dry_run: true,
      product_count: 3,
      created_count: 3,
    });
    expect(await db('import_rows').where({ import_id: report.id })).toHaveLength(5);
  });

  test('the import makes drafts with variants, stock, clean text and pictures to fetch', async () => {
    const report = await run(createReadStream(fixture));
    expect(outcomes(report)).toEqual(['2 created', '3 created', '4 created', '5 created', '6 created']);
    const jacket = await imported('classic-leather-jacket');
    expect(jacket).toMatchObject({
      status: 'draft',
      slug: 'classic-leather-jacket',
      tags: ['women', 'leather'],
      option_names: [],
    });
    expect(jacket.description_html).toContain('<h2>Classic Leather Jacket</h2>');
    expect(jacket.description_html).not.toMatch(/script|onclick|img/);
    const [variant] = await db('variants').where({ product_id: jacket.id });
    expect(variant).toMatchObject({
      sku: 'CLASSIC-LEATHER-JACKET',
      retail_price_cents: 8000,
      compare_at_price_cents: 9990,
      weight_grams: 1450,
      barcode: '4006381333931',
    });
    const top = await imported('classic-varsity-top');
    expect(await db('variants').where({ product_id: top.id }).orderBy('position').pluck('sku')).toEqual([
      'CLASSIC-VARSITY-TOP-SMALL',
      'CLASSIC-VARSITY-TOP-MEDIUM',
      'CLASSIC-VARSITY-TOP-LARGE',
    ]);
    expect(await db('stock').where({ variant_id: variant.id }).first()).toMatchObject({ on_hand: 1, reserved: 0 });
    expect(await db('product_images').where({ product_id: jacket.id }).first()).toMatchObject({
      status: 'pending',
      alt: 'Classic Leather Jacket',
    });
    expect(await queued('fetch-product-image')).toBe(3);
  });

  test('the same file again changes nothing', async () => {
    const before = await counts();
    const report = await run(await readFile(fixture, 'utf8'));
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 });
    expect(await counts()).toEqual(before);
  });

  test('a changed file updates instead of duplicating', async () => {
    const text = (await readFile(fixture, 'utf8'))
      .replace(',60,', ',65,')
      .replace('Ocean Blue Shirt', 'Deep Ocean Shirt');
    const before = await counts();
    const report = await run(text);
    expect(outcomes(report)).toEqual(['2 updated', '3 updated', '4 unchanged', '5 unchanged', '6 unchanged']);
    expect(await counts()).toEqual(before);
    expect(await imported('ocean-blue-shirt')).toMatchObject({ title: 'Deep Ocean Shirt' });
  });
});

describe('a published product', () => {
  const csv = `${HEADER}pillar-candle,Pillar Candle XL,Scent,Fig,PILLAR-FIG,19.00,400,9.50,6,6\npillar-candle,,,Cedar,,18.00,,,,\n`;

  test('prices and stock change at once, its title waits for a review, it stays published', async () => {
    const report = await run(csv);
    expect(outcomes(report)).toEqual(['2 updated', '3 unchanged']);
    expect(report.rows[0]!.messages[0]).toContain('after a review');
    expect(await imported('pillar-candle')).toMatchObject({ status: 'published', title: 'Pillar Candle' });
    expect(await db('variants').where({ id: WORLD.variants.candleFig }).first()).toMatchObject({
      retail_price_cents: 1900,
      wholesale_price_cents: 950,
      moq: 6,
      case_pack: 6,
    });
    expect(await db('stock').where({ variant_id: WORLD.variants.candleFig }).first()).toMatchObject({ on_hand: 400 });
    const movement = await db('stock_movements')
      .where({ variant_id: WORLD.variants.candleFig, reason: 'imported' })
      .first();
    expect(movement).toMatchObject({ quantity: -100 });
    const request = await db('product_change_requests').where({ product_id: WORLD.products.candle }).first();
    expect(request).toMatchObject({ status: 'pending', proposed: { title: 'Pillar Candle XL' } });
  });

  test('stock is never set below what is promised to buyers', async () => {
    await db('stock').where({ variant_id: WORLD.variants.candleFig }).update({ reserved: 30 });
    const report = await run(csv.replace(',400,', ',10,'));
    expect(report.rows[0]!.messages.join()).toContain('30 are promised to buyers');
    expect(await db('stock').where({ variant_id: WORLD.variants.candleFig }).first()).toMatchObject({
      on_hand: 30,
      reserved: 30,
    });
    await db('stock').where({ variant_id: WORLD.variants.candleFig }).update({ reserved: 0 });
  });
});

describe('bad rows', () => {
  test('each is answered with its field, none holds up the good ones', async () => {
    const report = await run(
      `${HEADER}a-bad,A,,,A-1,ten,,,,\nb-good,B,,,B-1,5,,,,\n,C,,,C-1,5,,,,\nd-good,D,Size,S,D-S,5,,,,\nd-good,,,M,D-M,,,,,\n` +
        `e-bad,E,,,B-1,5,,,,\nf-good,F,,,F-1,5,,4,7,6\nb-good,B again,,,B-2,5,,,,\ng-good,G,,,G-1,5,,,,\n`,
    );
    expect(outcomes(report)).toEqual([
      '2 failed',
      '3 created',
      '4 failed',
      '5 created',
      '6 failed',
      '7 failed',
      '8 failed',
      '9 failed',
      '10 created',
    ]);
    expect(report.rows.filter(row => row.outcome === 'failed').map(row => row.messages[0]!.split(':')[0])).toEqual([
      'Variant Price',
      'Handle',
      'Variant Price',
      'Variant SKU',
      'MOQ',
      'Handle',
    ]);
    expect(report).toMatchObject({ created: 3, failed: 5 });
  });

  test('another house’s SKU and handle are its own affair', async () => {
    const report = await run(`${HEADER}daily-mug,My mug,,,MUG-SAND,20,,,,\n`);
    expect(report).toMatchObject({ created: 1 });
    expect(await imported('daily-mug')).toMatchObject({ slug: 'daily-mug-2' });
    expect(await db('products').where({ id: WORLD.products.mug }).first()).toMatchObject({
      title: 'Daily Mug',
      slug: 'daily-mug',
    });
  });

  test('a quote that never closes ends the reading, not what was read', async () => {
    const report = await run(`${HEADER}q-good,Q,,,Q-1,5,,,,\nq-bad,"Q,,,Q-2,5,,,,\nq-lost,Q,,,Q-3,5,,,,\n`);
    expect(outcomes(report)).toEqual(['2 created', '3 failed']);
    expect(report.rows[1]!.messages[0]).toContain('never closed');
  });

  test.each([
    ['no product file', 'Name,Price\nA,1\n', 'not_a_product_csv'],
    ['an empty file', '', 'not_a_product_csv'],
  ])('%s is refused', async (_, csv, code) => {
    await expect(run(csv)).rejects.toMatchObject({ code });
  });
});

test('two thousand rows are imported, and again without a change', async () => {
  const lines = Array.from(
    { length: 2000 },
    (_, index) =>
      `bulk-${Math.floor(index / 4)},${index % 4 === 0 ? 'Bulk' : ''},${index % 4 === 0 ? 'Size' : ''},${index % 4},,${index % 4 === 0 ? 5 : 6},3,,,`,
  );
  const csv = HEADER + lines.join('\n');
  expect(await run(csv)).toMatchObject({ created: 500, failed: 0 });
  expect(await run(csv)).toMatchObject({ unchanged: 500, created: 0, updated: 0, failed: 0 });
}, 180_000);

beforeEach(() => db('pgboss.job').where({ name: 'fetch-product-image' }).delete());

const queued = async (name: string) => Number((await db('pgboss.job').where({ name }).count())[0]!.count);

async function counts() {
  const tables = ['products', 'variants', 'stock', 'stock_movements', 'product_images', 'product_change_requests'];
  return Promise.all(tables.map(async table => `${table} ${(await db(table).count())[0]!.count}`));
}
