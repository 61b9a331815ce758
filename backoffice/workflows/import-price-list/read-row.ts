import type { ListedVariant } from '#backoffice/commerce/pricing/index.ts';
import { readPrice, readWhole } from '#backoffice/commerce/product/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';

export const COLUMNS = ['sku', 'min_quantity', 'unit_price'];

/** One thing wrong with a row, or worth knowing, and what to do. */
export interface RowNote {
  field: string;
  message: string;
  fix: string;
}
export interface ReadRow {
  row: number;
  sku: string;
  wholesaler: string;
  minQuantity: number;
  /** Null: the tier is to go. */
  unitPriceCents: number | null;
}

/** The header's names as we know them; other columns are left alone. */
export function readHeader(names: string[]): string[] {
  const plain = names.map(name =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const missing = COLUMNS.filter(name => !plain.includes(name));
  if (missing.length > 0)
    throw new Refusal(
      'malformed',
      'not_a_price_list',
      `This is not a price list: the column ${missing.join(', ')} is missing. Export the list to see how it looks`,
    );
  return plain;
}

export function readRow(row: number, cells: Record<string, string>): ReadRow | RowNote[] {
  const cell = (name: string) => (cells[name] ?? '').trim().replace(/^'(?=[=+\-@])/, '');
  const notes: RowNote[] = [];
  const sku = cell('sku');
  if (!sku) notes.push({ field: 'sku', message: 'The SKU is missing', fix: 'Enter the SKU as in your catalogue' });
  const quantity = readWhole('min_quantity', cell('min_quantity') || '1', { from: 1, to: 100_000 });
  if ('problem' in quantity) notes.push({ field: 'min_quantity', ...inTwo(quantity.problem) });
  const price = readUnitPrice(cell('unit_price'));
  if ('problem' in price) notes.push({ field: 'unit_price', ...inTwo(price.problem) });
  if (notes.length > 0 || 'problem' in quantity || 'problem' in price) return notes;
  return { row, sku, wholesaler: cell('wholesaler'), minQuantity: quantity.value, unitPriceCents: price.value };
}

/** As for products, but three digits after a single point could be thousands or parts of a cent: 1.299 is asked about, not guessed. */
function readUnitPrice(text: string): { value: number | null } | { problem: string } {
  if (text.toLowerCase() === 'remove') return { value: null };
  if (!text) return { problem: 'unit_price: the price is missing. Enter one like 12.50, or the word remove' };
  if (/^\d{1,3}[.,]\d{3}$/.test(text.replace(/[€\s]|EUR/g, '')))
    return { problem: `unit_price: “${text}” can be read in two ways. Write it with two decimals, like 12.50` };
  return readPrice('unit_price', text);
}

/** '“x” is not a price. Write it like 12.50' → what is wrong, and the fix. */
function inTwo(problem: string): { message: string; fix: string } {
  const plain = problem.replace(/^\w+: /, '');
  const at = plain.indexOf('. ');
  return at < 0
    ? { message: plain, fix: 'Correct the value' }
    : { message: plain.slice(0, at), fix: plain.slice(at + 2) };
}

/** The variant a row means, or why it means none. */
export function matchRow(read: ReadRow, listed: ListedVariant[]): ListedVariant | RowNote {
  const named = listed.filter(one => one.sku === read.sku && (!read.wholesaler || one.wholesaler === read.wholesaler));
  const [only] = named;
  if (!only)
    return {
      field: 'sku',
      message: `There is no ${read.sku}${read.wholesaler ? ` at ${read.wholesaler}` : ''} in the catalogue`,
      fix: 'Check its spelling, or create the product first',
    };
  if (named.length > 1)
    return {
      field: 'wholesaler',
      message: `Several wholesalers have a ${read.sku}`,
      fix: `Add the column wholesaler: ${named.map(one => one.wholesaler).join(' or ')}`,
    };
  if (only.wholesalePriceCents === null)
    return {
      field: 'sku',
      message: `${read.sku} has no wholesale price, so it is not sold in bulk`,
      fix: 'Give the variant a wholesale price first',
    };
  return only;
}

/** A tier that no one would ever pay is taken, and said. */
export function tierNotes(read: ReadRow, variant: ListedVariant): RowNote[] {
  if (read.unitPriceCents === null || read.unitPriceCents <= variant.wholesalePriceCents!) return [];
  return [
    {
      field: 'unit_price',
      message: 'This is above the wholesale price, so nobody will be charged it',
      fix: 'Lower it, or leave the row out',
    },
  ];
}
