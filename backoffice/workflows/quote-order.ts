import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import type { Verdict } from '#backoffice/commerce/promotion/index.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';
import { type BuyingStore, buyingReasons, overdueReason } from '#backoffice/commerce/store/index.ts';
import { tableTaxes, untaxed } from '#backoffice/commerce/tax/index.ts';
import type { TaxedSale } from '#backoffice/providers/tax/tax.ts';
import type { Services } from '#backoffice/services.ts';
import { type Destination, type PricedCart, type PricedLine, readPricedCart } from './priced-cart.ts';
import { type ChosenGroup, chooseShipping, type QuotedGroup, quoteGroup, taxedPart } from './quote-group.ts';

export interface QuoteRequest {
  owner: CartOwner;
  /** Null while the buyer has not typed one: then no tax and no order. */
  shippingAddress: Destination | null;
  shippingChoices: { wholesaler: string; service: string }[];
  payment: 'card' | 'terms';
  /** Slugs: only these groups. */
  wholesalers: string[] | null;
  /** Of a guest, where it is known. */
  email?: string | null;
}
export interface Quote {
  cartId: string | null;
  currency: string;
  pricesIncludeTax: boolean;
  groups: QuotedGroup[];
  goodsCents: number;
  /** Off the goods; what is off the delivery is off shippingCents already. */
  discountCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
  store: BuyingStore | null;
  promotions: Verdict[];
  /** Withdrawn meanwhile: left out, and in nobody's way. */
  leftOut: PricedLine[];
  refusals: Reason[];
}

/** The least a card payment may come to at the processor. */
const LEAST_BY_CARD_CENTS = 50;

/** What ordering these groups would come to, and every reason against it. One statement; nothing is written. */
export async function quoteOrder(services: Services, request: QuoteRequest): Promise<Quote> {
  const { owner, shippingAddress } = request;
  const cart = await readPricedCart(services, owner, { ...request, destination: shippingAddress });
  const chosen = cart.groups
    .map(group => chooseShipping(group, request.shippingChoices))
    .filter(({ lines }) => lines.length > 0);
  const taxes = await taxesOf(services, cart, chosen, shippingAddress);
  const groups = chosen.map((one, index) => quoteGroup(one, taxes[index]!, owner));
  const sum = (pick: (group: QuotedGroup) => number) => groups.reduce((total, group) => total + pick(group), 0);
  const quote: Quote = {
    cartId: cart.id,
    currency: services.settings.currency,
    pricesIncludeTax: owner.channel === 'b2c',
    groups,
    goodsCents: sum(group => group.goodsCents),
    discountCents: sum(group => group.discountCents),
    shippingCents: sum(group => group.shippingCents),
    taxCents: sum(group => group.taxCents),
    totalCents: sum(group => group.totalCents),
    store: cart.store,
    promotions: cart.promotions,
    leftOut: cart.groups.flatMap(group => group.lines.filter(line => !line.isForSale)),
    refusals: [],
  };
  quote.refusals = refusals(quote, chosen, request);
  return quote;
}

async function taxesOf(services: Services, cart: PricedCart, chosen: ChosenGroup[], to: Destination | null) {
  const sale: TaxedSale = {
    channel: cart.channel,
    day: services.now().toISOString().slice(0, 10),
    to: { country: to?.country ?? '', region: to?.region ?? null },
    buyer: cart.store && { ...cart.store, exemptUntil: cart.store.taxExemptUntil },
    parts: chosen.map(taxedPart),
  };
  if (!to) return untaxed(sale);
  return services.taxes ? services.taxes.taxesOf(sale) : tableTaxes(sale, cart.taxRates);
}

function refusals(quote: Quote, chosen: ChosenGroup[], request: QuoteRequest): Reason[] {
  if (chosen.length === 0) return [{ code: 'empty_cart', message: 'There is nothing in the cart that can be ordered' }];
  const risen = chosen.flatMap(({ lines }) => lines.filter(line => line.hasRisen));
  const reasons = [
    ...chosen.flatMap(({ group, lines }) => [...group.problems, ...lines.flatMap(line => line.problems)]),
    ...risen.map(line => ({
      code: 'price_risen',
      subject: line.lineId,
      message: `${line.title} costs ${formatMoney(line.unitPriceCents, quote.currency)} now: accept the price in the cart first`,
    })),
  ];
  if (!request.shippingAddress)
    reasons.push({ code: 'address_missing', subject: 'shippingAddress', message: 'Enter where the goods should go' });
  if (request.payment === 'card' && quote.totalCents < LEAST_BY_CARD_CENTS)
    reasons.push({
      code: 'total_too_small',
      subject: 'payment',
      message: `The least that can be paid by card is ${formatMoney(LEAST_BY_CARD_CENTS, quote.currency)}`,
    });
  return [
    ...reasons,
    ...buyingReasons(quote.store, { ...quote, isApproved: request.owner.approvalId !== undefined }),
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
