import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { requireSignedIn } from '#lib/server/guard.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  requireSignedIn(locals.session, url);
  if (!locals.session.store) redirect(303, '/account');
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [open, settled, { store }] = await Promise.all([
    locals.api('GET /api/invoices', { query: { state: 'open', limit: 100 } }),
    locals.api('GET /api/invoices', { query: { state: 'settled', limit: 20, cursor } }),
    locals.api('GET /api/account'),
  ]);
  return {
    open: open.items,
    settled,
    terms: store?.terms ?? null,
    creditCents: store?.creditCents ?? 0,
    paid: url.searchParams.get('paid'),
    isFirstPage: !cursor,
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { api } }) => {
    const number = typed(await request.formData(), 'number');
    let page: { redirectUrl: string };
    try {
      page = await api('POST /api/invoices/:number/payment', {
        params: { number },
        body: {},
        idempotencyKey: randomUUID(),
      });
    } catch (error) {
      return refused(error);
    }
    redirect(303, page.redirectUrl, { external: true });
  },
};
