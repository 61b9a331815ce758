import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import type { Services } from '#backoffice/services.ts';
import { plantWorld, WORLD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { exportPriceList } from './export-price-list.ts';
import { importPriceList } from './import-price-list.ts';

const db = await testDatabase();
await plantWorld(db);
const boss = await startQueue(db, { isSupervisor: false, log: pino({ level: 'silent' }) });
afterAll(() => stopQueue(boss));
const services = { db, queue: createQueue(boss), now: () => new Date() } as unknown as Services;
const { roastery, pottery } = WORLD.wholesalers;
const own = { listId: WORLD.priceLists.roastery, wholesalerId: roastery };
const { espressoSmall } = WORLD.variants;

const tiers = () =>
  db('price_tiers')
    .where({ price_list_id: own.listId })
    .orderBy('variant_id')
    .orderBy('min_quantity')
    .select('min_quantity', 'unit_price_cents');
const before = await tiers();
beforeEach(async () => {
  await db('price_tiers').where({ price_list_id: own.listId }).delete();
  await db('price_tiers').insert(
    before.map(tier => ({ ...tier, price_list_id: own.listId, variant_id: espressoSmall })),
  );
});

const bring = (csv: string, more = {}) => importPriceList(services, { ...own, csv, isDryRun: false, ...more });
const outcomes = (report: Awaited<ReturnType<typeof bring>>) => report.rows.map(row => row.outcome);

describe('a price list', () => {
  it.each([
    ['commas', 'sku,min_quantity,unit_price\nESP-250,12,5.40\nESP-1000,10,17\n'],
    [
      'semicolons, a byte order mark, decimal commas and any order',
      '\uFEFFUnit price;SKU;Min quantity\r\n"5,40";ESP-250;12\r\n17,00;ESP-1000;10\r\n',
    ],
    ['tabs and euro signs', 'sku\tmin_quantity\tunit_price\nESP-250\t12\t€ 5.40\nESP-1000\t10\t17.00 EUR\n'],
  ])('comes in with %s', async (_, csv) => {
    expect(await bring(csv)).toMatchObject({ updated: 1, created: 1, failed: 0 });
    expect(await tiers()).toEqual([
      { min_quantity: 12, unit_price_cents: 540 },
      { min_quantity: 24, unit_price_cents: 500 },
      { min_quantity: 10, unit_price_cents: 1700 },
    ]);
    expect(await bring(csv)).toMatchObject({ unchanged: 2, updated: 0, created: 0 });
  });

  it('is rehearsed first: every row answered, nothing changed', async () => {
    const report = await bring('sku,min_quantity,unit_price\nESP-250,12,1.00\nESP-250,24,remove\n', { isDryRun: true });
    expect(outcomes(report)).toEqual(['updated', 'removed']);
    expect(await tiers()).toEqual(before);
  });

  it('takes the good rows and names field and fix of the bad ones', async () => {
    const report = await bring(
      [
        'sku,min_quantity,unit_price',
        'ESP-250,12,5.30',
        'NOPE,12,5.30',
        'MUG-SAND,12,5.30',
        'TIN-1,12,5.30',
        'ESP-250,1.5,5.00',
        'ESP-250,36,5.005',
        'ESP-250,36,0.125',
        'ESP-250,-6,five',
        'ESP-250,12,5.20',
        ',12,5.20',
        'ESP-1000,2,19.50',
      ].join('\n'),
    );
    expect(report.rows.map(row => [row.row, row.outcome, row.notes.map(note => note.field).join()])).toEqual([
      [2, 'updated', ''],
      [3, 'failed', 'sku'],
      [4, 'failed', 'sku'],
      [5, 'failed', 'sku'],
      [6, 'failed', 'min_quantity'],
      [7, 'failed', 'unit_price'],
      [8, 'failed', 'unit_price'],
      [9, 'failed', 'min_quantity,unit_price'],
      [10, 'failed', 'min_quantity'],
      [11, 'failed', 'sku'],
      [12, 'created', 'unit_price'],
    ]);
    expect(report.rows.flatMap(row => row.notes).every(note => note.fix !== '' && note.message !== '')).toBe(true);
    expect((await tiers()).slice(0, 2)).toEqual([
      { min_quantity: 12, unit_price_cents: 530 },
      { min_quantity: 24, unit_price_cents: 500 },
    ]);
  });

  it('that is none is refused, and another wholesaler’s does not exist', async () => {
    await expect(bring('name,price\nx,1\n')).rejects.toMatchObject({ code: 'not_a_price_list' });
    await expect(bring('sku,min_quantity,unit_price\n', { wholesalerId: pottery })).rejects.toMatchObject({
      kind: 'not_found',
    });
  });

  it('of the platform asks whose SKU it is only where it has to', async () => {
    const [list] = await db('price_lists').insert({ name: 'Platform' }).returning('id');
    const report = await bring(
      'sku,wholesaler,min_quantity,unit_price\nMUG-SAND,,1,11.00\nESP-250,north-roastery,1,5.90\n',
      {
        listId: list.id,
        wholesalerId: null,
      },
    );
    expect(outcomes(report)).toEqual(['created', 'created']);
    await db('price_lists').where({ id: list.id }).delete();
  });

  it('goes out as it comes in, and no cell is a formula', async () => {
    await db('products').where({ id: WORLD.products.espresso }).update({ title: '=cmd|calc' });
    const { fileName, pieces } = await exportPriceList(services, own);
    const csv = await text(pieces);
    expect(fileName).toBe('roastery-wholesale.csv');
    expect(csv).toBe(
      "\uFEFFsku,wholesaler,title,min_quantity,unit_price\nESP-250,north-roastery,'=cmd|calc (250 g),12,5.50\nESP-250,north-roastery,'=cmd|calc (250 g),24,5.00\n",
    );
    expect(await bring(csv)).toMatchObject({ unchanged: 2, failed: 0 });
  });

  it('of a thousand rows takes as many statements as one of two', async () => {
    const csv = (rows: number) =>
      `sku,min_quantity,unit_price\n${Array.from({ length: rows }, (_, at) => `ESP-250,${at + 100},4.00`).join('\n')}`;
    const few = await countQueries(db, () => bring(csv(2)));
    const many = await countQueries(db, () => bring(csv(480)));
    expect(many.queries.length).toBe(few.queries.length);
    expect(many.result.created).toBe(478);
  });

  it('never prices what is not its wholesaler’s, whoever writes it', async () => {
    const foreign = {
      price_list_id: own.listId,
      variant_id: WORLD.variants.mugSand,
      min_quantity: 1,
      unit_price_cents: 1,
    };
    await expect(db('price_tiers').insert(foreign)).rejects.toMatchObject({
      constraint: 'price_tiers_of_own_variants',
    });
  });
});
