import { formatMoney } from '../money.ts';
import type { Reason } from '../refusal.ts';

export interface QuantityRules {
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
}

/** Retail has no MOQ and no cases. */
export const RETAIL_RULES: QuantityRules = { moq: 1, casePack: 1, maximumQuantity: null };

/** The smallest right quantity, and the largest (Infinity without a maximum). */
export function quantityBounds({ moq, casePack, maximumQuantity }: QuantityRules): { least: number; most: number } {
  return {
    least: Math.ceil(moq / casePack) * casePack,
    most: maximumQuantity === null ? Number.POSITIVE_INFINITY : Math.floor(maximumQuantity / casePack) * casePack,
  };
}

/** Judges one quantity; every reason comes with the nearest right ones. subject: whatever the caller calls the line. */
export function quantityReasons(rules: QuantityRules, quantity: number, subject: string): Reason[] {
  const { least, most } = quantityBounds(rules);
  const fix = { quantities: nearestRight(rules, quantity) };
  if (quantity < least) return [{ code: 'below_moq', subject, fix, message: `The least you can order is ${least}` }];
  if (quantity > most) return [{ code: 'above_maximum', subject, fix, message: `The most you can order is ${most}` }];
  if (quantity % rules.casePack === 0) return [];
  return [
    {
      code: 'not_a_multiple',
      subject,
      fix,
      message: `This is packed by ${rules.casePack}: order ${fix.quantities.join(' or ')} instead of ${quantity}`,
    },
  ];
}

export function nearestRight(rules: QuantityRules, quantity: number): number[] {
  const { least, most } = quantityBounds(rules);
  const below = Math.floor(quantity / rules.casePack) * rules.casePack;
  const near = [below, below + (quantity % rules.casePack === 0 ? 0 : rules.casePack)].map(one =>
    Math.min(Math.max(one, least), most),
  );
  return [...new Set(near)].filter(one => one > 0);
}

export interface Minimum {
  requiredCents: number;
  missingCents: number;
  isFirstOrder: boolean;
}

/** A wholesaler's minimum for this store's next order of theirs; null: none. */
export function minimumOf(
  wholesaler: { minimumOrderCents: number; minimumFirstOrderCents: number; isFirstOrder: boolean },
  goodsCents: number,
): Minimum | null {
  const { isFirstOrder } = wholesaler;
  const requiredCents = isFirstOrder
    ? Math.max(wholesaler.minimumFirstOrderCents, wholesaler.minimumOrderCents)
    : wholesaler.minimumOrderCents;
  return requiredCents > 0
    ? { requiredCents, missingCents: Math.max(0, requiredCents - goodsCents), isFirstOrder }
    : null;
}

export function minimumReasons(
  minimum: Minimum | null,
  wholesaler: { slug: string; name: string },
  currency: string,
): Reason[] {
  if (!minimum || minimum.missingCents === 0) return [];
  const missing = formatMoney(minimum.missingCents, currency);
  return [
    {
      code: 'below_minimum',
      subject: wholesaler.slug,
      message: `${missing} to go for the minimum of ${wholesaler.name}`,
      fix: { missingCents: minimum.missingCents },
    },
  ];
}
