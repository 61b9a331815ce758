import { Refusal } from '#backoffice/commerce/refusal.ts';

/** Where a page ended, as clients carry it: opaque to them, checked when it comes back. */
export const writeCursor = (after: readonly (string | number)[] | null): string | null =>
  after ? Buffer.from(JSON.stringify(after)).toString('base64url') : null;

export function readCursor(cursor: string | undefined): [string | number, string] | null {
  if (!cursor) return null;
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (/^[0-9a-f-]{36}$/.test(id) && ['string', 'number'].includes(typeof value)) return [value, id];
  } catch {
    // Falls through to the refusal: whatever is wrong with it, the remedy is the same.
  }
  throw new Refusal('malformed', 'malformed', 'This cursor is not one of ours: start again without it', [
    { code: 'invalid', subject: 'cursor', message: 'Pass nextCursor back as it came' },
  ]);
}
