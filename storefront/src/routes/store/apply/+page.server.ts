import { redirect } from '@sveltejs/kit';
import { readAddress, valuesOf } from '#lib/server/fields.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import { filesOf, sendForm } from '#lib/server/upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session } }) => {
  // A guest reads what it is about before being asked to sign in.
  if (!session.user) return { store: null, address: null };
  const { store, addresses } = await api('GET /api/account');
  return { store, address: addresses.find(({ isDefault }) => isDefault) ?? addresses[0] ?? null };
};

export const actions: Actions = {
  default: async event => {
    const { request, url, locals } = event;
    const { api, session } = locals;
    requireSignedIn(session, url);
    const form = await request.formData();
    const isFirst = !session.store;
    const website = typed(form, 'website');
    const country = typed(form, 'address.country');
    try {
      await api('POST /api/account/store', {
        body: {
          name: typed(form, 'name'),
          legalName: typed(form, 'legalName'),
          taxId: typed(form, 'taxId').replaceAll(' ', ''),
          country,
          ...(website ? { website: /^https?:\/\//i.test(website) ? website : `https://${website}` } : {}),
          about: typed(form, 'about'),
          address: readAddress(form, 'address'),
        },
      });
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    // The application stands: what is wrong with a file is told on the page of the documents.
    const files = filesOf(form, 'file');
    try {
      for (const file of files) {
        const one = new FormData();
        one.set('file', file);
        await sendForm(event, '/api/store/documents', one);
      }
    } catch {
      redirect(303, '/store/documents?refused');
    }
    redirect(303, isFirst && files.length === 0 ? '/store/documents' : '/store/apply');
  },
};
