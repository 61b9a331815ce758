import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  wholesalers: (await api('GET /api/catalog/wholesalers')).items,
});
