import { createHash } from 'node:crypto';
import { failImage, findPendingImage, readyImage } from '#backoffice/commerce/product/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { type DownloadLimits, DownloadRefused, download, PUBLIC_WEB } from './import-products/download.ts';
import { renditionsOf, UnreadablePicture } from './import-products/renditions.ts';

/**
 * Brings an imported picture home: fetched, encoded anew in three widths, stored, shown. What cannot be fetched or read fails softly,
 * with the reason on the picture; importing the product again tries again. Running twice does nothing the second time.
 */
export async function fetchProductImage(
  services: Services,
  { imageId }: { imageId: string },
  limits: DownloadLimits = PUBLIC_WEB,
): Promise<void> {
  const image = await findPendingImage(services.db, imageId);
  if (!image) return;
  const renditions = await fetched(image.source_url, limits);
  if (typeof renditions === 'string') return failImage(services.db, imageId, renditions);
  const files = [...renditions].map(([width, body]) => ({ key: `products/${imageId}/${width}.webp`, body }));
  for (const { key, body } of files) await services.storage.put(key, body, 'image/webp');
  await services.db.transaction(async trx => {
    if (!(await readyImage(trx, imageId))) return;
    await keepFiles(trx, files);
    await services.queue.enqueue(trx, 'sync-search', { productIds: [image.product_id] });
  });
}

async function fetched(url: string, limits: DownloadLimits): Promise<Map<number, Buffer> | string> {
  try {
    return await renditionsOf(await download(url, limits));
  } catch (error) {
    // Softly: a stranger's broken picture is no defect of ours.
    if (error instanceof DownloadRefused || error instanceof UnreadablePicture) return error.message;
    throw error;
  }
}

async function keepFiles(trx: Db, files: { key: string; body: Buffer }[]): Promise<void> {
  const rows = files.map(({ key, body }) => ({
    key,
    content_type: 'image/webp',
    byte_size: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
    is_public: true,
  }));
  await trx('files').insert(rows).onConflict('key').merge(['byte_size', 'sha256']);
}
