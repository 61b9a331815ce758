import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { ApiFailure } from '#lib/api.ts';
import { typed } from '#lib/server/identity.ts';
import { EMPTY_LINE, readLines, refusedQuote, requireStore, sentLine, type TypedLine } from '#lib/server/quotation.ts';
import type { Actions, PageServerLoad } from './$types';

/** Begins with the variants of ?product=slug&line=variant:quantity, with the wholesale cart of ?cart=slug (or all), or with nothing. */
export const load: PageServerLoad = async ({ locals: { api, session }, url }) => {
  requireStore(session, url);
  const [{ items }, lines] = await Promise.all([api('GET /api/catalog/wholesalers'), startOf(api, url)]);
  return {
    wholesalers: items.map(({ slug, name, tagline }) => ({ slug, name, tagline })),
    lines: lines.length > 0 ? lines : [EMPTY_LINE],
    chosen: [...new Set(lines.map(line => line.wholesaler))],
    today: new Date().toISOString().slice(0, 10),
    actionKey: randomUUID(),
  };
};

export const actions: Actions = {
  default: async ({ request, url, locals: { api, session } }) => {
    requireStore(session, url);
    const form = await request.formData();
    const lines = readLines(form);
    const chosen = form.getAll('wholesalers').map(String);
    const note = typed(form, 'note');
    const values = { lines: lines.length > 0 ? lines : [EMPTY_LINE], chosen, note };
    // A page without its script asks for one more row this way.
    if (form.has('more')) return { values: { ...values, lines: [...lines, EMPTY_LINE] }, refusals: [], message: '' };
    let number: string;
    try {
      ({ number } = await api('POST /api/quotations', {
        body: { wholesalers: chosen, note, lines: lines.map(sentLine) },
        idempotencyKey: typed(form, 'actionKey'),
      }));
    } catch (error) {
      return refusedQuote(error, { values });
    }
    redirect(303, `/quotes/${number}?asked=1`);
  },
};

async function startOf(api: App.Locals['api'], url: URL): Promise<TypedLine[]> {
  const product = url.searchParams.get('product');
  const group = url.searchParams.get('cart');
  if (product) return fromProduct(api, product, url.searchParams.getAll('line'));
  return group ? fromCart(api, group) : [];
}

async function fromProduct(api: App.Locals['api'], slug: string, wanted: string[]): Promise<TypedLine[]> {
  const quantities = new Map(wanted.map(one => one.split(':') as [string, string]));
  try {
    const product = await api('GET /api/catalog/products/:slug', { params: { slug }, query: { channel: 'b2b' } });
    return product.variants
      .filter(variant => quantities.has(variant.id) && variant.ladder !== null)
      .map(variant => ({
        ...EMPTY_LINE,
        variantId: variant.id,
        label: product.optionNames.length > 0 ? `${product.title}, ${variant.title}` : product.title,
        wholesaler: product.wholesaler.slug,
        quantity: quantities.get(variant.id)!,
        isOpen: false,
      }));
  } catch (error) {
    // The product is gone: the request begins empty.
    if (error instanceof ApiFailure && error.status === 404) return [];
    throw error;
  }
}

async function fromCart(api: App.Locals['api'], group: string): Promise<TypedLine[]> {
  const cart = await api('GET /api/cart', { query: { channel: 'b2b' } });
  return cart.groups
    .filter(({ wholesaler }) => group === 'all' || wholesaler.slug === group)
    .flatMap(({ wholesaler, lines }) =>
      lines
        .filter(line => line.isAvailable)
        .map(line => ({
          ...EMPTY_LINE,
          variantId: line.variantId,
          label: [line.title, line.variantTitle].filter(Boolean).join(', '),
          wholesaler: wholesaler.slug,
          quantity: String(line.quantity),
          isOpen: false,
        })),
    );
}
