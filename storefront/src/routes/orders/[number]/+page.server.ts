import { randomUUID } from 'node:crypto';
import { ApiFailure } from '#lib/api.ts';
import { taxIdFor } from '#lib/server/checkout.ts';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const token = url.searchParams.get('token') ?? undefined;
  try {
    const order = await locals.api('GET /api/orders/:number', { params, query: { token } });
    return { order, taxId: await taxIdFor(order, locals), token: token ?? null, actionKey: randomUUID() };
  } catch (error) {
    // Someone signed out may well be the one whose order it is.
    if (error instanceof ApiFailure && error.status === 404 && !token) requireSignedIn(locals.session, url);
    throw error;
  }
};

export const actions: Actions = {
  cancel: async ({ request, locals: { api }, params, url }) => {
    const form = await request.formData();
    try {
      await api('POST /api/orders/:number/cancellation', {
        params,
        query: { token: url.searchParams.get('token') ?? undefined },
        body: { wholesaler: typed(form, 'wholesaler'), reason: typed(form, 'reason') },
        idempotencyKey: typed(form, 'actionKey'),
      });
    } catch (error) {
      return refused(error);
    }
    return { done: 'Cancelled. What you paid for it is on its way back.' };
  },

  return: async ({ request, locals: { api }, params, url }) => {
    const form = await request.formData();
    const lines = [...form]
      .filter(([name, value]) => name.startsWith('quantity.') && Number(value) > 0)
      .map(([name, value]) => ({ orderLineId: name.slice('quantity.'.length), quantity: Number(value) }));
    try {
      const { number } = await api('POST /api/orders/:number/returns', {
        params,
        query: { token: url.searchParams.get('token') ?? undefined },
        body: { wholesaler: typed(form, 'wholesaler'), reason: typed(form, 'reason'), lines },
        idempotencyKey: typed(form, 'actionKey'),
      });
      return { done: `Return ${number} is asked for. The wholesaler answers by mail.` };
    } catch (error) {
      return refused(error);
    }
  },

  review: async ({ request, locals: { api }, params }) => {
    const form = await request.formData();
    try {
      await api('POST /api/orders/:number/reviews', {
        params,
        body: {
          productSlug: typed(form, 'productSlug'),
          rating: Number(form.get('rating')),
          title: typed(form, 'title'),
          body: typed(form, 'body'),
        },
      });
    } catch (error) {
      return refused(error);
    }
    return { done: 'Thank you: your review is published.' };
  },
};
