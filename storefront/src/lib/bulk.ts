import type { JudgedRow, RowVariant } from '../../../backoffice/http/contract.ts';
import { stepAt } from './ladder.ts';

/** A row as its form holds it. */
export interface TypedRow {
  row: number;
  code: string;
  variantId: string;
  quantity: string;
}

/** '12 ' → 12; what is no whole number from 1 on is 0. */
export const unitsOf = (text: string): number => {
  const units = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0;
  return units <= 100_000 ? units : 0;
};

/** At the step of the ladder that so many reach. */
export const priceAt = (variant: Pick<RowVariant, 'ladder' | 'unitPriceCents'>, units: number): number =>
  variant.ladder ? (stepAt(variant.ladder, units)?.unitPriceCents ?? variant.unitPriceCents) : variant.unitPriceCents;

/** What a row comes to as it is typed; rows that cannot be added come to nothing. */
export function centsOf(row: JudgedRow, typed: string): number {
  const units = unitsOf(typed);
  return row.variant && row.status !== 'duplicate' ? units * priceAt(row.variant, units) : 0;
}

export const isRight = (row: JudgedRow): boolean => row.status === 'ok';
/** Counted with another row, or right already: nothing to do. */
export const needsWork = (row: JudgedRow): boolean => row.status !== 'ok' && row.status !== 'duplicate';

/** The quantity in the field of a row as it was answered: a sum where rows were put together. */
export const shownQuantity = (row: JudgedRow): string =>
  row.quantity === null ? row.typedQuantity : String(row.quantity);
