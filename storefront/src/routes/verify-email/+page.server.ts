import { askIdentity, failWith, typed } from '#lib/server/identity.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ email: url.searchParams.get('email') ?? '' });

export const actions: Actions = {
  default: async event => {
    const email = typed(await event.request.formData(), 'email').toLowerCase();
    const answer = await askIdentity(event, '/send-verification-email', { email, callbackURL: '/account' });
    if (!answer.isDone) return failWith(answer, { email });
    return { message: null, isSent: true, values: { email } };
  },
};
