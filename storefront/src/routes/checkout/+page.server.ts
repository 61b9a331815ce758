import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { formatMoney } from '#lib/format.ts';
import {
  askQuote,
  checkoutChannel,
  orderKey,
  quoteOrNull,
  readCheckout,
  savedAccount,
  wholesaleEnded,
} from '#lib/server/checkout.ts';
import { valuesOf } from '#lib/server/fields.ts';
import { typed } from '#lib/server/identity.ts';
import { refused } from '#lib/server/refused.ts';
import type { QuoteView } from '../../../../backoffice/http/contract.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (wholesaleEnded(url, locals)) redirect(303, '/store/apply');
  const channel = checkoutChannel(url, locals);
  const { addresses, taxId } = await savedAccount(locals);
  const wholesalers = url.searchParams.getAll('wholesalers');
  const quote = await quoteOrNull(
    {
      channel,
      ...(addresses[0] ? { shippingAddress: addresses[0] } : {}),
      ...(wholesalers.length > 0 ? { wholesalers } : {}),
    },
    locals,
  );
  // Nothing to check out, or nothing that can be: the cart says why.
  if (!quote || quote.groups.length === 0) redirect(303, `/cart?channel=${channel}`);
  return { channel, addresses, taxId: channel === 'b2b' ? taxId : null, wholesalers, quote, pageKey: randomUUID() };
};

export const actions: Actions = {
  quote: async ({ request, url, locals }) => {
    const form = await request.formData();
    const values = valuesOf(form);
    const ended = wholesaleEnded(url, locals);
    if (ended) return fail(403, { message: ended.message, refusals: [ended], values, quote: null });
    try {
      return { quote: await askQuote(await readCheckout(form, url, locals), locals), values };
    } catch (error) {
      return refused(error, { values, quote: null });
    }
  },

  /** Above the buyer's limit: to the store's approvers instead of the wholesalers. */
  submit: async ({ request, url, locals }) => {
    const form = await request.formData();
    const values = valuesOf(form);
    const ended = wholesaleEnded(url, locals);
    if (ended) return fail(403, { message: ended.message, refusals: [ended], values, quote: null });
    const { channel: _, email: __, ...asked } = await readCheckout(form, url, locals);
    const pageKey = typed(form, 'pageKey');
    const idempotencyKey = orderKey(pageKey, { ...asked, channel: 'b2b' });
    let submitted: { number: string };
    try {
      submitted = await locals.api('POST /api/store/approvals', { body: asked, idempotencyKey });
    } catch (error) {
      return refused(error, { values, quote: await quoteOrNull({ ...asked, channel: 'b2b' }, locals) });
    }
    redirect(303, `/account/approvals?submitted=${encodeURIComponent(submitted.number)}`);
  },

  place: async ({ request, url, locals }) => {
    const form = await request.formData();
    const values = valuesOf(form);
    const ended = wholesaleEnded(url, locals);
    if (ended) return fail(403, { message: ended.message, refusals: [ended], values, quote: null });
    const asked = await readCheckout(form, url, locals);
    const pageKey = typed(form, 'pageKey');
    if (!pageKey) return fail(400, { message: 'Load the page again', refusals: [], values, quote: null });
    const quote = await quoteOrNull(asked, locals);
    if (quote && isAnotherTotal(quote, typed(form, 'seenTotalCents'))) {
      const message = `The total is now ${formatMoney(quote.totalCents, quote.currency)}: it depends on where and how it is delivered. Look again, then order.`;
      return fail(409, { message, refusals: [{ code: 'total_changed', message }], values, quote });
    }
    let placed: Awaited<ReturnType<typeof place>>;
    try {
      placed = await place();
    } catch (error) {
      return refused(error, { values, quote });
    }
    if (placed.redirectUrl) redirect(303, placed.redirectUrl, { external: true });
    const token = placed.viewToken ? `&token=${encodeURIComponent(placed.viewToken)}` : '';
    redirect(303, `/checkout/return?order=${encodeURIComponent(placed.order.number)}${token}`);

    function place() {
      return locals.api('POST /api/checkout', { body: asked, idempotencyKey: orderKey(pageKey, asked) });
    }
  },
};

/** Nobody orders for a sum they have not seen. A cart already emptied by the same order is left to its idempotency key. */
const isAnotherTotal = ({ groups, totalCents }: QuoteView, seen: string): boolean =>
  groups.length > 0 && seen !== String(totalCents);
