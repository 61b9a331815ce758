import { existsSync, readFileSync } from 'node:fs';

// The vendors' own descriptions and recordings lie beside the project on some machines. They are too large, and one of
// them is licensed too strictly, to be carried along; the tests that need them run where they are.
const folder = new URL('../../../shared/specs/', import.meta.url);

export const hasSpecs = existsSync(folder);

export const readSpec = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** Where an answer of ours differs from one of the vendor's: a key that lacks or a value of another type. Null fits anything. */
export function differences(ours: unknown, theirs: unknown, path = ''): string[] {
  if (theirs === null || ours === null) return [];
  if (Array.isArray(theirs) && Array.isArray(ours)) {
    return theirs.length > 0 && ours.length > 0 ? differences(ours[0], theirs[0], `${path}[]`) : [];
  }
  if (typeof ours !== typeof theirs || Array.isArray(ours) !== Array.isArray(theirs)) {
    return [`${path}: ${typeof ours} instead of ${typeof theirs}`];
  }
  if (typeof theirs !== 'object') return [];
  return Object.entries(theirs as object).flatMap(([key, value]) => {
    const mine = (ours as Record<string, unknown>)[key];
    return mine === undefined ? [`${path}.${key} is missing`] : differences(mine, value, `${path}.${key}`);
  });
}
