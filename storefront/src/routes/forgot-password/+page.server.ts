import { askIdentity, failWith, typed } from '#lib/server/identity.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async event => {
    const email = typed(await event.request.formData(), 'email').toLowerCase();
    const answer = await askIdentity(event, '/request-password-reset', { email, redirectTo: '/reset-password' });
    if (!answer.isDone) return failWith(answer, { email });
    return { message: null, values: { email } };
  },
};
