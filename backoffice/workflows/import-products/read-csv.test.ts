import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

const read = async (csv: string | AsyncIterable<Buffer | string>) => {
  const groups: { handle: string; titles: string[] }[] = [];
  const chunks =
    typeof csv === 'string'
      ? (async function* () {
          yield csv;
        })()
      : csv;
  for await (const group of readCsv(chunks)) {
    if ('problem' in group) throw new Error(group.problem);
    groups.push({ handle: group.handle, titles: group.rows.map(row => row.cells.title ?? '') });
  }
  return groups;
};
const expected = [{ handle: 'a', titles: ['One, "two"; three', ''] }];

test.each([
  ['commas', 'Handle,Title,Variant Price\na,"One, ""two""; three",1\na,,2\n'],
  ['a byte order mark and CRLF', '\uFEFFHandle,Title,Variant Price\r\na,"One, ""two""; three",1\r\na,,2\r\n'],
  ['semicolons', 'Handle;Title;Variant Price\na;"One, ""two""; three";1,5\na;;2\n'],
  ['tabs', 'Handle\tTitle\tVariant Price\na\t"One, ""two""; three"\t1\na\t\t2\n'],
  [
    'other capitals, blank lines and no last line ending',
    'HANDLE, title ,variant PRICE\n\na,"One, ""two""; three",1\n,,\na,,2',
  ],
])('%s', async (_, csv) => expect(await read(csv)).toEqual(expected));

test('however the file is cut into chunks', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async sizes => {
      const bytes = Buffer.from('\uFEFFHandle,Title,Variant Price\r\na,"One, ""two""; three",1\r\na,,2\r\n');
      async function* cut() {
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          yield bytes.subarray(at, at + size);
          at += size;
        }
      }
      expect(await read(cut())).toEqual(expected);
    }),
    { numRuns: 40 },
  ));

test('what a spreadsheet would write is read back', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), async titles => {
      const clean = titles.map(title => title.replaceAll('\r', ' '));
      const lines = clean.map((title, index) => `h${index},"${title.replaceAll('"', '""')}",1`);
      const groups = await read(`Handle,Title,Variant Price\n${lines.join('\n')}\n`);
      expect(groups.map(group => group.titles)).toEqual(clean.map(title => [title]));
    }),
    { numRuns: 60 },
  ));

test('two thousand rows stream through: one product at a time is in memory', async () => {
  let begun = 0;
  async function* lines() {
    yield 'Handle,Title,Body (HTML),Variant Price\n';
    for (let product = 0; product < 500; product += 1) {
      begun = product;
      for (let variant = 0; variant < 4; variant += 1) yield `p-${product},P,"${'<p>long</p>'.repeat(500)}",1\n`;
    }
  }
  let groups = 0;
  let furthestAhead = 0;
  for await (const group of readCsv(lines())) {
    groups += 1;
    furthestAhead = Math.max(furthestAhead, begun - groups);
    expect('rows' in group && group.rows.length).toBe(4);
  }
  expect(groups).toBe(500);
  expect(furthestAhead).toBeLessThan(60);
});

test('a file that is too large is refused before it is read to the end', async () => {
  let sent = 0;
  async function* endless() {
    yield 'Handle,Title,Variant Price\n';
    for (;;) {
      sent += 1;
      yield `x-${sent},${'x'.repeat(100_000)},5\n`;
    }
  }
  const reading = async () => {
    for await (const _ of readCsv(endless()));
  };
  await expect(reading()).rejects.toMatchObject({ code: 'file_too_large' });
  expect(sent).toBeLessThan(210);
});
