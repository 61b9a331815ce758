export interface QuantityRules {
  moq: number;
  casePack: number;
  maximumQuantity: number | null;
}

/** The smallest quantity that may be ordered: the MOQ rounded up to whole cases. */
export const lowestQuantity = ({ moq, casePack }: QuantityRules): number =>
  Math.ceil(Math.max(moq, 1) / casePack) * casePack;

const highestQuantity = ({ maximumQuantity, casePack }: QuantityRules): number =>
  maximumQuantity === null ? Number.POSITIVE_INFINITY : Math.floor(maximumQuantity / casePack) * casePack;

/** The same rules, and no more than the whole cases on the shelf (null: not said). */
export function within(rules: QuantityRules, availableQuantity: number | null): QuantityRules {
  if (availableQuantity === null) return rules;
  const whole = Math.floor(availableQuantity / rules.casePack) * rules.casePack;
  return { ...rules, maximumQuantity: Math.min(rules.maximumQuantity ?? whole, whole) };
}

/** The nearest right quantity that is not less than what was asked, unless the maximum is in the way. */
export function rightQuantity(asked: number, rules: QuantityRules): number {
  const whole = Math.ceil(asked / rules.casePack) * rules.casePack;
  return Math.min(Math.max(whole, lowestQuantity(rules)), highestQuantity(rules));
}

export const nextQuantity = (quantity: number, rules: QuantityRules): number =>
  rightQuantity((Math.floor(quantity / rules.casePack) + 1) * rules.casePack, rules);

export const previousQuantity = (quantity: number, rules: QuantityRules): number =>
  rightQuantity((Math.ceil(quantity / rules.casePack) - 1) * rules.casePack, rules);

/** “Order at least 12, in cases of 6.” Nothing to say for 1 and 1. */
export function sayRules({ moq, casePack, maximumQuantity }: QuantityRules): string {
  const parts = [
    moq > 1 && `at least ${moq}`,
    casePack > 1 && `in cases of ${casePack}`,
    maximumQuantity !== null && `at most ${maximumQuantity}`,
  ].filter(Boolean);
  return parts.length > 0 ? `Order ${parts.join(', ')}.` : '';
}
