import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { saveToList } from '#lib/server/bulk.ts';
import { fillUps } from '#lib/server/fill-up.ts';
import { typed } from '#lib/server/identity.ts';
import { orEmpty } from '#lib/server/rail.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { api, requestId } = locals;
  const asked = channelOf(url, locals);
  if (asked === 'b2b' && !locals.session.canBuyWholesale) redirect(303, '/cart?channel=b2c');
  const [cart, lists, recommended] = await Promise.all([
    api('GET /api/cart', { query: { channel: asked } }),
    asked === 'b2b' ? orEmpty(api('GET /api/lists'), requestId) : [],
    orEmpty(api('GET /api/ai/recommendations', { query: { channel: asked, place: 'cart', limit: 4 } }), requestId),
  ]);
  const fills = await fillUps(cart, locals, url.searchParams.get('fill'));
  return { cart, fills, lists, recommended };
};

export const actions: Actions = {
  change: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const id = String(form.get('id'));
    try {
      await api('PATCH /api/cart/lines/:id', { params: { id }, body: { quantity: Number(form.get('quantity')) } });
    } catch (error) {
      return refused(error, { lineId: id });
    }
    return { changed: id };
  },

  accept: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const id = String(form.get('id'));
    try {
      await api('PATCH /api/cart/lines/:id', {
        params: { id },
        body: { acceptPriceCents: Number(form.get('priceCents')) },
      });
    } catch (error) {
      return refused(error, { lineId: id });
    }
    return { changed: id };
  },

  /** Answers what an undo needs: removing is easy, so it is easily taken back. */
  remove: async ({ request, locals: { api } }) => {
    const form = await request.formData();
    const id = String(form.get('id'));
    try {
      await api('DELETE /api/cart/lines/:id', { params: { id } });
    } catch (error) {
      return refused(error, { lineId: id });
    }
    const removed = {
      title: String(form.get('title')),
      variantId: String(form.get('variantId')),
      quantity: Number(form.get('quantity')),
      canReturn: form.get('canReturn') !== '',
    };
    return { removed };
  },

  promote: async ({ request, url, locals }) => {
    const code = typed(await request.formData(), 'code');
    try {
      await locals.api('POST /api/cart/promotions', { body: { channel: channelOf(url, locals), code } });
    } catch (error) {
      return refused(error, { code });
    }
    return { promoted: code };
  },

  demote: async ({ request, url, locals }) => {
    const code = typed(await request.formData(), 'code');
    const query = { channel: channelOf(url, locals) };
    try {
      await locals.api('DELETE /api/cart/promotions/:code', { params: { code }, query });
    } catch (error) {
      return refused(error);
    }
    return { demoted: code };
  },

  /** What closes the gap to a minimum, as “variant:quantity” with blanks between. */
  fill: async ({ request, locals }) => {
    const lines = typed(await request.formData(), 'lines')
      .split(' ')
      .map(line => line.split(':'))
      .map(([variantId = '', quantity]) => ({ variantId, quantity: Number(quantity) }));
    try {
      const body = { channel: 'b2b' as const, lines };
      const { skipped } = await locals.api('POST /api/cart/lines/batch', { body, idempotencyKey: randomUUID() });
      if (skipped.length === 0) return { filled: true };
      return { refusals: skipped.map(({ message }) => ({ code: 'not_for_sale', message })) };
    } catch (error) {
      return refused(error);
    }
  },

  save: async ({ request, locals: { api } }) => {
    const { groups } = await api('GET /api/cart', { query: { channel: 'b2b' } });
    return saveToList(
      api,
      await request.formData(),
      groups.flatMap(group => group.lines),
    );
  },

  undo: async ({ request, url, locals }) => {
    const form = await request.formData();
    const line = { variantId: String(form.get('variantId')), quantity: Number(form.get('quantity')) };
    try {
      await locals.api('POST /api/cart/lines', { body: { ...line, channel: channelOf(url, locals) } });
    } catch (error) {
      return refused(error);
    }
    return { restored: true };
  },
};

function channelOf(url: URL, locals: App.Locals): 'b2c' | 'b2b' {
  const named = url.searchParams.get('channel');
  return named === 'b2b' || named === 'b2c' ? named : locals.channel;
}
