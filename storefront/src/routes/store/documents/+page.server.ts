import { redirect } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/guard.ts';
import { refused } from '#lib/server/refused.ts';
import { filesOf, sendForm } from '#lib/server/upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  if (!locals.session.store) redirect(303, '/store/apply');
  const { items } = await locals.api('GET /api/store/documents');
  return { documents: items, store: locals.session.store, isRefused: url.searchParams.has('refused') };
};

export const actions: Actions = {
  default: async event => {
    const files = filesOf(await event.request.formData(), 'file');
    try {
      for (const file of files.length > 0 ? files : [new File([], '')]) {
        const form = new FormData();
        form.set('file', file);
        await sendForm(event, '/api/store/documents', form);
      }
    } catch (error) {
      return refused(error);
    }
    redirect(303, '/store/documents');
  },
};
