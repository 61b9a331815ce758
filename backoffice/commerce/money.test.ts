import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateOf, splitCents, taxInside } from './money.ts';

describe('splitting an amount', () => {
  it.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [-100, [1, 1, 1], [-33, -33, -34]],
    [10, [0, 0], [5, 5]],
    [0, [3, 4], [0, 0]],
    [999, [5, 3, 2], [499, 300, 200]],
  ])('%i by %j is %j', (amount, weights, parts) => {
    expect(splitCents(amount, weights)).toEqual(parts);
  });

  it('never loses or makes a cent, and no part is off by a cent or more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e11, max: 1e11 }),
        fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 20 }),
        (amount, weights) => {
          const parts = splitCents(amount, weights);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(amount);
          const sum = weights.reduce((a, b) => a + b, 0);
          if (sum > 0)
            for (const [i, part] of parts.entries())
              expect(Math.abs(part - (amount * weights[i]!) / sum)).toBeLessThan(1.001);
        },
      ),
    );
  });
});

describe('rates', () => {
  it.each([
    [1000, 1900, 190],
    [50, 100, 1],
    [49, 100, 0],
    [-50, 100, -1],
  ])('%i cents at %i bp are %i', (amount, rate, result) => expect(rateOf(amount, rate)).toBe(result));

  it('the tax inside a gross amount is the tax on its net', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 3000 }), (gross, rate) => {
        const tax = taxInside(gross, rate);
        expect(Math.abs(rateOf(gross - tax, rate) - tax)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
