import { typed } from '#lib/server/identity.ts';
import { refusedQuote, requireStore, sentPrice } from '#lib/server/quotation.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api, session }, params, url }) => {
  requireStore(session, url);
  return {
    quote: await api('GET /api/quotations/:number', { params }),
    isNew: url.searchParams.has('asked'),
    today: new Date().toISOString().slice(0, 10),
  };
};

export const actions: Actions = {
  accept: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    try {
      await api('POST /api/quotations/:number/acceptance', {
        params,
        body: { wholesaler: typed(form, 'wholesaler'), offerId: typed(form, 'offerId') },
      });
    } catch (error) {
      return refusedQuote(error);
    }
    return { done: 'Accepted. The lines lie in your wholesale cart at the agreed prices.', showCart: true };
  },

  cart: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    try {
      await api('POST /api/quotations/:number/cart', { params, body: { wholesaler: typed(form, 'wholesaler') } });
    } catch (error) {
      return refusedQuote(error);
    }
    return { done: 'The lines lie in your wholesale cart at the agreed prices.', showCart: true };
  },

  /** Lines without a price are left as they are. */
  counter: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    const lines = [...form.keys()]
      .flatMap(name => name.match(/^price\.(.+)$/)?.[1] ?? [])
      .filter(lineId => typed(form, `price.${lineId}`) !== '')
      .map(lineId => ({
        lineId,
        quantity: Number(typed(form, `quantity.${lineId}`)),
        unitPriceCents: sentPrice(typed(form, `price.${lineId}`)) ?? -1,
      }));
    try {
      await api('POST /api/quotations/:number/counter', {
        params,
        body: {
          wholesaler: typed(form, 'wholesaler'),
          offerId: typed(form, 'offerId'),
          message: typed(form, 'message'),
          lines,
        },
      });
    } catch (error) {
      return refusedQuote(error);
    }
    return { done: 'Your answer is on its way to the wholesaler.' };
  },

  decline: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    try {
      await api('POST /api/quotations/:number/decline', {
        params,
        body: { wholesaler: typed(form, 'wholesaler'), reason: typed(form, 'reason') },
      });
    } catch (error) {
      return refusedQuote(error);
    }
    return { done: 'Declined. The wholesaler is told.' };
  },

  withdraw: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    try {
      await api('POST /api/quotations/:number/withdrawal', { params, body: { reason: typed(form, 'reason') } });
    } catch (error) {
      return refusedQuote(error);
    }
    return { done: 'The request is taken back.' };
  },
};
