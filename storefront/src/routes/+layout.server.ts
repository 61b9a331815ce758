import { readCategories } from '#lib/server/categories.ts';
import { log } from '#lib/server/log.ts';
import { PUBLIC_URL } from '$app/env/private';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url, cookies, depends }) => {
  depends('stackr:cart');
  const { session, channel, theme } = locals;
  const mayHaveCart = session.user !== null || cookies.get('stackr_guest') !== undefined;
  const [categories, counts] = await Promise.all([
    readCategories(locals.api),
    mayHaveCart ? readCounts(locals) : { b2c: 0, b2b: 0 },
  ]);
  return { session, channel, theme, categories, counts, origin: PUBLIC_URL ?? url.origin };
};

async function readCounts({ api, requestId }: App.Locals): Promise<{ b2c: number; b2b: number }> {
  try {
    return await api('GET /api/cart/counts');
  } catch (error) {
    // A header without numbers is better than no page.
    log('warn', 'cart counts could not be read', { requestId, err: error });
    return { b2c: 0, b2b: 0 };
  }
}
