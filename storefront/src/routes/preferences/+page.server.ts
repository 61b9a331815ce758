import { redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/guard.ts';
import type { Actions } from './$types';

const ONE_YEAR = 365 * 24 * 3600;

/** What a browser remembers for itself, in cookies: colours, and retail or wholesale. */
export const actions: Actions = {
  theme: async ({ request, cookies, url }) => {
    const form = await request.formData();
    const theme = form.get('theme');
    // Not httpOnly: the switch in the page writes it too.
    if (theme === 'light' || theme === 'dark' || theme === 'system')
      cookies.set('theme', theme, {
        maxAge: ONE_YEAR,
        httpOnly: false,
        sameSite: 'lax',
        secure: url.protocol === 'https:',
      });
    redirect(303, ownPath(form.get('returnTo')));
  },

  channel: async ({ request, cookies, url, locals }) => {
    const form = await request.formData();
    const channel = form.get('channel') === 'b2b' && locals.session.canBuyWholesale ? 'b2b' : 'b2c';
    cookies.set('channel', channel, { maxAge: ONE_YEAR, sameSite: 'lax', secure: url.protocol === 'https:' });
    redirect(303, ownPath(form.get('returnTo')));
  },
};
