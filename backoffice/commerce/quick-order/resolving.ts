import type { FoundVariant } from './queries.ts';
import { type AskedRow, isFormula, readQuantity } from './rows.ts';

/** What a row means, before its quantity is judged. */
export type Meaning =
  | { kind: 'variant'; variant: FoundVariant; quantity: number; sumOf: number[] }
  /** Its quantity is in the sum of an earlier row. */
  | { kind: 'duplicate'; variant: FoundVariant; into: number }
  | { kind: 'bad_quantity'; variant: FoundVariant | null }
  | { kind: 'formula' }
  | { kind: 'ambiguous'; candidates: FoundVariant[] }
  | { kind: 'not_visible'; variant: FoundVariant }
  | { kind: 'unknown' };

/** One meaning a row, in their order; rows of one variant are summed into the first of them. */
export function resolveRows(
  rows: AskedRow[],
  found: FoundVariant[],
  isBuyable: (one: FoundVariant) => boolean,
): Meaning[] {
  const candidates: FoundVariant[][] = rows.map(() => []);
  for (const variant of found) for (const index of variant.askedBy) candidates[index]!.push(variant);
  const firstOf = new Map<string, { meaning: Extract<Meaning, { kind: 'variant' }>; row: number }>();
  return rows.map((row, index): Meaning => {
    const meaning = meaningOf(row, candidates[index]!, isBuyable);
    if (meaning.kind !== 'variant') return meaning;
    const first = firstOf.get(meaning.variant.id);
    if (first) {
      first.meaning.quantity += meaning.quantity;
      first.meaning.sumOf.push(row.row);
      return { kind: 'duplicate', variant: meaning.variant, into: first.row };
    }
    firstOf.set(meaning.variant.id, { meaning, row: row.row });
    return meaning;
  });
}

function meaningOf(row: AskedRow, all: FoundVariant[], isBuyable: (one: FoundVariant) => boolean): Meaning {
  if (isFormula(row.code) || isFormula(row.quantity)) return { kind: 'formula' };
  const buyable = exactly(row.code, all.filter(isBuyable));
  if (buyable.length > 1) return { kind: 'ambiguous', candidates: buyable };
  const [variant] = buyable;
  const quantity = readQuantity(row.quantity);
  if (!variant) return all[0] ? { kind: 'not_visible', variant: all[0] } : { kind: 'unknown' };
  if (quantity === null) return { kind: 'bad_quantity', variant };
  return { kind: 'variant', variant, quantity, sumOf: [row.row] };
}

/** Of one wholesaler's SKUs that differ in case alone, the one that was typed. */
function exactly(code: string, found: FoundVariant[]): FoundVariant[] {
  const isOneWholesalers = new Set(found.map(one => one.wholesaler.slug)).size === 1;
  const same = found.filter(one => one.sku === code);
  return isOneWholesalers && same.length === 1 ? same : found;
}
