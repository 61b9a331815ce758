import type { Queue } from '#backoffice/providers/queue/queue.ts';
import type { Db } from '#db/connection.ts';

const SLICE = 200;

/** What changed for buyers is brought to the index, and to its embedding, by the queue: written with the change itself. */
export async function enqueueSearchSync(
  queue: Queue,
  trx: Db,
  productIds: string[],
  { withText = false } = {},
): Promise<void> {
  for (let start = 0; start < productIds.length; start += SLICE) {
    const slice = productIds.slice(start, start + SLICE);
    await queue.enqueue(trx, 'sync-search', { productIds: slice });
    if (withText) await queue.enqueue(trx, 'embed-products', { productIds: slice });
  }
}
