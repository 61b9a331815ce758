import { redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/guard.ts';
import { askIdentity, failWith, typed } from '#lib/server/identity.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const returnTo = ownPath(url.searchParams.get('returnTo'), '/account');
  if (locals.session.user) redirect(303, returnTo);
  return { returnTo };
};

export const actions: Actions = {
  default: async event => {
    const form = await event.request.formData();
    const name = typed(form, 'name');
    const email = typed(form, 'email').toLowerCase();
    const values = { name, email };
    if (!name) return failWith({ status: 400, message: 'Enter your name' }, values);
    const callbackURL = ownPath(form.get('returnTo'), '/account');
    const answer = await askIdentity(event, '/sign-up/email', {
      name,
      email,
      password: String(form.get('password') ?? ''),
      callbackURL,
    });
    if (!answer.isDone) return failWith(answer, values);
    redirect(303, `/verify-email?email=${encodeURIComponent(email)}`);
  },
};
