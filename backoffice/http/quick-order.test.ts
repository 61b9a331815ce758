import { strToU8, zipSync } from 'fflate';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { plantWorld, WORLD, WORLD_PASSWORD } from '#db/seeds/world.ts';
import { countQueries, testDatabase } from '#db/testing.ts';
import { openShop, type Visitor } from './shop.testing.ts';

const db = await testDatabase();
await plantWorld(db);
const shop = await openShop(db);
const { users, variants, stores } = WORLD;
const PATH = '/api/cart/quick-order';

let olga: Visitor, anna: Visitor, rita: Visitor, roaster: Visitor;
beforeAll(async () => {
  const signedIn = async (id: string) => {
    const visitor = shop.visitor();
    const { email } = await db('users').where({ id }).first('email');
    await visitor.signIn(email, WORLD_PASSWORD);
    return visitor;
  };
  [olga, anna, rita, roaster] = (await Promise.all(
    [users.olga, users.anna, users.rita, users.roaster].map(signedIn),
  )) as [Visitor, Visitor, Visitor, Visitor];
});
beforeEach(() => db('carts').delete());

/** As a browser sends a file. */
async function upload(content: BlobPart, fields: Record<string, string> = {}, who = olga) {
  const form = new FormData();
  form.set('file', new File([content], 'order.csv'));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const cookie = [...who.cookies].map(pair => pair.join('=')).join('; ');
  const response = await fetch(shop.base + PATH, { method: 'POST', body: form, headers: { cookie } });
  return { status: response.status, body: await response.json() };
}

it('is for approved stores', async () => {
  const statuses = [];
  for (const who of [shop.visitor(), anna, rita, roaster, olga])
    statuses.push((await who.ask('POST', PATH, { text: 'ESP-250 6' })).status);
  expect(statuses).toEqual([401, 403, 403, 403, 200]);
  expect((await upload('ESP-250,6', {}, rita)).status).toBe(403);
  await db('stores').where({ id: stores.corner }).update({ status: 'suspended' });
  expect((await olga.ask('POST', PATH, { text: 'ESP-250 6', add: true })).status).toBe(403);
  await db('stores').where({ id: stores.corner }).update({ status: 'approved' });
  expect(await db('cart_lines')).toEqual([]);
});

it('answers text, rows and a file alike; adds only when told, and once', async () => {
  const sent = { text: 'ESP-250 12\nMUG-SAND 5\nNOPE 1' };
  const { status, body } = await olga.ask('POST', PATH, sent);
  expect(status).toBe(200);
  expect(body.rows.map((row: { status: string }) => row.status)).toEqual(['ok', 'not_a_multiple', 'unknown']);
  expect(body).toMatchObject({ currency: 'EUR', validCount: 1, validUnits: 12, validCents: 6600, added: null });
  expect(body.rows[0].variant.ladder[2]).toMatchObject({ minQuantity: 24, unitPriceCents: 500 });
  const rows = [
    { code: 'ESP-250', quantity: 12 },
    { variantId: variants.mugSand, quantity: '5' },
    { code: 'NOPE', quantity: '1' },
  ];
  const asRows = (await olga.ask('POST', PATH, { rows })).body;
  expect(asRows.rows.map((row: { message: string }) => row.message)).toEqual(
    body.rows.map((row: { message: string }) => row.message),
  );
  expect((await upload('Qty;SKU\r\n12;ESP-250\r\n5;MUG-SAND\r\n1;NOPE')).body).toMatchObject({
    validCents: 6600,
    added: null,
  });
  expect(await db('carts')).toEqual([]);
  for (let time = 0; time < 2; time += 1)
    expect((await olga.ask('POST', PATH, { ...sent, add: true })).body.added).toEqual({
      rowCount: 1,
      lineCount: 1,
      unitCount: 12,
    });
  expect((await upload('MUG-SAND,8', { add: 'true' })).body.added).toEqual({
    rowCount: 1,
    lineCount: 2,
    unitCount: 20,
  });
});

it('reads XLSX', async () => {
  const xlsx = zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>ESP-250</t></is></c><c r="B1"><v>12</v></c></row></sheetData></worksheet>',
    ),
  });
  expect((await upload(new Uint8Array(xlsx))).body).toMatchObject({ validCount: 1, validUnits: 12 });
});

describe('bad input', () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ code: 'ESP-250', quantity: 6 }));
  it.each([
    ['nothing', {}, 400, 'nothing_sent'],
    ['empty text', { text: '' }, 422, 'no_rows'],
    ['1,001 rows', { rows: many(1001) }, 422, 'too_many_rows'],
    ['1,001 lines', { text: 'A 1\n'.repeat(1001) }, 422, 'too_many_rows'],
    ['a quantity that is a list', { rows: [{ code: 'A', quantity: [] }] }, 400, 'malformed'],
    ['11 MB', { text: 'x'.repeat(11_000_000) }, 413, 'too_large'],
  ])('%s', async (_, sent, status, code) => {
    expect(await olga.ask('POST', PATH, sent)).toMatchObject({ status, body: { code } });
  });

  it('an 11 MB file, a picture, a bomb', async () => {
    expect(await upload('A,1\n'.repeat(2_800_000))).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
    expect(await upload(new Uint8Array([137, 80, 78, 71, 0, 0]))).toMatchObject({
      status: 422,
      body: { code: 'unsupported' },
    });
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(40_000_000) });
    expect(await upload(new Uint8Array(bomb))).toMatchObject({ status: 422, body: { code: 'too_large_inside' } });
  });

  it.each([-1, 0, 1.5, 1e9, 2 ** 53, '12 ', '', '1e3', '١٢', '\0'])(
    'a quantity of %j is answered in its row',
    async quantity => {
      const { status, body } = await olga.ask('POST', PATH, {
        rows: [
          { code: 'ESP-250', quantity },
          { code: 'ESP-1000', quantity: 2 },
        ],
        add: true,
      });
      expect([status, body.rows[0].status, body.rows[1].status]).toEqual([
        200,
        quantity === '12 ' ? 'ok' : 'bad_quantity',
        'ok',
      ]);
    },
  );

  it.each(['\0', "'; drop table variants; --", '%', '\\', '😀', 'x'.repeat(200)])(
    'a SKU of %j is unknown',
    async code => {
      const { status, body } = await olga.ask('POST', PATH, { rows: [{ code, quantity: 1 }] });
      expect([status, body.rows[0].status]).toEqual([200, 'unknown']);
    },
  );
});

it('a thousand rows take as many statements as ten', async () => {
  const count = async (rows: number) =>
    (
      await countQueries(shop.services.db, () =>
        olga.ask('POST', PATH, { text: `ESP-1000 2\n${'NOPE-1 1\nESP-250 6\n'.repeat((rows - 2) / 2)}`, add: true }),
      )
    ).queries.length;
  const ten = await count(10);
  expect(await count(1000)).toBe(ten);
});

it('a grid is added in one request, and a second click adds nothing', async () => {
  const body = {
    channel: 'b2b',
    lines: [
      { variantId: variants.mugSand, quantity: 8 },
      { variantId: variants.mugSage, quantity: 4 },
    ],
  };
  const key = { 'idempotency-key': crypto.randomUUID() };
  const first = await olga.ask('POST', '/api/cart/lines/batch', body, key);
  expect(first).toMatchObject({ status: 201, body: { addedUnits: 12, skipped: [], lineCount: 2, unitCount: 12 } });
  expect((await olga.ask('POST', '/api/cart/lines/batch', body, key)).body).toEqual(first.body);
  expect((await olga.ask('GET', '/api/cart/counts')).body.b2b).toBe(12);
  expect(
    (
      await olga.ask(
        'POST',
        '/api/cart/lines/batch',
        { ...body, lines: [] },
        { 'idempotency-key': crypto.randomUUID() },
      )
    ).status,
  ).toBe(400);
  expect(
    (await anna.ask('POST', '/api/cart/lines/batch', body, { 'idempotency-key': crypto.randomUUID() })).status,
  ).toBe(403);
});
