/** What an address asks of a page; whatever is not understood is taken for nothing. */
export type Query = Record<string, unknown>;

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const dayOrNull = (value: unknown): string | null =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
export const dayOr = (value: unknown, fallback: Date): string =>
  dayOrNull(value) ?? fallback.toISOString().slice(0, 10);
export const idOr = (value: unknown): string | null => (typeof value === 'string' && UUID.test(value) ? value : null);
/** The number of a ledger entry. */
export const cursorOrNull = (value: unknown): string | null =>
  typeof value === 'string' && /^\d{1,18}$/.test(value) ? value : null;
