import { findOrder, readReorderLines } from '#backoffice/commerce/order/index.ts';
import { notFound, Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { addToCart } from './add-to-cart.ts';

export interface Reordered {
  added: number;
  skipped: { sku: string; title: string; message: string }[];
}

/** The lines of a past order into the cart, at today's prices; what is not for sale any more is named. */
export async function reorder(
  services: Services,
  wanted: { orderId: string; channel: 'b2c' | 'b2b'; userId: string; storeId: string | null },
): Promise<Reordered> {
  if (!(await findOrder(services.db, { id: wanted.orderId }))) throw notFound('order');
  const owner = {
    userId: wanted.userId,
    guestTokenHash: null,
    channel: wanted.channel,
    storeId: wanted.channel === 'b2b' ? wanted.storeId : null,
  };
  const outcome: Reordered = { added: 0, skipped: [] };
  for (const line of await readReorderLines(services.db, wanted.orderId)) {
    try {
      await addToCart(services, owner, line);
      outcome.added += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcome.skipped.push({ sku: line.sku, title: line.title, message: 'Not for sale any more' });
    }
  }
  return outcome;
}
