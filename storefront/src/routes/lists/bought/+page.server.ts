import { unitsOf } from '#lib/bulk.ts';
import { readRows, sentRow } from '#lib/server/bulk.ts';
import { requireStore } from '#lib/server/quotation.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  requireStore(session, url);
  const cursor = url.searchParams.get('cursor') ?? undefined;
  return { bought: await api('GET /api/bought', { query: { cursor } }), isFirst: !cursor };
};

export const actions: Actions = {
  add: async ({ request, locals: { api } }) => {
    const rows = readRows(await request.formData()).filter(row => unitsOf(row.quantity) > 0);
    try {
      const { added, rows: judged } = await api('POST /api/cart/quick-order', {
        body: { rows: rows.map(sentRow), add: true },
      });
      const left = judged.filter(row => row.status !== 'ok').map(({ code, message }) => ({ code, message }));
      return { added: added?.rowCount ?? 0, left };
    } catch (error) {
      return refused(error);
    }
  },
};
