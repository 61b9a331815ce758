import type { PageServerLoad } from './$types';

const sorts = ['popular', 'newest', 'price_asc', 'price_desc'] as const;

export const load: PageServerLoad = async ({ locals: { api, channel }, params, url }) => {
  const sort = sorts.find(one => one === url.searchParams.get('sort')) ?? 'popular';
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [wholesaler, products] = await Promise.all([
    api('GET /api/catalog/wholesalers/:slug', { params }),
    api('GET /api/catalog/products', {
      query: { channel, wholesaler: params.slug, sort, limit: 24, ...(cursor ? { cursor } : {}) },
    }),
  ]);
  return { wholesaler, products, sort, isFirstPage: !cursor };
};
