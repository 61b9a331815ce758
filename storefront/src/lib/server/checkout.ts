import { createHash } from 'node:crypto';
import { ApiFailure } from '#lib/api.ts';
import type { CheckoutRequest, OrderView, QuoteView } from '../../../../backoffice/http/contract.ts';
import { readAddress } from './fields.ts';
import { typed } from './identity.ts';

type Channel = 'b2c' | 'b2b';
type SavedAddress = CheckoutRequest['shippingAddress'] & {
  id: string;
  isDefault: boolean;
  locationName: string | null;
};

export const checkoutChannel = (url: URL, locals: App.Locals): Channel =>
  url.searchParams.get('channel') === 'b2b' && locals.session.canBuyWholesale ? 'b2b' : 'b2c';

/** A wholesale checkout whose store may not order any more: never the retail cart in its place. */
export function wholesaleEnded(url: URL, { session }: App.Locals): { code: string; message: string } | null {
  if (url.searchParams.get('channel') !== 'b2b' || session.canBuyWholesale) return null;
  const { store } = session;
  const message = store
    ? `${store.name} is ${store.status.replace('_', ' ')} and cannot order. Nothing was ordered; the cart is kept.`
    : 'You do not buy for a store any more. Nothing was ordered.';
  return { code: 'store_not_approved', message };
}

/** Where it may go, the default first, and the store's VAT id. */
export async function savedAccount({ api, session }: App.Locals): Promise<{
  addresses: SavedAddress[];
  taxId: string | null;
}> {
  if (!session.user) return { addresses: [], taxId: null };
  const { addresses, store } = await api('GET /api/account');
  return {
    addresses: addresses.toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault)),
    taxId: store?.taxId ?? null,
  };
}

/** Said where the buyer accounts for the tax. */
export async function taxIdFor(
  order: Pick<OrderView, 'channel' | 'parts'>,
  locals: App.Locals,
): Promise<string | null> {
  const isReversed = order.channel === 'b2b' && order.parts.some(part => part.taxTreatment === 'reverse_charge');
  return isReversed ? (await savedAccount(locals)).taxId : null;
}

/** The form as the service wants it. Prices and totals are not in it: they are never taken from a browser. */
export async function readCheckout(form: FormData, url: URL, locals: App.Locals): Promise<CheckoutRequest> {
  const saved = (await savedAccount(locals)).addresses.find(({ id }) => id === form.get('addressId'));
  const wholesalers = url.searchParams.getAll('wholesalers');
  const poNumber = typed(form, 'poNumber');
  const note = typed(form, 'note');
  return {
    channel: checkoutChannel(url, locals),
    ...(locals.session.user ? {} : { email: typed(form, 'email').toLowerCase() }),
    shippingAddress: saved ? withoutId(saved) : readAddress(form, 'shippingAddress'),
    ...(form.has('billingSame') ? {} : { billingAddress: readAddress(form, 'billingAddress') }),
    shippingChoices: [...form]
      .filter(([name]) => name.startsWith('shipping.'))
      .map(([name, service]) => ({ wholesaler: name.slice('shipping.'.length), service: String(service) })),
    payment: form.get('payment') === 'terms' ? 'terms' : 'card',
    ...(poNumber ? { poNumber } : {}),
    ...(note ? { note } : {}),
    ...(wholesalers.length > 0 ? { wholesalers } : {}),
  };
}

const withoutId = ({ id: _, isDefault: __, locationName: ___, ...address }: SavedAddress) => address;

/** Asks for totals with what is known so far: shipping and tax look at the country, so an address half typed still counts. */
export async function askQuote(request: Partial<CheckoutRequest>, { api }: App.Locals): Promise<QuoteView> {
  const { email: _, billingAddress: __, shippingAddress: address, ...rest } = request;
  const shippingAddress = address?.country
    ? {
        ...address,
        name: address.name || '-',
        line1: address.line1 || '-',
        city: address.city || '-',
        postalCode: address.postalCode.length < 2 ? '00000' : address.postalCode,
      }
    : undefined;
  return await api('POST /api/checkout/quote', { body: shippingAddress ? { ...rest, shippingAddress } : rest });
}

export async function quoteOrNull(request: Partial<CheckoutRequest>, locals: App.Locals): Promise<QuoteView | null> {
  try {
    return await askQuote(request, locals);
  } catch (error) {
    if (error instanceof ApiFailure && error.status < 500) return null;
    throw error;
  }
}

/** The same page sent twice with the same answers is one order; changed answers are another request. */
export const orderKey = (pageKey: string, request: CheckoutRequest): string =>
  createHash('sha256')
    .update(`${pageKey} ${JSON.stringify(request)}`)
    .digest('hex');
