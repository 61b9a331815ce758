import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { rowsOfFile, rowsOfText } from '../quick-order.ts';

const told = (text: string) => rowsOfText(text).map(({ row, code, quantity }) => [row, code, quantity]);

describe('what was pasted', () => {
  it.each([
    ['spaces', 'ESP-250 12\nMUG-SAND  4'],
    ['tabs', 'ESP-250\t12\nMUG-SAND\t4'],
    ['commas', 'ESP-250,12\nMUG-SAND, 4'],
    ['semicolons', 'ESP-250;12\r\nMUG-SAND; 4 \r\n'],
    ['quotes', '"ESP-250";"12"\n"MUG-SAND";"4"'],
    ['a byte order mark', '\ufeffESP-250,12\nMUG-SAND,4'],
    ['old line ends', 'ESP-250;12\rMUG-SAND;4'],
  ])('%s', (_, text) =>
    expect(told(text)).toEqual([
      [1, 'ESP-250', '12'],
      [2, 'MUG-SAND', '4'],
    ]),
  );

  it('any order of columns under a header, in the words of several languages', () => {
    expect(told('Menge;Bezeichnung;Artikel-Nr.\n12;Espresso;ESP-250')).toEqual([[2, 'ESP-250', '12']]);
    expect(told('Quantity\tEAN\n4\t4012345678901')).toEqual([[2, '4012345678901', '4']]);
    expect(told('EAN;SKU;Qty\n40;A-1;2\n41;;3')).toEqual([
      [2, 'A-1', '2'],
      [3, '41', '3'],
    ]);
    expect(rowsOfText('sku,qty,supplier\nA-1,2,clay-and-co')[0]).toMatchObject({ wholesaler: 'clay-and-co' });
  });

  it('rows are counted as a spreadsheet counts them', () =>
    expect(told('sku,qty\n\nA-1,2\n,\nA-2,3')).toEqual([
      [3, 'A-1', '2'],
      [5, 'A-2', '3'],
    ]));

  it('a SKU with a space in it keeps it', () => expect(told('AB 12 5')).toEqual([[1, 'AB 12', '5']]));
  it('a row without a quantity is a row', () => expect(told('ESP-250')).toEqual([[1, 'ESP-250', '']]));

  it.each([
    ['nothing', '', 'no_rows'],
    ['a header alone', 'sku,qty\n', 'no_rows'],
    ['a header without a quantity', 'sku,colour\nA,red', 'no_such_column'],
    ['a quote that is never closed', '"A,1\nB,2', 'unreadable'],
    ['a line without an end', `${'x'.repeat(20_000)},1\na,2`, 'unreadable'],
    ['1,001 rows', Array.from({ length: 1001 }, (_, n) => `A-${n},1`).join('\n'), 'too_many_rows'],
  ])('refuses %s', (_, text, code) => {
    expect(() => rowsOfText(text)).toThrowError(expect.objectContaining({ kind: 'rule', code }));
  });

  it('a thousand rows are not too many', () =>
    expect(rowsOfText(`sku,qty\n${'A,1\n'.repeat(1000)}`)).toHaveLength(1000));
});

const word = fc
  .stringMatching(/^[A-Z0-9][A-Z0-9._/-]{0,14}[A-Z0-9]$/)
  .filter(one => !/^(EAN|SKU|REF|QTY|PCS|UPC)$/.test(one));
const sheet = fc.array(fc.tuple(word, fc.integer({ min: 1, max: 100_000 })), { minLength: 1, maxLength: 40 });

it('what is written in any form is read back, row for row', () => {
  const form = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', ' '),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    isQuoted: fc.boolean(),
    hasMark: fc.boolean(),
    hasHeader: fc.boolean(),
    isReversed: fc.boolean(),
    padding: fc.constantFrom('', ' '),
  });
  fc.assert(
    fc.property(sheet, form, (rows, { delimiter, end, isQuoted, hasMark, hasHeader, isReversed, padding }) => {
      const cell = (text: string) => (isQuoted ? `"${text}"` : text + (delimiter === ' ' ? '' : padding));
      const line = (cells: string[]) =>
        (isReversed && hasHeader ? cells.toReversed() : cells).map(cell).join(delimiter);
      const lines = rows.map(([code, quantity]) => line([code, String(quantity)]));
      const text = (hasMark ? '\ufeff' : '') + [...(hasHeader ? [line(['SKU', 'Qty'])] : []), ...lines].join(end);
      expect(rowsOfText(text).map(({ code, quantity }) => [code, Number(quantity)])).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

it('no text whatever makes it fail otherwise than by a refusal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), text => {
      try {
        for (const row of rowsOfText(text)) expect(row.code).not.toContain('\0');
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal' });
      }
    }),
    { numRuns: 300 },
  );
});

describe('files', () => {
  const workbook = (cells: string, more: Record<string, Uint8Array> = {}) =>
    Buffer.from(
      zipSync({
        'xl/workbook.xml': strToU8(
          '<workbook><sheets><sheet name="Order" sheetId="7" r:id="rId3"/></sheets></workbook>',
        ),
        'xl/_rels/workbook.xml.rels': strToU8(
          '<Relationships><Relationship Id="rId3" Target="worksheets/sheet4.xml"/></Relationships>',
        ),
        'xl/sharedStrings.xml': strToU8('<sst><si><t>SKU</t></si><si><r><t>ESP</t></r><r><t>-250</t></r></si></sst>'),
        'xl/worksheets/sheet4.xml': strToU8(`<worksheet><sheetData>${cells}</sheetData></worksheet>`),
        ...more,
      }),
    );
  const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Qty</t></is></c><c r="C1" t="s"><v>0</v></c></row>';

  it('XLSX: the first sheet, shared and inline texts, numbers', () => {
    const cells = `${HEADER}<row r="4"><c r="A4"><v>12</v></c><c r="C4" t="s"><v>1</v></c></row><row r="5"><c r="A5"><v>6</v></c><c r="C5"><v>4.012345678901E12</v></c></row>`;
    expect(rowsOfFile(workbook(cells)).map(({ row, code, quantity }) => [row, code, quantity])).toEqual([
      [4, 'ESP-250', '12'],
      [5, '4012345678901', '6'],
    ]);
  });

  it('XLSX: a formula stays one', () => {
    const cells = `${HEADER}<row r="2"><c r="A2"><f>SUM(B1:B9)</f><v>12</v></c><c r="C2" t="s"><v>1</v></c></row>`;
    expect(rowsOfFile(workbook(cells))[0]).toMatchObject({ quantity: '=12' });
  });

  it('XLSX: 1,001 rows are too many', () => {
    const rows = Array.from(
      { length: 1001 },
      (_, n) => `<row r="${n + 2}"><c r="A${n + 2}"><v>1</v></c><c r="C${n + 2}" t="s"><v>1</v></c></row>`,
    );
    expect(() => rowsOfFile(workbook(HEADER + rows.join('')))).toThrowError(
      expect.objectContaining({ code: 'too_many_rows' }),
    );
  });

  it('XLSX: a bomb is put out while it unfolds', () => {
    const bomb = workbook('', { 'xl/worksheets/sheet4.xml': new Uint8Array(60_000_000).fill(32) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(() => rowsOfFile(bomb)).toThrowError(expect.objectContaining({ code: 'too_large_inside' }));
  });

  it.each([
    [
      'a broken archive',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.from('nonsense'.repeat(99))]),
      'unreadable',
    ],
    ['another archive', Buffer.from(zipSync({ 'readme.txt': strToU8('hello') })), 'unreadable'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1, 2]), 'unsupported'],
  ])('%s is refused', (_, content, code) =>
    expect(() => rowsOfFile(content)).toThrowError(expect.objectContaining({ kind: 'rule', code })),
  );

  it('text of Excel’s “Unicode”, and of old Windows', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('sku\tqty\r\nÄ-1\t2', 'utf16le')]);
    expect(rowsOfFile(utf16)[0]).toMatchObject({ code: 'Ä-1', quantity: '2' });
    expect(rowsOfFile(Buffer.from('sku;qty\r\n\xc4-1;2', 'latin1'))[0]).toMatchObject({ code: 'Ä-1' });
  });
});
