import { Refusal, refuseIfAny } from '../refusal.ts';

/** One line of what was pasted or uploaded; row counts as a spreadsheet does. */
export interface AskedRow {
  row: number;
  /** SKU or barcode, as typed. */
  code: string;
  variantId: string | null;
  /** Slug or name: which one, where several have this SKU. */
  wholesaler: string | null;
  /** As typed. */
  quantity: string;
}

export interface SheetRecord {
  row: number;
  cells: string[];
}

export const MOST_ROWS = 1000;
const LONGEST_CODE = 120;

const COLUMNS = {
  sku: /^(variant ?)?(sku|code|article|artikel|item|ref|référence)( ?(no|nr|number|nummer|code))?[.:]?$/,
  barcode: /^(variant ?)?(barcode|ean|gtin|upc)( ?(no|nr|number|nummer|code))?[.:]?$/,
  quantity: /^(qty|quantity|menge|anzahl|quantité|quantite|qté|cantidad|aantal|units?|pieces|stück|pcs)[.:]?$/,
  wholesaler: /^(wholesaler|supplier|brand|maker|vendor|lieferant|fournisseur)$/,
};
type Column = keyof typeof COLUMNS;

/**
 * Code and quantity in any order under a header; without one the code comes first. Of a SKU and a barcode the SKU counts, where the row
 * has one. Throws Refusal where no rows can be told apart.
 */
export function readRows(records: SheetRecord[]): AskedRow[] {
  const [first] = records;
  const header = first ? headerOf(first.cells) : null;
  const rows = header ? records.slice(1) : records;
  const { sku, barcode, quantity, wholesaler }: Places = header ?? { sku: 0, quantity: 1 };
  if (sku === undefined && barcode === undefined)
    throw sheetRefusal('no_such_column', 'The header names a quantity, but no column of SKUs: call it SKU');
  if (quantity === undefined)
    throw sheetRefusal('no_such_column', 'The header names SKUs, but no column of quantities: call it Quantity');
  refuseIfTooMany(rows.length);
  if (rows.length === 0) throw sheetRefusal('no_rows', 'There are no rows in this: one a line, SKU and quantity');
  return rows.map(({ row, cells }) => {
    const cell = (column: number | undefined) => (column === undefined ? '' : codeOf(cells[column]));
    return {
      row,
      code: cell(sku) || cell(barcode),
      variantId: null,
      wholesaler: cell(wholesaler) || null,
      quantity: (cells[quantity] ?? '').trim(),
    };
  });
}

export function refuseIfTooMany(count: number): void {
  if (count <= MOST_ROWS) return;
  const said = `At most ${MOST_ROWS.toLocaleString('en')} rows at a time, and there are more: split them`;
  refuseIfAny([{ code: 'too_many_rows', subject: 'rows', message: said }]);
}

export const sheetRefusal = (code: string, message: string) =>
  new Refusal('rule', code, message, [{ code, subject: 'rows', message }]);

// Postgres takes no zero byte in a text; a line break inside a quoted cell is not part of a SKU.
const codeOf = (cell = '') =>
  cell
    .replaceAll(/[\0\s\u00a0]+/g, ' ')
    .trim()
    .slice(0, LONGEST_CODE);

type Places = Partial<Record<Column, number>>;

/** Null: the first line is a row already. */
function headerOf(cells: string[]): Places | null {
  const places: Places = {};
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim().toLowerCase().replaceAll(/[_-]+/g, ' ');
    for (const column of Object.keys(COLUMNS) as Column[]) if (COLUMNS[column].test(name)) places[column] ??= index;
  }
  const isNamed = [places.sku, places.barcode, places.quantity].some(place => place !== undefined);
  return isNamed ? places : null;
}

/** '12', '12 ', and what a spreadsheet makes of it (12.0, 12,00). Null: no whole number from 1 to 100,000. */
export function readQuantity(text: string): number | null {
  const digits = /^\+?(\d{1,6})(?:[.,]0{1,2})?$/.exec(text.trim())?.[1];
  const quantity = Number(digits);
  return quantity >= 1 && quantity <= 100_000 ? quantity : null;
}

/** A spreadsheet's formula: never worked out here, wherever it stands. */
export const isFormula = (text: string): boolean => /^[=@]/.test(text.trim());
