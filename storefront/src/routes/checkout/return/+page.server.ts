import { error, redirect } from '@sveltejs/kit';
import { taxIdFor } from '#lib/server/checkout.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { number, token } = named(url);
  const order = await locals.api('GET /api/orders/:number', { params: { number }, query: { token } });
  return {
    order,
    taxId: await taxIdFor(order, locals),
    token: token ?? null,
    hasTurnedBack: url.searchParams.has('cancelled'),
  };
};

export const actions: Actions = {
  /** Gives an unpaid order up: its stock is free again, the cart is still there. */
  release: async ({ locals: { api }, url }) => {
    const { number, token } = named(url);
    try {
      await api('DELETE /api/checkout/:order', { params: { order: number }, query: { token } });
    } catch (failure) {
      return refused(failure);
    }
    redirect(303, `/cart?channel=${url.searchParams.get('channel') === 'b2b' ? 'b2b' : 'b2c'}`);
  },
};

function named(url: URL): { number: string; token: string | undefined } {
  const number = url.searchParams.get('order');
  if (!number) error(404, 'No order was named');
  return { number, token: url.searchParams.get('token') ?? undefined };
}
