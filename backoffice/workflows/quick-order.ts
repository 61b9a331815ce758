import { type CartOwner, putLines } from '#backoffice/commerce/cart/index.ts';
import { type AskedRow, readRows } from '#backoffice/commerce/quick-order/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type JudgedRow, judgeRows } from './judge-rows.ts';
import { decodeText, readText } from './quick-order/read-text.ts';
import { isSpreadsheet, readXlsx } from './quick-order/read-xlsx.ts';

export interface QuickOrder {
  rows: JudgedRow[];
  validCount: number;
  validUnits: number;
  /** Of the valid rows, without tax for wholesale. */
  validCents: number;
  /** Null: only asked. */
  added: { rowCount: number; lineCount: number; unitCount: number } | null;
}

/** What was pasted. Throws Refusal where it is no list of SKUs and quantities. */
export const rowsOfText = (text: string): AskedRow[] => readRows(readText(text));

/** A CSV, TXT or XLSX file, told by its content. */
export const rowsOfFile = (content: Buffer): AskedRow[] =>
  isSpreadsheet(content) ? readRows(readXlsx(content)) : rowsOfText(decodeText(content));

/**
 * Judges the rows and, where asked, puts the valid ones into the cart. A row sets the quantity of its line (what was confirmed is what
 * lies there, and a repeat changes nothing). Three statements at most.
 */
export async function quickOrder(
  services: Services,
  owner: CartOwner,
  { rows, add }: { rows: AskedRow[]; add: boolean },
): Promise<QuickOrder> {
  const judged = await judgeRows(services, owner, rows);
  const valid = judged.flatMap(({ status, variant, quantity }) =>
    status === 'ok' && variant && quantity
      ? [{ variantId: variant.id, quantity, unitPriceCents: variant.unitPriceCents }]
      : [],
  );
  const counters = add && valid.length > 0 ? await putLines(services.db, owner, valid, 'set') : null;
  return {
    rows: judged,
    validCount: valid.length,
    validUnits: valid.reduce((sum, line) => sum + line.quantity, 0),
    validCents: valid.reduce((sum, line) => sum + line.quantity * line.unitPriceCents, 0),
    added: counters && { rowCount: valid.length, ...counters },
  };
}
