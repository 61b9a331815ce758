import { beforeEach, describe, expect, it } from 'vitest';
import type { AskedRow } from '#backoffice/commerce/quick-order/index.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { addLines } from './add-lines.ts';
import { addToCart } from './add-to-cart.ts';
import { readPricedCart } from './priced-cart.ts';
import { quickOrder, rowsOfText } from './quick-order.ts';
import { guest, olga } from './selling.testing.ts';

const db = await testDatabase();
await plantWorld(db);
await db('products').where({ status: 'published' }).update({ published_at: '2026-01-10T09:00:00Z' });
const services = { db, now: () => new Date(), settings: { currency: 'EUR' } } as unknown as Services;
const { espressoSmall, mugSand, candleFig, tin, decaf } = WORLD.variants;

beforeEach(() => db('carts').delete());

const ask = (text: string, add = false) => quickOrder(services, olga, { rows: rowsOfText(text), add });
const only = async (text: string) => (await ask(text)).rows[0]!;
const lines = async () => (await readPricedCart(services, olga)).groups.flatMap(group => group.lines);

describe('every row is answered', () => {
  it.each([
    ['ESP-250 12', 'ok', [], ''],
    ['esp-250 12', 'ok', [], ''],
    ['ESP-250 2', 'below_moq', [6], 'The least'],
    ['ESP-250 13', 'not_a_multiple', [12, 18], 'packed by 6'],
    ['MUG-SAND 52', 'above_maximum', [48], 'The most'],
    ['ESP-250 600', 'out_of_stock', [96], 'Only 100 left'],
    ['MUG-SAGE 4', 'out_of_stock', [], 'Only 3 left, fewer than can be ordered'],
    ['BOWL-1 1', 'out_of_stock', [], 'Out of stock'],
    ['TIN-1 1', 'not_visible', [], 'retail only'],
    ['NOTHING-LIKE-IT 1', 'unknown', [], 'No SKU'],
    // Never published: whether it exists is nobody's business.
    ['DEC-250 6', 'unknown', [], 'No SKU'],
    ['VASE-1 1', 'unknown', [], 'No SKU'],
    ...['-1', '0', '1.5', '1e9', '9007199254740992', 'NaN', '""', '1,000', 'twelve'].map(
      quantity => [`sku;qty\nESP-250;${quantity}`, 'bad_quantity', [6], 'whole number'] as const,
    ),
    ['sku;qty\nESP-250;"12 "', 'ok', [], ''],
    ['sku;qty\nESP-250;=6+6', 'formula', [], 'formula'],
    ['sku;qty\n"=HYPERLINK(""x"")";6', 'formula', [], 'formula'],
  ] as const)('%j', async (text, status, quantities, message) => {
    const row = await only(text);
    expect(row).toMatchObject({ status, quantities });
    expect(row.message).toContain(message);
  });

  it('a slip of the finger gets up to three suggestions, none that may not be bought', async () => {
    const row = await only('ESP-25O 12');
    expect(row).toMatchObject({ status: 'unknown', message: expect.stringContaining('did you mean') });
    expect(row.suggestions[0]).toMatchObject({ sku: 'ESP-250', id: espressoSmall });
    expect((await only('DEC-251 1')).suggestions.map(one => one.sku)).not.toContain('DEC-250');
    expect((await only('TIN-2 1')).suggestions.map(one => one.sku)).not.toContain('TIN-1');
  });

  it('rows of one variant are summed, by SKU and by barcode, and say so', async () => {
    await db('variants').where({ id: espressoSmall }).update({ barcode: '4012345678901' });
    const { rows, validCount, validUnits, validCents } = await ask('ESP-250 6\nMUG-SAND 4\n4012345678901 6\nesp-250 x');
    expect(rows.map(row => [row.row, row.status, row.quantity])).toEqual([
      [1, 'ok', 12],
      [2, 'ok', 4],
      [3, 'duplicate', null],
      [4, 'bad_quantity', null],
    ]);
    expect(rows[0]!.message).toBe('Rows 1, 3 together: 12.');
    expect(rows[2]!.message).toBe('Counted with row 1');
    expect({ validCount, validUnits, validCents }).toEqual({
      validCount: 2,
      validUnits: 16,
      validCents: 12 * 550 + 4 * 1200,
    });
  });

  it('a SKU of two wholesalers asks which, and a column may answer', async () => {
    await db('variants').where({ id: candleFig }).update({ sku: 'esp-250' });
    const row = await only('ESP-250 12');
    expect(row.status).toBe('ambiguous');
    expect(row.suggestions.map(one => one.wholesaler.slug).sort()).toEqual(['north-roastery', 'slow-candles']);
    expect((await only('sku,qty,supplier\nESP-250,12,Slow Candles')).variant).toMatchObject({ id: candleFig });
    await db('variants').where({ id: candleFig }).update({ sku: 'PILLAR-FIG' });
  });

  it('what was withdrawn or whose wholesaler is away is not for sale any more', async () => {
    await db('variants').where({ id: mugSand }).update({ archived_at: new Date() });
    expect(await only('MUG-SAND 4')).toMatchObject({
      status: 'not_visible',
      message: expect.stringContaining('any more'),
    });
    await db('variants').where({ id: mugSand }).update({ archived_at: null });
  });

  it('1,001 rows are refused with words', async () => {
    const rows: AskedRow[] = Array.from({ length: 1001 }, (_, n) => ({
      row: n,
      code: 'A',
      variantId: null,
      wholesaler: null,
      quantity: '1',
    }));
    await expect(quickOrder(services, olga, { rows, add: true })).rejects.toMatchObject({
      kind: 'rule',
      code: 'too_many_rows',
    });
  });
});

describe('adding', () => {
  it('puts the valid rows into the cart in their order, at the step of their quantity; twice is once', async () => {
    const text = 'MUG-SAND 12\nNOPE 1\nESP-250 24\nESP-1000 1';
    const first = await ask(text, true);
    expect(first.added).toEqual({ rowCount: 2, lineCount: 2, unitCount: 36 });
    expect((await ask(text, true)).added).toEqual(first.added);
    expect((await lines()).map(line => [line.sku, line.quantity, line.unitPriceCents, line.hasRisen])).toEqual([
      ['MUG-SAND', 12, 1080, false],
      ['ESP-250', 24, 500, false],
    ]);
  });

  it('sets what lay there before, and says so first', async () => {
    await addToCart(services, olga, { variantId: espressoSmall, quantity: 6 });
    await addToCart(services, olga, { variantId: candleFig, quantity: 5 });
    expect((await only('ESP-250 12')).message).toBe('6 in the cart now: will be 12');
    expect((await ask('ESP-250 12', true)).added).toEqual({ rowCount: 1, lineCount: 2, unitCount: 17 });
  });

  it('adds nothing and makes no cart when no row is valid', async () => {
    expect((await ask('NOPE 1', true)).added).toBeNull();
    expect(await db('carts')).toEqual([]);
  });

  it('two at once leave what one of them asked for', async () => {
    await Promise.all([ask('ESP-250 12\nMUG-SAND 8', true), ask('MUG-SAND 8\nESP-250 12', true)]);
    expect((await lines()).map(line => line.quantity).sort()).toEqual([12, 8]);
  });
});

it('a thousand rows take as many statements as ten', async () => {
  const text = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      n % 2 ? `UNKNOWN-${n} 3` : ['ESP-250 6', 'MUG-SAND 4', 'BOWL-1 2', 'TIN-1 1'][(n / 2) % 4],
    ).join('\n');
  const count = async (rows: number) =>
    (await countQueries(db, () => ask(`ESP-1000 2\n${text(rows - 1)}`, true))).queries.length;
  expect([await count(10), await count(1000)]).toEqual([3, 3]);
});

describe('a grid’s lines', () => {
  it('come on top of what is there, all in two statements', async () => {
    const wanted = [
      { variantId: espressoSmall, quantity: 6 },
      { variantId: mugSand, quantity: 4 },
      { variantId: decaf, quantity: 1 },
      { variantId: tin, quantity: 1 },
    ];
    const { result, queries } = await countQueries(db, () => addLines(services, olga, wanted));
    expect(queries).toHaveLength(2);
    expect(result).toMatchObject({ addedUnits: 10, lineCount: 2, unitCount: 10 });
    expect(result.skipped.map(one => one.variantId).sort()).toEqual([decaf, tin].sort());
    expect(await addLines(services, olga, wanted)).toMatchObject({ unitCount: 20 });
    expect((await lines())[0]).toMatchObject({ quantity: 12, unitPriceCents: 550, seenUnitPriceCents: 550 });
  });

  it('are a guest’s too', async () => {
    expect(await addLines(services, guest('grid'), [{ variantId: mugSand, quantity: 2 }])).toMatchObject({
      unitCount: 2,
    });
  });
});
