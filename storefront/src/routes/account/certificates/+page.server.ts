import { redirect } from '@sveltejs/kit';
import { valuesOf } from '#lib/server/fields.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { refused } from '#lib/server/refused.ts';
import { sendForm } from '#lib/server/upload.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  const { store, canBuyWholesale } = locals.session;
  if (!store) redirect(303, '/account');
  const { items, exemptUntil } = await locals.api('GET /api/store/certificates');
  const today = new Date().toISOString().slice(0, 10);
  const maySubmit = canBuyWholesale && store.memberRole === 'owner';
  return { certificates: items, exemptUntil, today, maySubmit, isSent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  default: async event => {
    const form = await event.request.formData();
    try {
      await sendForm(event, '/api/store/certificates', form);
    } catch (error) {
      return refused(error, { values: valuesOf(form) });
    }
    redirect(303, '/account/certificates?sent');
  },
};
