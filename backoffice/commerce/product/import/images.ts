import type { Db } from '#db/connection.ts';

export async function findPendingImage(
  db: Db,
  imageId: string,
): Promise<{ id: string; source_url: string; product_id: string } | null> {
  const image = await db('product_images')
    .where({ id: imageId, status: 'pending' })
    .whereNotNull('source_url')
    .first('id', 'source_url', 'product_id');
  return image ?? null;
}

export async function failImage(db: Db, imageId: string, reason: string): Promise<void> {
  await db('product_images')
    .where({ id: imageId, status: 'pending' })
    .update({ status: 'failed', failure_reason: reason });
}

/** False: somebody else had settled it. */
export async function readyImage(trx: Db, imageId: string): Promise<boolean> {
  const count = await trx('product_images')
    .where({ id: imageId, status: 'pending' })
    .update({ status: 'ready', failure_reason: null });
  return count === 1;
}
