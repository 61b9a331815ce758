import { linesOf, readRows } from '#lib/server/bulk.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  requireSignedIn(session, url);
  const [preview, order] = await Promise.all([
    api('GET /api/orders/:number/reorder', { params }),
    api('GET /api/orders/:number', { params }),
  ]);
  return { preview, number: order.number, orderChannel: order.channel };
};

export const actions: Actions = {
  add: async ({ request, params, locals: { api } }) => {
    const lines = linesOf(readRows(await request.formData()));
    try {
      return { reordered: await api('POST /api/orders/:number/reorder', { params, body: { lines } }) };
    } catch (error) {
      return refused(error);
    }
  },
};
