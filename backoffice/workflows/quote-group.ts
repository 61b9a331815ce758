import { type TaxCategory, taxOf } from '#backoffice/commerce/tax/index.ts';
import type { PricedGroup, PricedLine } from './priced-cart.ts';

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
export interface Terms {
  channel: 'b2c' | 'b2b';
  /** In basis points. */
  rate: (category: TaxCategory) => number;
  choices: { wholesaler: string; service: string }[];
}

/** One wholesaler's part: tax rounded once a line and once for its delivery, so that sums are sums of what is shown. */
export function quoteGroup(group: PricedGroup, { channel, rate, choices }: Terms): QuotedGroup {
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
