import { createHash, timingSafeEqual } from 'node:crypto';

export interface Owned {
  userId: string | null;
  storeId: string | null;
  viewTokenHash: string | null;
}
export interface Asker {
  userId: string | null;
  storeId: string | null;
  /** From the link a guest got at checkout. */
  token: string | null;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The buyer, the buyer's store, or whoever holds the link. Everyone else is told that there is no such order. */
export function maySee(order: Owned, asker: Asker): boolean {
  if (asker.userId && order.userId === asker.userId) return true;
  if (asker.storeId && order.storeId === asker.storeId) return true;
  if (!asker.token || !order.viewTokenHash) return false;
  return timingSafeEqual(Buffer.from(hashToken(asker.token)), Buffer.from(order.viewTokenHash));
}
