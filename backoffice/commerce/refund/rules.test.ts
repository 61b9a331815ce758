import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedRefund, type RefundablePart, refundReasons, sumRefund, wholeRefund } from './rules.ts';

const part = (over: Partial<RefundablePart> = {}): RefundablePart => ({
  id: 'part',
  orderId: 'order',
  wholesalerId: 'roastery',
  currency: 'EUR',
  status: 'placed',
  disputed: null,
  pricesIncludeTax: true,
  shippingCents: 490,
  shippingTaxCents: 78,
  refundedShippingCents: 0,
  shippingSubsidyCents: 0,
  refundedShippingSubsidyCents: 0,
  refundedShippingTaxCents: 0,
  lost: { amountCents: 0, taxCents: 0, commissionCents: 0, subsidyCents: 0 },
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

  it('by amounts and units mixed, in any order, comes to exactly the lines', () => {
    const cents = fc.integer({ min: 0, max: 1e6 });
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      goods: fc.integer({ min: 1, max: 1e6 }),
      tax: cents,
      fee: cents,
    });
    const step = fc.record({
      at: fc.nat(2),
      units: fc.nat(3),
      share: fc.integer({ min: 1, max: 100 }),
      isSpread: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 12 }),
        fc.boolean(),
        (drawn, steps, pricesIncludeTax) => {
          const [template] = part().lines;
          const lines = drawn.map(({ quantity, goods, tax, fee }, index) => ({
            ...template!,
            ...{ id: `l${index}`, quantity, goodsCents: goods },
            ...{ taxCents: Math.min(tax, goods), commissionCents: Math.min(fee, goods) },
          }));
          const whole = part({ pricesIncludeTax, lines, shippingCents: 0, shippingTaxCents: 0 });
          const charged = sumRefund(whole, wholeRefund(whole)).amountCents;
          let given = 0;
          const refund = (asked: AskedRefund) => {
            if (refundReasons(whole, asked).length > 0) return;
            const done = sumRefund(whole, asked);
            if (asked.reduction) expect(done.amountCents).toBe(asked.reduction.amountCents);
            given += done.amountCents;
            for (const one of done.lines) {
              expect(Math.min(one.goodsCents, one.taxCents, one.commissionCents)).toBeGreaterThanOrEqual(0);
              const of = lines.find(({ id }) => id === one.orderLineId)!;
              of.refundedQuantity += one.quantity;
              of.refundedGoodsCents += one.goodsCents;
              of.refundedTaxCents += one.taxCents;
              of.refundedCommissionCents += one.commissionCents;
            }
          };
          for (const { at, units, share, isSpread } of steps) {
            const of = lines[at % lines.length]!;
            if (units > 0) refund({ lines: [{ orderLineId: of.id, quantity: units }], includeShipping: false });
            else {
              const amountCents = Math.ceil((of.goodsCents * share) / 100);
              refund({
                lines: [],
                includeShipping: false,
                reduction: { orderLineId: isSpread ? null : of.id, amountCents },
              });
            }
          }
          refund(wholeRefund(whole));
          expect(given).toBe(charged);
          for (const of of lines)
            expect([of.refundedGoodsCents, of.refundedTaxCents, of.refundedCommissionCents]).toEqual([
              of.goodsCents,
              of.taxCents,
              of.commissionCents,
            ]);
        },
      ),
    );
  });
});
