import { randomUUID } from 'node:crypto';
import { fail } from '@sveltejs/kit';
import { saveToList } from '#lib/server/bulk.ts';
import { typed } from '#lib/server/identity.ts';
import { orEmpty } from '#lib/server/rail.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, channel, requestId }, params }) => {
  const [product, similar, together, lists] = await Promise.all([
    api('GET /api/catalog/products/:slug', { params, query: { channel } }),
    orEmpty(
      api('GET /api/ai/similar/:product', { params: { product: params.slug }, query: { channel, limit: 8 } }),
      requestId,
    ),
    orEmpty(
      api('GET /api/ai/bought-together/:product', { params: { product: params.slug }, query: { channel, limit: 4 } }),
      requestId,
    ),
    channel === 'b2b' ? orEmpty(api('GET /api/lists'), requestId) : [],
  ]);
  return { product, similar, together, lists, actionKey: randomUUID() };
};

export const actions: Actions = {
  save: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    return saveToList(api, form, wantedOf(form));
  },

  /** Takes quantity.<variantId> for one or many variants. The quantities are judged, and priced, by the service. */
  add: async ({ request, locals: { api, channel } }) => {
    const form = await request.formData();
    const wanted = wantedOf(form);
    const nothing = { code: 'no_quantity', message: 'Choose a quantity first' };
    if (wanted.length === 0) return fail(422, { message: nothing.message, refusals: [nothing], addedUnits: 0 });

    try {
      const { addedUnits, skipped } = await api('POST /api/cart/lines/batch', {
        body: { channel, lines: wanted },
        idempotencyKey: typed(form, 'actionKey') || randomUUID(),
      });
      if (skipped.length === 0) return { addedUnits, channel };
      const refusals = skipped.map(({ variantId, message }) => ({ code: 'not_for_sale', subject: variantId, message }));
      return { addedUnits, channel, refusals };
    } catch (error) {
      return refused(error, { addedUnits: 0 });
    }
  },
};

const wantedOf = (form: FormData) =>
  [...form]
    .filter(([name]) => name.startsWith('quantity.'))
    .map(([name, value]) => ({ variantId: name.slice('quantity.'.length), quantity: Number(value) }))
    .filter(({ quantity }) => quantity > 0);
