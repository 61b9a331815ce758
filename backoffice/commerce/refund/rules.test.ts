import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RefundablePart, refundReasons, sumRefund, wholeRefund } from './rules.ts';

const part = (over: Partial<RefundablePart> = {}): RefundablePart => ({
  id: 'part',
  orderId: 'order',
  wholesalerId: 'roastery',
  currency: 'EUR',
  status: 'placed',
  pricesIncludeTax: true,
  shippingCents: 490,
  shippingTaxCents: 78,
  refundedShippingCents: 0,
  shippingSubsidyCents: 0,
  refundedShippingSubsidyCents: 0,
  lines: [
    {
      id: 'a',
      sku: 'A',
      quantity: 3,
      goodsCents: 1000,
      taxCents: 160,
      commissionCents: 101,
      subsidyCents: 0,
      refundedSubsidyCents: 0,
      refundedQuantity: 0,
      refundedGoodsCents: 0,
      refundedTaxCents: 0,
      refundedCommissionCents: 0,
    },
  ],
  ...over,
});

describe('a refund', () => {
  it('of everything gives back what was charged', () => {
    expect(sumRefund(part(), wholeRefund(part()))).toMatchObject({
      amountCents: 1490,
      goodsCents: 1000,
      shippingCents: 490,
      taxCents: 238,
      commissionCents: 101,
    });
  });

  it('adds the tax when prices are without it', () => {
    expect(sumRefund(part({ pricesIncludeTax: false }), wholeRefund(part())).amountCents).toBe(1490 + 238);
  });

  it('names the line and what is left when too many are asked for', () => {
    expect(refundReasons(part(), { lines: [{ orderLineId: 'a', quantity: 4 }], includeShipping: false })).toEqual([
      { code: 'too_many', subject: 'a', message: 'Of A only 3 can still be refunded', fix: { availableQuantity: 3 } },
    ]);
  });

  it('of shipping happens once', () => {
    const refunded = part({ refundedShippingCents: 490, lines: [] });
    expect(refundReasons(refunded, { lines: [], includeShipping: true })).toMatchObject([
      { code: 'nothing_to_refund' },
    ]);
  });

  it('unit by unit comes to exactly the line, whatever the steps', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 1e7 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 60 }),
        (quantity, goodsCents, taxCents, commissionCents, subsidyCents, steps) => {
          const line = {
            id: 'a',
            sku: 'A',
            quantity,
            goodsCents,
            taxCents,
            commissionCents,
            subsidyCents,
            refundedSubsidyCents: 0,
            refundedQuantity: 0,
            refundedGoodsCents: 0,
            refundedTaxCents: 0,
            refundedCommissionCents: 0,
          };
          for (const step of [...steps, quantity]) {
            const units = Math.min(step, quantity - line.refundedQuantity);
            if (units === 0) break;
            const done = sumRefund(part({ lines: [line] }), {
              lines: [{ orderLineId: 'a', quantity: units }],
              includeShipping: false,
            });
            expect(Math.min(done.goodsCents, done.taxCents, done.commissionCents)).toBeGreaterThanOrEqual(0);
            line.refundedQuantity += units;
            line.refundedGoodsCents += done.goodsCents;
            line.refundedTaxCents += done.taxCents;
            line.refundedCommissionCents += done.commissionCents;
            line.refundedSubsidyCents += done.subsidyCents;
          }
          if (line.refundedQuantity === quantity)
            expect([
              line.refundedGoodsCents,
              line.refundedTaxCents,
              line.refundedCommissionCents,
              line.refundedSubsidyCents,
            ]).toEqual([goodsCents, taxCents, commissionCents, subsidyCents]);
        },
      ),
    );
  });
});
