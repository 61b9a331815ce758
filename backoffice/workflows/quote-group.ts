import { rateOf } from '#backoffice/commerce/money.ts';
import type { Discount } from '#backoffice/commerce/promotion/index.ts';
import { type TaxTreatment, taxOf } from '#backoffice/commerce/tax/index.ts';
import type { PartTaxes, TaxedPart } from '#backoffice/providers/tax/tax.ts';
import type { PricedGroup, PricedLine } from './priced-cart.ts';
import type { ShippingOption } from './shipping-options.ts';

export interface QuotedLine extends PricedLine {
  taxRateBp: number;
  taxCents: number;
  /** What the platform pays the wholesaler for its share of the discounts, without tax. */
  subsidyCents: number;
}
export interface QuotedGroup {
  wholesaler: PricedGroup['wholesaler'];
  lines: QuotedLine[];
  shippingOptions: ShippingOption[];
  shippingService: string;
  /** Before discounts. */
  goodsCents: number;
  /** Off the goods. */
  discountCents: number;
  /** As the buyer pays it. */
  shippingCents: number;
  shippingDiscounts: Discount[];
  shippingDiscountCents: number;
  shippingSubsidyCents: number;
  shippingTaxCents: number;
  shippingTaxRateBp: number;
  taxTreatment: TaxTreatment;
  /** Of goods and shipping. */
  taxCents: number;
  totalCents: number;
}

/** A group as it will be delivered: what was withdrawn left out, its delivery chosen. */
export interface ChosenGroup {
  group: PricedGroup;
  lines: PricedLine[];
  shipping: { option: ShippingOption; discountCents: number; paidCents: number };
}

/** Free standard delivery takes its price off a dearer one. */
export function chooseShipping(group: PricedGroup, choices: { wholesaler: string; service: string }[]): ChosenGroup {
  const wanted = choices.find(choice => choice.wholesaler === group.wholesaler.slug)?.service;
  const option = group.shippingOptions.find(one => one.service === wanted) ?? group.shippingOptions[0];
  const discountCents = group.shippingDiscounts.reduce((sum, one) => sum + one.cents, 0);
  return {
    group,
    lines: group.lines.filter(line => line.isForSale),
    shipping: { option, discountCents, paidCents: option.priceCents - discountCents },
  };
}

export const taxedPart = ({ group, lines, shipping }: ChosenGroup): TaxedPart => ({
  fromCountry: group.wholesaler.country,
  lines: lines.map(line => ({ amountCents: line.goodsCents - line.discountCents, category: line.taxCategory })),
  shippingCents: shipping.paidCents,
});

/** One wholesaler's part: tax rounded once a line and once for its delivery, so that sums are sums of what is shown. */
export function quoteGroup(
  { group, lines, shipping }: ChosenGroup,
  taxes: PartTaxes,
  { channel }: { channel: 'b2c' | 'b2b' },
): QuotedGroup {
  const isInside = channel === 'b2c';
  const quoted = lines.map((line, index): QuotedLine => {
    const { rateBp, taxCents } = taxes.lines[index]!;
    const subsidyCents = subsidy(line.goodsCents - line.discountCents, line.discounts, rateBp, isInside);
    const tax = { kind: 'tax' as const, from: nameOf(taxes.treatment), rateBp, amountCents: taxCents };
    return { ...line, taxRateBp: rateBp, taxCents, subsidyCents, priceTrace: [...line.priceTrace, tax] };
  });
  const taxCents = quoted.reduce((sum, line) => sum + line.taxCents, 0) + taxes.shipping.taxCents;
  return {
    wholesaler: group.wholesaler,
    lines: quoted,
    shippingOptions: group.shippingOptions,
    shippingService: shipping.option.service,
    goodsCents: group.goodsCents,
    discountCents: group.discountCents,
    shippingCents: shipping.paidCents,
    shippingDiscounts: group.shippingDiscounts,
    shippingDiscountCents: shipping.discountCents,
    shippingSubsidyCents: subsidy(shipping.paidCents, group.shippingDiscounts, taxes.shipping.rateBp, isInside),
    shippingTaxCents: taxes.shipping.taxCents,
    shippingTaxRateBp: taxes.shipping.rateBp,
    taxTreatment: taxes.treatment,
    taxCents,
    totalCents: group.goodsCents - group.discountCents + shipping.paidCents + (isInside ? 0 : taxCents),
  };
}

/**
 * The platform's share of what was taken off, without the tax in it: with it the wholesaler earns, and commission is taken from, exactly
 * what the price after the wholesaler's own share would have brought.
 */
function subsidy(paidCents: number, discounts: Discount[], rateBp: number, isInside: boolean): number {
  const platformCents = discounts.reduce((sum, one) => sum + one.cents - rateOf(one.cents, one.wholesalerShareBp), 0);
  if (!isInside) return platformCents;
  return platformCents - (taxOf(paidCents + platformCents, rateBp, true) - taxOf(paidCents, rateBp, true));
}

const NAMES: Record<TaxTreatment, string> = {
  taxed: 'tax',
  exempt: 'exempt: certificate',
  reverse_charge: 'reverse charge',
  export: 'export',
};
const nameOf = (treatment: TaxTreatment): string => NAMES[treatment];
