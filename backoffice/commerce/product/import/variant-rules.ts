import { type CsvRow, cell, optionCell, type RowProblem } from './columns.ts';
import { type Read, readBarcode, readImageUrl, readPrice, readWhole } from './fields.ts';

/** undefined: the file says nothing about it, what is there stays. */
export interface ImportedVariant {
  row: number;
  sku: string | null;
  barcode: string | null | undefined;
  options: Record<string, string>;
  retailPriceCents: number;
  compareAtPriceCents: number | null;
  wholesalePriceCents: number | undefined;
  moq: number | undefined;
  casePack: number | undefined;
  weightGrams: number | undefined;
  quantity: number | undefined;
  imageUrl: string | null;
}

/** One row's variant, or every reason why not. */
export function readVariant(
  row: CsvRow,
  optionNames: string[],
): { variant: ImportedVariant | null; problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const keep = <T>(read: Read<T>): T | undefined => {
    if ('value' in read) return read.value;
    problems.push({ row: row.number, message: read.problem });
    return undefined;
  };
  const optional = <T>(text: string, read: (text: string) => Read<T>) => (text === '' ? undefined : keep(read(text)));
  const price = cell(row, 'price');
  const retailPriceCents = keep(
    price === '' ? { problem: 'Variant Price: it is missing. Enter one' } : readPrice('Variant Price', price),
  );
  const variant = {
    row: row.number,
    sku: cell(row, 'sku').replace(/^'/, '') || null,
    barcode: cell(row, 'barcode') === '' ? undefined : readBarcode(cell(row, 'barcode')),
    options: keep(optionsOf(row, optionNames)) ?? {},
    retailPriceCents: retailPriceCents ?? 0,
    compareAtPriceCents: compareAtOf(row, keep),
    wholesalePriceCents: optional(cell(row, 'wholesalePrice'), text => readPrice('Wholesale Price', text)),
    moq: optional(cell(row, 'moq'), text => readWhole('MOQ', text, { from: 1, to: 100_000 })),
    casePack: optional(cell(row, 'casePack'), text => readWhole('Case Pack', text, { from: 1, to: 100_000 })),
    weightGrams: optional(cell(row, 'grams'), text => readWhole('Variant Grams', text, { from: 0, to: 1_000_000 })),
    quantity: quantityOf(row, keep),
    imageUrl: readImageUrl(cell(row, 'variantImage')),
  };
  if ((variant.sku?.length ?? 0) > 60)
    problems.push({ row: row.number, message: 'Variant SKU: it is longer than 60 characters. Shorten it' });
  if ((variant.wholesalePriceCents ?? 0) > (retailPriceCents ?? Number.POSITIVE_INFINITY))
    problems.push({ row: row.number, message: 'Wholesale Price: it is above the Variant Price. Lower it' });
  return { variant: problems.length > 0 ? null : variant, problems };
}

function optionsOf(row: CsvRow, names: string[]): Read<Record<string, string>> {
  const options: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = optionCell(row, index + 1, 'value');
    if (value === '') return { problem: `Option${index + 1} Value: the variant has no ${name}. Enter one` };
    options[name] = value.slice(0, 80);
  }
  return { value: options };
}

/** Shopify writes 0 for "none". A former price below the present one is no bargain and is left out. */
function compareAtOf(row: CsvRow, keep: (read: Read<number>) => number | undefined): number | null {
  const text = cell(row, 'compareAt');
  if (/^0*([.,]0*)?$/.test(text)) return null;
  const cents = keep(readPrice('Variant Compare At Price', text));
  const price = readPrice('Variant Price', cell(row, 'price'));
  return cents !== undefined && 'value' in price && cents > price.value ? cents : null;
}

/** Oversold stock is written as a negative number; here it is none. */
function quantityOf(row: CsvRow, keep: (read: Read<number>) => number | undefined): number | undefined {
  const text = cell(row, 'quantity');
  if (text === '') return undefined;
  const quantity = keep(readWhole('Variant Inventory Qty', text, { from: -1_000_000, to: 1_000_000 }));
  return quantity === undefined ? undefined : Math.max(0, quantity);
}
