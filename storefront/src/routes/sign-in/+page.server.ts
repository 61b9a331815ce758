import { redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/guard.ts';
import { askIdentity, failWith, typed } from '#lib/server/identity.ts';
import type { Actions, PageServerLoad } from './$types';

/** The panel says next, our own pages say returnTo. */
const goal = (url: URL) => ownPath(url.searchParams.get('returnTo') ?? url.searchParams.get('next'), '/account');

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.session.user) redirect(303, goal(url));
  return { returnTo: goal(url), isReset: url.searchParams.has('reset'), email: url.searchParams.get('email') ?? '' };
};

export const actions: Actions = {
  default: async event => {
    const form = await event.request.formData();
    const email = typed(form, 'email').toLowerCase();
    const answer = await askIdentity(event, '/sign-in/email', { email, password: String(form.get('password') ?? '') });
    if (!answer.isDone) return failWith(answer, { email });
    redirect(303, ownPath(form.get('returnTo'), '/account'));
  },
};
