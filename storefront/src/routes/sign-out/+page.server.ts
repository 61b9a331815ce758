import { redirect } from '@sveltejs/kit';
import { askIdentity } from '#lib/server/identity.ts';
import type { Actions } from './$types';

/** A page as well as an action: the panel links here, and a link alone must not sign anybody out. */
export const actions: Actions = {
  default: async event => {
    await askIdentity(event, '/sign-out', {});
    event.cookies.delete('channel', { path: '/' });
    redirect(303, '/');
  },
};
