import { formatMoney } from '#backoffice/commerce/money.ts';
import { nextStepAfter, RETAIL_RULES, shownLadder } from '#backoffice/commerce/pricing/index.ts';
import type { Discount, Verdict } from '#backoffice/commerce/promotion/index.ts';
import type { PricedCart, PricedGroup, PricedLine } from '#backoffice/workflows/priced-cart.ts';
import type { CartLine, CartPromotion, CartView } from './contract.ts';

export function cartView(cart: PricedCart, currency: string): CartView {
  const lines = cart.groups.flatMap(group => group.lines);
  const buyable = cart.groups.filter(hasGoods);
  return {
    id: cart.id,
    channel: cart.channel,
    currency,
    pricesIncludeTax: cart.channel === 'b2c',
    groups: cart.groups.map(group => groupView(group, cart.channel, currency)),
    lineCount: lines.length,
    unitCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    goodsCents: cart.groups.reduce((sum, group) => sum + group.goodsCents, 0),
    discountCents: cart.groups.reduce((sum, group) => sum + group.discountCents, 0),
    promotions: promotionsView(cart.promotions),
    canCheckOut: buyable.length > 0 && buyable.every(canCheckOut),
  };
}

/** The codes, and of the automatic promotions those that count or would from a higher sum on. */
export const promotionsView = (verdicts: Verdict[]): CartPromotion[] =>
  verdicts
    .filter(
      ({ promotion, problem }) => promotion.code !== null || problem === null || problem.code === 'promotion_minimum',
    )
    .map(({ promotion, discountCents, problem }) => ({
      code: promotion.code,
      title: promotion.title,
      discountCents,
      problem,
    }));

export const discountsView = (discounts: Discount[]) =>
  discounts.map(({ code, title, cents }) => ({ code, title, cents }));

const hasGoods = (group: PricedGroup): boolean => group.lines.some(line => line.isForSale);

const canCheckOut = (group: PricedGroup): boolean =>
  hasGoods(group) &&
  group.problems.length === 0 &&
  group.lines.every(line => !line.isForSale || (line.problems.length === 0 && !line.hasRisen));

const groupView = (group: PricedGroup, channel: 'b2c' | 'b2b', currency: string): CartView['groups'][number] => ({
  wholesaler: { slug: group.wholesaler.slug, name: group.wholesaler.name },
  lines: group.lines.map(line => lineView(line, channel)),
  goodsCents: group.goodsCents,
  discountCents: group.discountCents,
  shippingDiscounts: discountsView(group.shippingDiscounts),
  minimum: group.minimum,
  shippingText: shippingText(group.wholesaler, group.goodsCents, currency),
  problems: group.problems,
  canCheckOut: canCheckOut(group),
});

const lineView = (line: PricedLine, channel: 'b2c' | 'b2b'): CartLine => ({
  id: line.lineId,
  variantId: line.variantId,
  productSlug: line.productSlug,
  title: line.title,
  variantTitle: line.variantTitle,
  sku: line.sku,
  imageId: line.imageId,
  quantity: line.quantity,
  unitPriceCents: line.unitPriceCents,
  goodsCents: line.goodsCents,
  discountCents: line.discountCents,
  discounts: discountsView(line.discounts),
  why: line.priceTrace,
  retailPriceCents: line.retailPriceCents,
  ladder: line.ladder && shownLadder(line.ladder),
  nextStep: line.isQuoted ? null : line.ladder && nextStepAfter(line.ladder, line.quantity),
  rules:
    channel === 'b2b'
      ? { moq: line.moq, casePack: line.casePack, maximumQuantity: line.maximumQuantity }
      : RETAIL_RULES,
  availableQuantity:
    channel === 'b2b' || line.availableQuantity < line.quantity ? Math.max(line.availableQuantity, 0) : null,
  priceChange:
    line.unitPriceCents === line.seenUnitPriceCents
      ? null
      : { fromCents: line.seenUnitPriceCents, toCents: line.unitPriceCents },
  quote: line.offer && {
    number: line.offer.number,
    quantity: line.offer.quantity,
    unitPriceCents: line.offer.unitPriceCents,
    validUntil: line.offer.validUntil,
    isApplied: line.isQuoted,
  },
  isAvailable: line.isForSale,
  needsAcceptance: line.isForSale && line.hasRisen,
  problems: line.problems,
});

export function shippingText(
  wholesaler: { shippingMode: string; flatRateCents: number; freeShippingOverCents: number | null },
  goodsCents: number,
  currency: string,
): string {
  if (wholesaler.shippingMode === 'free') return 'Free delivery';
  const over = wholesaler.freeShippingOverCents;
  if (over !== null && goodsCents >= over) return 'Free delivery';
  const flat = `Delivery ${formatMoney(wholesaler.flatRateCents, currency)}`;
  return over === null ? flat : `${flat}, free from ${formatMoney(over, currency)}`;
}
