import { fail, redirect } from '@sveltejs/kit';
import { valuesOf } from '#lib/server/fields.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  if (!locals.session.store) redirect(303, '/account');
  return {
    team: await locals.api('GET /api/store/team'),
    store: locals.session.store,
    edited: url.searchParams.get('edit'),
    invited: url.searchParams.get('invited'),
  };
};

const roleOf = (form: FormData): 'owner' | 'approver' | 'buyer' => {
  const role = typed(form, 'memberRole');
  return role === 'owner' || role === 'approver' ? role : 'buyer';
};

/** Euros as typed, with comma or point; empty: no limit. Undefined: no sum of money. */
function limitOf(form: FormData): number | null | undefined {
  const text = typed(form, 'limit').replace(/[€\s]/g, '').replace(',', '.');
  if (!text) return null;
  return /^\d{1,7}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : undefined;
}

const wrongLimit = (form: FormData) => {
  const message = 'Enter a sum such as 500 or 499.50, or leave it empty';
  return fail(422, { message, refusals: [{ code: 'limit', subject: 'limit', message }], values: valuesOf(form) });
};

export const actions: Actions = {
  invite: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const spendingLimitCents = limitOf(form);
    if (spendingLimitCents === undefined) return wrongLimit(form);
    const email = typed(form, 'email').toLowerCase();
    try {
      await api('POST /api/store/invitations', { body: { email, memberRole: roleOf(form), spendingLimitCents } });
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    redirect(303, `/account/team?invited=${encodeURIComponent(email)}`);
  },

  change: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const spendingLimitCents = limitOf(form);
    if (spendingLimitCents === undefined) return wrongLimit(form);
    try {
      const body = { memberRole: roleOf(form), spendingLimitCents };
      await api('PATCH /api/store/members/:id', { params: { id: typed(form, 'id') }, body });
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    redirect(303, '/account/team');
  },

  remove: async ({ request, locals: { api, session } }) => {
    const form = await request.formData();
    const id = typed(form, 'id');
    try {
      await api('DELETE /api/store/members/:id', { params: { id } });
    } catch (error) {
      return refused(error, { values: {} as Record<string, string> });
    }
    redirect(303, id === session.user?.id ? '/account' : '/account/team');
  },

  revoke: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    try {
      await api('DELETE /api/store/invitations/:id', { params: { id: typed(form, 'id') } });
    } catch (error) {
      return refused(error, { values: {} as Record<string, string> });
    }
    redirect(303, '/account/team');
  },
};
