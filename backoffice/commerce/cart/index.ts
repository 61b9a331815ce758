import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';
import { mergeLines } from './write.ts';

export { type FillUpRow, readFillUp } from './fill-up.ts';
export { putLines, type WantedLine } from './put-lines.ts';
export * from './read.ts';
export {
  type AddedLine,
  addUnits,
  changeLine,
  countUnits,
  deleteLine,
  findCart,
  findOffer,
  findOwnLine,
  lockLines,
} from './write.ts';

export const hashGuestToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export function mergeGuestCart(db: Db, { guestToken, userId }: { guestToken: string; userId: string }): Promise<void> {
  return mergeLines(db, { guestTokenHash: hashGuestToken(guestToken), userId });
}
