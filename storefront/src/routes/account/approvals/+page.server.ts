import { redirect } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  if (!locals.session.canBuyWholesale) redirect(303, '/account');
  const { items } = await locals.api('GET /api/store/approvals');
  const mayDecide = locals.session.store?.memberRole !== 'buyer';
  return { approvals: items, mayDecide, submitted: url.searchParams.get('submitted') };
};
