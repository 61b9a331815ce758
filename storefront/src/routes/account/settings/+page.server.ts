import { fail, redirect } from '@sveltejs/kit';
import { askIdentity } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  /** Other sessions end with the old password. */
  password: async event => {
    const form = await event.request.formData();
    const currentPassword = String(form.get('currentPassword') ?? '');
    const newPassword = String(form.get('newPassword') ?? '');
    if (!currentPassword) return fail(400, { field: 'currentPassword', message: 'Enter the present password' });
    if (newPassword.length < 10) return fail(400, { field: 'newPassword', message: 'Use at least ten characters' });
    const answer = await askIdentity(event, '/change-password', {
      currentPassword,
      newPassword,
      revokeOtherSessions: true,
    });
    if (answer.isDone) return { isChanged: true };
    const field = answer.code === 'INVALID_PASSWORD' ? 'currentPassword' : 'newPassword';
    return fail(answer.status, { field, message: answer.message });
  },

  close: async ({ request, cookies, locals: { api } }) => {
    const form = await request.formData();
    if (!form.has('isSure')) return fail(400, { field: 'isSure', message: 'Tick the box to confirm' });
    try {
      await api('DELETE /api/account', {});
    } catch (error) {
      return refused(error, { field: 'isSure' });
    }
    for (const { name } of cookies.getAll()) if (name.includes('stackr.session')) cookies.delete(name, { path: '/' });
    redirect(303, '/');
  },
};
