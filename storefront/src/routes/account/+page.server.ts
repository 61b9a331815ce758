import { requireSignedIn } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  const [numbers, account] = await Promise.all([
    locals.api('GET /api/account/dashboard'),
    locals.session.store ? locals.api('GET /api/account') : null,
  ]);
  return { numbers, store: account?.store ?? null, today: new Date().toISOString().slice(0, 10) };
};
