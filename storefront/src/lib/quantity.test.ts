import { describe, expect, it } from 'vitest';
import { lowestQuantity, nextQuantity, previousQuantity, rightQuantity, sayRules, within } from './quantity.ts';

const rules = { moq: 10, casePack: 6, maximumQuantity: 40 };

describe('quantities that may be ordered', () => {
  it('begins at the MOQ, rounded up to whole cases', () => {
    expect(lowestQuantity(rules)).toBe(12);
    expect(lowestQuantity({ moq: 1, casePack: 1, maximumQuantity: null })).toBe(1);
  });

  it.each([
    { asked: 0, right: 12 },
    { asked: 13, right: 18 },
    { asked: 18, right: 18 },
    { asked: 39, right: 36 },
    { asked: 500, right: 36 },
  ])('takes $asked for $right', ({ asked, right }) => {
    expect(rightQuantity(asked, rules)).toBe(right);
  });

  it('moves by case, within both ends', () => {
    expect(nextQuantity(12, rules)).toBe(18);
    expect(nextQuantity(36, rules)).toBe(36);
    expect(previousQuantity(18, rules)).toBe(12);
    expect(previousQuantity(12, rules)).toBe(12);
  });

  it.each([
    { available: null, most: 40 },
    { available: 100, most: 40 },
    { available: 29, most: 24 },
    { available: 3, most: 0 },
  ])('lets no more than $most be ordered with $available on the shelf', ({ available, most }) => {
    expect(within(rules, available).maximumQuantity).toBe(most);
  });

  it('says its rules in words, and nothing when there are none', () => {
    expect(sayRules(rules)).toBe('Order at least 10, in cases of 6, at most 40.');
    expect(sayRules({ moq: 1, casePack: 1, maximumQuantity: null })).toBe('');
  });
});
