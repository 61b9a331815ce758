import { requireSignedIn } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  const named = url.searchParams.get('channel');
  const channel = named === 'b2b' || named === 'b2c' ? named : undefined;
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const q = url.searchParams.get('q')?.trim().slice(0, 80) || undefined;
  const orders = await locals.api('GET /api/orders', { query: { channel, cursor, q, limit: 20 } });
  return { orders, q: q ?? '', shown: channel ?? null, isFirstPage: cursor === undefined };
};
