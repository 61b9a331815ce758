import { describe, expect, it } from 'vitest';
import { type CartGroup, checkoutPath, isReady } from './cart.ts';

const line = { isAvailable: true, problems: [] };
const group = (change: object = {}) =>
  ({
    wholesaler: { slug: 'nordlicht', name: 'Nordlicht' },
    lines: [line],
    minimum: null,
    problems: [],
    ...change,
  }) as unknown as CartGroup;
const problem = { code: 'out_of_stock', message: 'Only 3 left' };

describe('a part of the cart is ready', () => {
  it.each([
    { when: 'nothing is wrong', change: {}, is: true },
    { when: 'its minimum is met', change: { minimum: { requiredCents: 100, missingCents: 0 } }, is: true },
    { when: 'its minimum is missed', change: { minimum: { requiredCents: 100, missingCents: 1 } }, is: false },
    { when: 'a line has a problem', change: { lines: [line, { ...line, problems: [problem] }] }, is: false },
    { when: 'a product is no longer sold', change: { lines: [{ ...line, isAvailable: false }] }, is: false },
  ])('when $when: $is', ({ change, is }) => {
    expect(isReady(group(change))).toBe(is);
  });
});

it('checks out one part, several, or all', () => {
  expect(checkoutPath('b2c')).toBe('/checkout?channel=b2c');
  expect(checkoutPath('b2b', [group()])).toBe('/checkout?channel=b2b&wholesalers=nordlicht');
});
