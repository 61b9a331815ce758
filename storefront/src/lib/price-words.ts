import type { OrderView, QuoteView, WhyStep } from '../../../backoffice/http/contract.ts';
import { formatMoney } from './format.ts';

export type Treatment = OrderView['parts'][number]['taxTreatment'];
interface Discount {
  code: string | null;
  title: string;
  cents: number;
}

/** One step of how a price came about, as a row: what, and what it comes to. */
export function sayWhy(step: WhyStep, currency: string): { label: string; value: string } {
  const each = step.unitPriceCents === undefined ? '' : `${formatMoney(step.unitPriceCents, currency)} each`;
  const from = step.from.charAt(0).toUpperCase() + step.from.slice(1);
  if (step.kind === 'promotion')
    return { label: step.code ? `${step.code} · ${from}` : from, value: signed(step.amountCents ?? 0, currency) };
  if (step.kind === 'tax') return { label: from, value: formatMoney(step.amountCents ?? 0, currency) };
  if (step.kind === 'tier') return { label: `${from}, from ${step.minQuantity} on`, value: each };
  return { label: from, value: each };
}

const signed = (cents: number, currency: string): string =>
  cents < 0 ? `−${formatMoney(-cents, currency)}` : formatMoney(cents, currency);

/** Equal promotions as one row, in the order they came. */
export function byPromotion(discounts: Discount[]): Discount[] {
  const rows = new Map<string, Discount>();
  for (const { code, title, cents } of discounts) {
    const key = code ?? title;
    rows.set(key, { code, title, cents: (rows.get(key)?.cents ?? 0) + cents });
  }
  return [...rows.values()].filter(row => row.cents > 0);
}

/** What is shown above a total: delivery before what was taken off it, and every promotion by its name. */
export interface Sums {
  currency: string;
  pricesIncludeTax: boolean;
  goodsCents: number;
  shippingCents: number;
  discounts: Discount[];
  taxCents: number;
  treatments: Treatment[];
  totalCents: number;
}

export function quoteSums(quote: QuoteView): Sums {
  const shipping = quote.groups.flatMap(group => group.shippingDiscounts);
  const lines = quote.groups.flatMap(group => group.lines.flatMap(line => line.discounts));
  return {
    ...quote,
    shippingCents: quote.shippingCents + sum(shipping),
    discounts: byPromotion([...lines, ...shipping]),
    treatments: quote.groups.map(group => group.taxTreatment),
  };
}

export function orderSums(order: OrderView): Sums {
  const shippingOff = order.parts.reduce((total, part) => total + part.shippingDiscountCents, 0);
  const named = order.promotions.map(({ code, title, discountCents }) => ({ code, title, cents: discountCents }));
  const rest = order.discountCents + shippingOff - sum(named);
  return {
    ...order,
    shippingCents: order.shippingCents + shippingOff,
    discounts: byPromotion([...named, { code: null, title: 'Discount', cents: rest }]),
    treatments: order.parts.map(part => part.taxTreatment),
  };
}

const sum = (discounts: { cents: number }[]): number => discounts.reduce((total, one) => total + one.cents, 0);

const UNTAXED: Record<Exclude<Treatment, 'taxed'>, { label: string; text: (taxId?: string | null) => string }> = {
  exempt: {
    label: 'Tax exempt',
    text: () => 'No tax is charged: your store has a valid certificate of exemption.',
  },
  reverse_charge: {
    label: 'Reverse charge',
    text: taxId => `No tax is charged: you account for it yourself${taxId ? `, under VAT id ${taxId}` : ''}.`,
  },
  export: { label: 'Export', text: () => 'No tax is charged: the goods leave the area it is due in.' },
};

/** Why no tax is charged, in words; null where it is. */
export const sayTreatment = (treatment: Treatment, taxId?: string | null): { label: string; text: string } | null =>
  treatment === 'taxed' ? null : { label: UNTAXED[treatment].label, text: UNTAXED[treatment].text(taxId) };
