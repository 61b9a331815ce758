import { orEmpty } from '#lib/server/rail.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, channel, requestId } }) => {
  const [arrivals, popular, recommended, wholesalers] = await Promise.all([
    orEmpty(api('GET /api/catalog/products', { query: { channel, sort: 'newest', limit: 8 } }), requestId),
    orEmpty(api('GET /api/catalog/products', { query: { channel, sort: 'popular', limit: 9 } }), requestId),
    orEmpty(api('GET /api/ai/recommendations', { query: { channel, limit: 8 } }), requestId),
    orEmpty(api('GET /api/catalog/wholesalers'), requestId),
  ]);
  return { arrivals, popular, recommended, wholesalers };
};
