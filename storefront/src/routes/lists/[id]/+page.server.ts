import { redirect } from '@sveltejs/kit';
import { unitsOf } from '#lib/bulk.ts';
import { linesOf, readRows, sentRow } from '#lib/server/bulk.ts';
import { typed } from '#lib/server/identity.ts';
import { requireStore } from '#lib/server/quotation.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  requireStore(session, url);
  return { list: await api('GET /api/lists/:id', { params }) };
};

export const actions: Actions = {
  /** Keeps the quantities as they stand; a pressed chip or cross is carried out first. */
  save: async event => save(event),

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

  rename: async ({ request, params, locals: { api } }) => {
    const name = typed(await request.formData(), 'name');
    try {
      await api('PATCH /api/lists/:id', { params, body: { name } });
    } catch (error) {
      return refused(error);
    }
    return { done: `Renamed to ${name}.` };
  },

  delete: async ({ params, locals: { api } }) => {
    try {
      await api('DELETE /api/lists/:id', { params });
    } catch (error) {
      return refused(error);
    }
    redirect(303, '/lists');
  },
};

async function save({ request, params, locals: { api } }: RequestEvent) {
  const form = await request.formData();
  const before = readRows(withoutRemoval(form));
  const rows = readRows(form);
  const kept = new Set(rows.map(row => row.variantId));
  try {
    for (const { variantId } of before.filter(row => row.variantId && !kept.has(row.variantId)))
      await api('DELETE /api/lists/:id/lines/:variantId', { params: { ...params, variantId } });
    const lines = linesOf(rows);
    if (lines.length > 0) await api('POST /api/lists/:id/lines', { params, body: { lines } });
  } catch (error) {
    return refused(error);
  }
  return { saved: true };
}

function withoutRemoval(form: FormData): FormData {
  const copy = new FormData();
  for (const [name, value] of form) if (name !== 'drop') copy.append(name, value);
  return copy;
}
