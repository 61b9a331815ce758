import { buffer } from 'node:stream/consumers';
import { Router } from 'express';
import { LRUCache } from 'lru-cache';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

const MEGABYTE = 1024 * 1024;
const PUBLIC_FOLDERS = ['products', 'wholesalers', 'categories'];

/** Public pictures under /api/images: immutable by their id, so cached for good by browsers and shortly here. */
export function imageRouter(services: Services): Router {
  const recent = new LRUCache<string, { body: Buffer; contentType: string }>({
    maxSize: 16 * MEGABYTE,
    sizeCalculation: image => image.body.length,
  });
  const router = Router();
  router.get('/api/images/:folder/:id/:file', async (request, response) => {
    const { folder, id, file } = request.params;
    if (!PUBLIC_FOLDERS.includes(folder) || !/^[0-9a-f-]{36}$/.test(id) || !/^\d{2,4}\.webp$/.test(file))
      throw notFound('picture');
    const key = `${folder}/${id}/${file}`;
    const image = recent.get(key) ?? (await load(services, key));
    recent.set(key, image);
    response
      .set({
        'Cache-Control': 'public, max-age=31536000, immutable',
        'Content-Type': image.contentType,
        'Cross-Origin-Resource-Policy': 'same-origin',
      })
      .send(image.body);
  });
  return router;
}

async function load(services: Services, key: string) {
  const object = await services.storage.get(key);
  if (!object) throw notFound('picture');
  return { body: await buffer(object.body), contentType: object.contentType };
}
