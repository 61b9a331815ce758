import { redirect } from '@sveltejs/kit';
import { askIdentity, failWith, typed } from '#lib/server/identity.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ token: url.searchParams.get('token') ?? '' });

export const actions: Actions = {
  default: async event => {
    const form = await event.request.formData();
    const answer = await askIdentity(event, '/reset-password', {
      token: typed(form, 'token'),
      newPassword: String(form.get('password') ?? ''),
    });
    if (!answer.isDone) return failWith(answer);
    redirect(303, '/sign-in?reset');
  },
};
