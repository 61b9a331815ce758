import { redirect } from '@sveltejs/kit';
import { readAddress, valuesOf } from '#lib/server/fields.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  const { store } = locals.session;
  if (!store) redirect(303, '/account/addresses');
  const { addresses } = await locals.api('GET /api/account');
  const mayChange = store.memberRole === 'owner';
  const asked = mayChange ? url.searchParams.get('edit') : null;
  return { addresses, mayChange, edited: addresses.find(({ id }) => id === asked) ?? null, isAdding: asked === 'new' };
};

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const id = typed(form, 'id');
    const locationName = typed(form, 'locationName') || null;
    const body = { ...readAddress(form, ''), locationName, isDefault: form.has('isDefault') };
    try {
      if (id) await api('PATCH /api/account/addresses/:id', { params: { id }, body });
      else await api('POST /api/account/addresses', { body });
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    redirect(303, '/account/locations');
  },

  remove: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    try {
      await api('DELETE /api/account/addresses/:id', { params: { id: typed(form, 'id') } });
    } catch (error) {
      return refused(error, { values: {} as Record<string, string> });
    }
    redirect(303, '/account/locations');
  },
};
