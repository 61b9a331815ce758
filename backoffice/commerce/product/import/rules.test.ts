import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generatedSku, readImageUrl, readPrice, readTags, readWhole } from './fields.ts';
import { readProduct } from './rules.ts';
import { safeHtml } from './safe-html.ts';

const row = (number: number, cells: Record<string, string>) => ({ number, cells: { handle: 'shirt', ...cells } });
const shirt = (cells: Record<string, string> = {}) => row(2, { title: 'Shirt', 'variant price': '10', ...cells });

describe('prices', () => {
  test.each([
    ['12.50', 1250],
    ['12,5', 1250],
    ['7', 700],
    ['€ 7.90', 790],
    ['1,299.00', 129_900],
    ['1.299,00', 129_900],
    ['12,345,678.90', null],
    ['1299', 129_900],
  ])('%s is %s cents', (text, cents) => {
    const read = readPrice('Variant Price', text);
    if (cents === null) expect(read).toHaveProperty('problem');
    else expect(read).toEqual({ value: cents });
  });

  test.each(['', 'free', '0', '0.00', '-5', '12.345.6', '1.299.50', '1e3', '0x10', '12 50 90x', 'NaN', '999999999'])(
    '“%s” is none',
    text => expect(readPrice('Variant Price', text)).toHaveProperty('problem'),
  );

  test('what we write we read, to the cent', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), cents => {
        expect(readPrice('Variant Price', (cents / 100).toFixed(2))).toEqual({ value: cents });
      }),
    ));
});

test.each([
  ['3', 3],
  ['3.0', 3],
  ['-2', -2],
])('a whole number: %s', (text, value) => expect(readWhole('MOQ', text, { from: -5, to: 5 })).toEqual({ value }));

test.each(['3.5', 'three', '', '6', '1e1'])('no whole number between −5 and 5: “%s”', text =>
  expect(readWhole('MOQ', text, { from: -5, to: 5 })).toHaveProperty('problem'),
);

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'ftp://a.example/b.jpg',
  'https://user:secret@a.example/b.jpg',
  'b.jpg',
  '',
])('no address to fetch a picture from: “%s”', text => expect(readImageUrl(text)).toBeNull());

test('tags are trimmed, told apart and counted', () => {
  expect(readTags(' linen, summer ,linen,, ')).toEqual(['linen', 'summer']);
  expect(readTags(Array.from({ length: 80 }, (_, index) => `tag ${index}`).join(','))).toHaveLength(30);
});

test('a SKU is made of plain capitals whatever the words are', () =>
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string(), { maxLength: 3 }), (handle, values) => {
      expect(generatedSku(handle, values)).toMatch(/^([A-Z0-9][A-Z0-9-]{0,59})?$/);
    }),
  ));

describe('descriptions', () => {
  test('structure stays, what acts or reaches out goes', () =>
    expect(
      safeHtml(
        '<h1>Shirt</h1><p style="x" onclick="y()">Soft <b>linen</b> <a href="javascript:z()">a</a> <a href="https://b.example">b</a></p><script>1</script><img src=x><iframe src=y></iframe>',
      ),
    ).toBe(
      '<h2>Shirt</h2><p>Soft <b>linen</b> <a rel="nofollow noopener">a</a> <a href="https://b.example" rel="nofollow noopener">b</a></p>',
    ));

  test('plain text becomes paragraphs', () =>
    expect(safeHtml('One & two\nthree\n\nfour')).toBe('<p>One &amp; two<br />three</p><p>four</p>'));

  test('nothing that comes out can run, and cleaning twice changes nothing', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('<script>', '<img src=x onerror=a>', '<a href="javascript:', '<svg onload=', '</p>'),
          ),
        ),
        parts => {
          const clean = safeHtml(parts.join(''));
          expect(clean).not.toMatch(/<(script|img|svg|iframe|style)|<[^>]*\son\w+=|href="javascript/i);
          expect(safeHtml(safeHtml(clean))).toBe(safeHtml(clean));
        },
      ),
    ));
});

describe('a product’s rows', () => {
  test('Title / Default Title is a product without options', () => {
    const { product } = readProduct([shirt({ 'option1 name': 'Title', 'option1 value': 'Default Title' })]);
    expect(product).toMatchObject({ optionNames: [], variants: [{ options: {} }] });
  });

  test('following rows are variants, or pictures only', () => {
    const { product, problems } = readProduct([
      shirt({ 'option1 name': 'Size', 'option1 value': 'S', 'image src': 'https://a.example/1.jpg' }),
      row(3, { 'option1 value': 'M', 'variant price': '11' }),
      row(4, { 'image src': 'https://a.example/2.jpg', 'image position': '2', 'image alt text': 'Back' }),
    ]);
    expect(problems).toEqual([]);
    expect(product?.variants.map(variant => [variant.options.Size, variant.retailPriceCents])).toEqual([
      ['S', 1000],
      ['M', 1100],
    ]);
    expect(product?.images.map(image => [image.position, image.alt])).toEqual([
      [1, ''],
      [2, 'Back'],
    ]);
  });

  test('a wrong variant is named with its field, the others stay', () => {
    const { product, problems } = readProduct([
      shirt({ 'option1 name': 'Size', 'option1 value': 'S' }),
      row(3, { 'option1 value': 'M', 'variant price': 'ten' }),
      row(4, { 'option1 value': 'S', 'variant price': '12' }),
      row(5, { 'option1 value': 'L', 'variant price': '12', 'wholesale price': '13', moq: '1.5' }),
    ]);
    expect(product?.variants).toHaveLength(1);
    expect(problems.map(problem => `${problem.row} ${problem.message.split(':')[0]}`)).toEqual([
      '3 Variant Price',
      '4 Option values',
      '5 MOQ',
      '5 Wholesale Price',
    ]);
  });

  test.each([
    ['Handle', { handle: '' }],
    ['Title', { title: '' }],
    ['Title', { title: 'x'.repeat(161) }],
    ['Gift Card', { 'gift card': 'true' }],
    ['Variant Price', { 'variant price': '' }],
    ['The letters of this row are garbled. Save the file as UTF-8 and try again', { title: 'Caf\uFFFD' }],
  ])('%s: the whole product is left out', (field, cells) => {
    const { product, problems } = readProduct([shirt(cells)]);
    expect(product).toBeNull();
    expect(problems[0]!.message.split(':')[0]).toBe(field);
  });

  test('whatever the cells hold, the answer is a product or a reason', () => {
    const names = [
      'title',
      'body (html)',
      'variant price',
      'variant sku',
      'option1 name',
      'option1 value',
      'moq',
      'image src',
      'tags',
    ];
    const cells = fc.record(
      Object.fromEntries(names.map(name => [name, fc.oneof(fc.string(), fc.constantFrom('', '1', '10', 'Size'))])),
    );
    fc.assert(
      fc.property(fc.array(cells, { minLength: 1, maxLength: 4 }), records => {
        const { product, problems } = readProduct(
          records.map((record, index) => row(index + 2, record as Record<string, string>)),
        );
        expect(product !== null || problems.length > 0).toBe(true);
        for (const variant of product?.variants ?? []) expect(variant.retailPriceCents).toBeGreaterThan(0);
      }),
    );
  });
});
