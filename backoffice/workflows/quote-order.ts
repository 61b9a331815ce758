import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';
import { type BuyingStore, buyingReasons, overdueReason } from '#backoffice/commerce/store/index.ts';
import { rateFor, type TaxCategory } from '#backoffice/commerce/tax/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type Destination, type PricedGroup, readPricedCart } from './priced-cart.ts';
import { type QuotedGroup, quoteGroup } from './quote-group.ts';

export interface QuoteRequest {
  owner: CartOwner;
  /** Null while the buyer has not typed one: then no tax and no order. */
  shippingAddress: Destination | null;
  shippingChoices: { wholesaler: string; service: string }[];
  payment: 'card' | 'terms';
  /** Slugs: only these groups. */
  wholesalers: string[] | null;
}
export interface Quote {
  cartId: string | null;
  currency: string;
  pricesIncludeTax: boolean;
  groups: QuotedGroup[];
  goodsCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
  store: BuyingStore | null;
  refusals: Reason[];
}

/** What ordering these groups would come to, and every reason against it. One statement; nothing is written. */
export async function quoteOrder(services: Services, request: QuoteRequest): Promise<Quote> {
  const { owner, shippingAddress } = request;
  const cart = await readPricedCart(services, owner, shippingAddress);
  const { store, taxRates } = cart;
  const day = services.now().toISOString().slice(0, 10);
  const chosen = cart.groups.filter(
    group => !request.wholesalers || request.wholesalers.includes(group.wholesaler.slug),
  );
  const groups = chosen.map(group => {
    const sale = {
      channel: owner.channel,
      toCountry: shippingAddress?.country ?? group.wholesaler.country,
      fromCountry: group.wholesaler.country,
      exemptUntil: store?.taxExemptUntil ?? null,
      day,
    };
    const rate = (category: TaxCategory) => (shippingAddress ? rateFor(sale, taxRates, category) : 0);
    return quoteGroup(group, { channel: owner.channel, rate, choices: request.shippingChoices });
  });
  const sum = (pick: (group: QuotedGroup) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const quote: Quote = {
    cartId: cart.id,
    currency: services.settings.currency,
    pricesIncludeTax: owner.channel === 'b2c',
    groups,
    goodsCents: sum(group => group.goodsCents),
    shippingCents: sum(group => group.shippingCents),
    taxCents: sum(group => group.taxCents),
    totalCents: sum(group => group.totalCents),
    store,
    refusals: [],
  };
  quote.refusals = refusals(quote, chosen, request);
  return quote;
}

function refusals(quote: Quote, groups: PricedGroup[], request: QuoteRequest): Reason[] {
  if (groups.length === 0) return [{ code: 'empty_cart', message: 'There is nothing in the cart' }];
  const risen = groups.flatMap(group => group.lines.filter(line => line.hasRisen && line.isForSale));
  const reasons = [
    ...groups.flatMap(group => [...group.problems, ...group.lines.flatMap(line => line.problems)]),
    ...risen.map(line => ({
      code: 'price_risen',
      subject: line.lineId,
      message: `${line.title} costs ${formatMoney(line.unitPriceCents, quote.currency)} now: accept the price in the cart first`,
    })),
  ];
  if (!request.shippingAddress)
    reasons.push({ code: 'address_missing', subject: 'shippingAddress', message: 'Enter where the goods should go' });
  return [
    ...reasons,
    ...(request.owner.approvalId ? [] : buyingReasons(quote.store, quote.totalCents, quote.currency)),
    ...(request.payment === 'terms' ? termsReasons(quote.store, quote.totalCents, quote.currency) : []),
  ];
}

export function termsReasons(store: BuyingStore | null, totalCents: number, currency: string): Reason[] {
  if (!store?.termsDays)
    return [
      {
        code: 'terms_not_offered',
        subject: 'payment',
        message: 'Net terms are not offered to this account: pay by card',
      },
    ];
  const overdue = overdueReason(store);
  if (overdue) return [overdue];
  if (totalCents <= store.availableCents) return [];
  const left = formatMoney(store.availableCents, currency);
  return [
    {
      code: 'credit_limit',
      subject: 'payment',
      message: `This is above your credit limit: ${left} of it is left`,
      fix: { missingCents: totalCents - store.availableCents },
    },
  ];
}
