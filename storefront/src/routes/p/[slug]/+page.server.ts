import { fail } from '@sveltejs/kit';
import { orEmpty } from '#lib/server/rail.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, channel, requestId }, params }) => {
  const [product, similar, together] = await Promise.all([
    api('GET /api/catalog/products/:slug', { params, query: { channel } }),
    orEmpty(
      api('GET /api/ai/similar/:product', { params: { product: params.slug }, query: { channel, limit: 8 } }),
      requestId,
    ),
    orEmpty(
      api('GET /api/ai/bought-together/:product', { params: { product: params.slug }, query: { channel, limit: 4 } }),
      requestId,
    ),
  ]);
  return { product, similar, together };
};

export const actions: Actions = {
  /** Takes quantity.<variantId> for one or many variants. The quantities are judged, and priced, by the service. */
  add: async ({ request, locals: { api, channel } }) => {
    const form = await request.formData();
    const wanted = [...form]
      .filter(([name]) => name.startsWith('quantity.'))
      .map(([name, value]) => ({ variantId: name.slice('quantity.'.length), quantity: Number(value) }))
      .filter(({ quantity }) => quantity > 0);
    const nothing = { code: 'no_quantity', message: 'Choose a quantity first' };
    if (wanted.length === 0) return fail(422, { message: nothing.message, refusals: [nothing], addedUnits: 0 });

    let addedUnits = 0;
    try {
      for (const line of wanted) {
        await api('POST /api/cart/lines', { body: { ...line, channel } });
        addedUnits += line.quantity;
      }
    } catch (error) {
      return refused(error, { addedUnits });
    }
    return { addedUnits, channel };
  },
};
