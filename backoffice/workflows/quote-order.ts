import type { CartOwner } from '#backoffice/commerce/cart/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';
import type { BuyingStore } from '#backoffice/commerce/store/index.ts';
import { rateFor, type TaxCategory, taxOf } from '#backoffice/commerce/tax/index.ts';
import type { Services } from '#backoffice/services.ts';
import { type Destination, type PricedGroup, type PricedLine, readPricedCart } from './priced-cart.ts';

export interface QuoteRequest {
  owner: CartOwner;
  /** Null while the buyer has not typed one: then no tax and no order. */
  shippingAddress: Destination | null;
  shippingChoices: { wholesaler: string; service: string }[];
  payment: 'card' | 'terms';
  /** Slugs: only these groups. */
  wholesalers: string[] | null;
}
export interface QuotedLine extends PricedLine {
  taxRateBp: number;
  taxCents: number;
}
export interface ShippingOption {
  service: string;
  label: string;
  priceCents: number;
  deliveryDays: number | null;
}
export interface QuotedGroup {
  wholesaler: PricedGroup['wholesaler'];
  lines: QuotedLine[];
  shippingOptions: ShippingOption[];
  shippingService: string;
  goodsCents: number;
  shippingCents: number;
  shippingTaxCents: number;
  /** Of goods and shipping. */
  taxCents: number;
  totalCents: number;
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
    return quoteGroup(group, owner.channel, rate, request.shippingChoices);
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

function quoteGroup(
  group: PricedGroup,
  channel: 'b2c' | 'b2b',
  rate: (category: TaxCategory) => number,
  choices: QuoteRequest['shippingChoices'],
): QuotedGroup {
  const isInside = channel === 'b2c';
  const lines = group.lines
    .filter(line => line.isForSale)
    .map(line => {
      const taxRateBp = rate(line.taxCategory);
      return { ...line, taxRateBp, taxCents: taxOf(line.goodsCents, taxRateBp, isInside) };
    });
  const shippingOptions = optionsOf(group);
  const wanted = choices.find(choice => choice.wholesaler === group.wholesaler.slug)?.service;
  const option = shippingOptions.find(one => one.service === wanted) ?? shippingOptions[0]!;
  const shippingTaxCents = taxOf(option.priceCents, rate('standard'), isInside);
  const taxCents = lines.reduce((sum, line) => sum + line.taxCents, 0) + shippingTaxCents;
  return {
    wholesaler: group.wholesaler,
    lines,
    shippingOptions,
    shippingService: option.service,
    goodsCents: group.goodsCents,
    shippingCents: option.priceCents,
    shippingTaxCents,
    taxCents,
    totalCents: group.goodsCents + option.priceCents + (isInside ? 0 : taxCents),
  };
}

/** A wholesaler ships free, at a flat rate, or by carrier; a carrier's price is known only when the parcel is packed, so the buyer pays the flat rate. */
function optionsOf({ wholesaler, goodsCents }: PricedGroup): ShippingOption[] {
  const isFree =
    wholesaler.shippingMode === 'free' ||
    (wholesaler.freeShippingOverCents !== null && goodsCents >= wholesaler.freeShippingOverCents);
  const standard = {
    service: 'standard',
    label: isFree ? 'Free delivery' : 'Standard delivery',
    priceCents: isFree ? 0 : wholesaler.flatRateCents,
    deliveryDays: 4,
  };
  if (wholesaler.shippingMode !== 'carrier') return [standard];
  return [
    standard,
    { service: 'express', label: 'Express delivery', priceCents: wholesaler.flatRateCents * 2, deliveryDays: 2 },
  ];
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
