import { redirect } from '@sveltejs/kit';
import { ApiFailure } from '#lib/api.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  // The address holds the invitation: no cache keeps it.
  setHeaders({ 'cache-control': 'private, no-store' });
  const token = url.searchParams.get('token') ?? '';
  try {
    const invitation = await locals.api('GET /api/store/invitations/open', { query: { token } });
    return { token, invitation, problem: null };
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.status >= 500) throw error;
    const problem = error.status === 409 ? error.message : 'This link is not complete, or there is no such invitation';
    return { token, invitation: null, problem };
  }
};

export const actions: Actions = {
  default: async ({ request, url, locals: { api, session } }) => {
    requireSignedIn(session, url);
    const token = typed(await request.formData(), 'token');
    try {
      await api('POST /api/store/invitations/accept', { body: { token } });
    } catch (error) {
      return refused(error);
    }
    redirect(303, '/account');
  },
};
