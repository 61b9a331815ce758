import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ladderOf,
  minimumOf,
  nearestRight,
  nextStepAfter,
  priceTrace,
  quantityBounds,
  quantityReasons,
  type Tier,
  unitPriceAt,
} from './index.ts';

const tier = fc.record({
  minQuantity: fc.integer({ min: 1, max: 200 }),
  unitPriceCents: fc.integer({ min: 1, max: 5000 }),
  priceList: fc.constant('list'),
});

describe('the ladder', () => {
  it('shown is the price charged, at every quantity and with any lists', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.array(tier, { maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (base, tiers, quantity) => {
          const expected = Math.min(
            base,
            ...tiers.filter(one => one.minQuantity <= quantity).map(one => one.unitPriceCents),
          );
          expect(unitPriceAt(ladderOf(base, tiers)!, quantity)).toBe(expected);
          expect(priceTrace(base, tiers, quantity).at(-1)).toMatchObject({ unitPriceCents: expected });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('falls at every step', () => {
    const tiers: Tier[] = [
      { minQuantity: 24, unitPriceCents: 500, priceList: 'a' },
      { minQuantity: 12, unitPriceCents: 550, priceList: 'a' },
      { minQuantity: 12, unitPriceCents: 590, priceList: 'b' },
      { minQuantity: 48, unitPriceCents: 510, priceList: 'b' },
    ];
    expect(ladderOf(600, tiers)).toEqual([
      { minQuantity: 1, unitPriceCents: 600 },
      { minQuantity: 12, unitPriceCents: 550 },
      { minQuantity: 24, unitPriceCents: 500 },
    ]);
    expect(nextStepAfter(ladderOf(600, tiers)!, 13)).toEqual({
      minQuantity: 24,
      unitPriceCents: 500,
      missingQuantity: 11,
    });
  });

  it('does not exist for what is not sold in bulk', () => expect(ladderOf(null, [])).toBeNull());
});

describe('quantities', () => {
  const byTheSix = { moq: 8, casePack: 6, maximumQuantity: 40 };
  it.each([
    [7, 'below_moq', [12]],
    [13, 'not_a_multiple', [12, 18]],
    [41, 'above_maximum', [36]],
  ])('%i is refused as %s with %j instead', (quantity, code, quantities) => {
    expect(quantityReasons(byTheSix, quantity, 'line')).toMatchObject([{ code, subject: 'line', fix: { quantities } }]);
  });
  it('12 and 36 are right', () =>
    expect([12, 36].flatMap(quantity => quantityReasons(byTheSix, quantity, 'line'))).toEqual([]));

  it('what is offered instead is always right', () => {
    const rules = fc.record({
      moq: fc.integer({ min: 1, max: 50 }),
      casePack: fc.integer({ min: 1, max: 24 }),
      maximumQuantity: fc.constantFrom(null, 60, 96, 500),
    });
    fc.assert(
      fc.property(rules, fc.integer({ min: 1, max: 600 }), (rule, quantity) => {
        fc.pre(quantityBounds(rule).most >= quantityBounds(rule).least);
        for (const right of nearestRight(rule, quantity)) expect(quantityReasons(rule, right, 'line')).toEqual([]);
      }),
    );
  });
});

describe('a wholesaler’s minimum', () => {
  const wholesaler = { minimumOrderCents: 10_000, minimumFirstOrderCents: 15_000, isFirstOrder: true };
  it('is the first order’s at first', () =>
    expect(minimumOf(wholesaler, 12_000)).toEqual({ requiredCents: 15_000, missingCents: 3_000, isFirstOrder: true }));
  it('is the reorder’s later', () =>
    expect(minimumOf({ ...wholesaler, isFirstOrder: false }, 12_000)).toEqual({
      requiredCents: 10_000,
      missingCents: 0,
      isFirstOrder: false,
    }));
});
