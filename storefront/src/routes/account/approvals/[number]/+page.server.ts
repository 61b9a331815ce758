import { redirect } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  requireSignedIn(locals.session, url);
  return { approval: await locals.api('GET /api/store/approvals/:number', { params }) };
};

export const actions: Actions = {
  approve: async ({ request, params, locals: { api } }) => {
    const seen = typed(await request.formData(), 'seenTotalCents');
    let placed: { orderNumber: string; redirectUrl: string | null };
    try {
      const body = /^\d+$/.test(seen) ? { seenTotalCents: Number(seen) } : {};
      placed = await api('POST /api/store/approvals/:number/approval', { params, body });
    } catch (error) {
      return refused(error);
    }
    if (placed.redirectUrl) redirect(303, placed.redirectUrl, { external: true });
    redirect(303, `/orders/${placed.orderNumber}`);
  },

  decline: async ({ request, params, locals: { api } }) => {
    const reason = typed(await request.formData(), 'reason');
    try {
      await api('POST /api/store/approvals/:number/refusal', { params, body: { reason } });
    } catch (error) {
      return refused(error);
    }
    redirect(303, '/account/approvals');
  },

  withdraw: async ({ params, locals: { api } }) => {
    try {
      await api('DELETE /api/store/approvals/:number', { params });
    } catch (error) {
      return refused(error);
    }
    redirect(303, '/cart?channel=b2b');
  },
};
