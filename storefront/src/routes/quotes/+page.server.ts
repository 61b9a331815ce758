import { requireStore } from '#lib/server/quotation.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  requireStore(session, url);
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return { quotes: await api('GET /api/quotations', { query: { cursor, limit: 20 } }), isFirstPage: !cursor };
};
