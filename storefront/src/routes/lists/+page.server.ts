import { redirect } from '@sveltejs/kit';
import { typed } from '#lib/server/identity.ts';
import { requireStore } from '#lib/server/quotation.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  requireStore(session, url);
  return { lists: (await api('GET /api/lists')).items };
};

export const actions: Actions = {
  create: async ({ request, locals: { api } }) => {
    const name = typed(await request.formData(), 'name');
    let id: string;
    try {
      ({ id } = await api('POST /api/lists', { body: { name } }));
    } catch (error) {
      return refused(error, { name });
    }
    redirect(303, `/lists/${id}`);
  },
};
