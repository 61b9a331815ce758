import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPlacedEntries, partEarnings } from '#backoffice/commerce/ledger/index.ts';
import { sumRefund, wholeRefund } from '#backoffice/commerce/refund/index.ts';
import type { TaxCategory } from '#backoffice/commerce/tax/index.ts';
import type { PricedGroup, PricedLine } from './priced-cart.ts';
import { type QuotedGroup, quoteGroup } from './quote-group.ts';

const categories: TaxCategory[] = ['standard', 'reduced', 'zero'];
const line = fc.record({
  unitPriceCents: fc.integer({ min: 1, max: 100_000 }),
  quantity: fc.integer({ min: 1, max: 500 }),
  taxCategory: fc.constantFrom(...categories),
});
const sale = fc.record({
  channel: fc.constantFrom('b2c' as const, 'b2b' as const),
  flatRateCents: fc.integer({ min: 0, max: 5_000 }),
  freeShippingOverCents: fc.option(fc.integer({ min: 1, max: 100_000 })),
  rates: fc.tuple(...categories.map(() => fc.integer({ min: 0, max: 2_700 }))),
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
});
type Sale = typeof sale extends fc.Arbitrary<infer Drawn> ? Drawn : never;

function quote({ channel, flatRateCents, freeShippingOverCents, rates, lines }: Sale): QuotedGroup {
  const priced = lines.map(one => ({ ...one, goodsCents: one.unitPriceCents * one.quantity, isForSale: true }));
  const group = {
    wholesaler: { slug: 'w', shippingMode: 'flat', flatRateCents, freeShippingOverCents },
    lines: priced as unknown as PricedLine[],
    goodsCents: priced.reduce((sum, one) => sum + one.goodsCents, 0),
  } as PricedGroup;
  return quoteGroup(group, { channel, rate: category => rates[categories.indexOf(category)]!, choices: [] });
}
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

describe('whatever is sold', () => {
  it('the total is the sum of what is shown, in whole cents, and tax is within a cent of its exact share', () => {
    fc.assert(
      fc.property(sale, drawn => {
        const quoted = quote(drawn);
        const isInside = drawn.channel === 'b2c';
        expect(quoted.goodsCents).toBe(sum(quoted.lines.map(one => one.goodsCents)));
        expect(quoted.taxCents).toBe(sum(quoted.lines.map(one => one.taxCents)) + quoted.shippingTaxCents);
        expect(quoted.totalCents).toBe(quoted.goodsCents + quoted.shippingCents + (isInside ? 0 : quoted.taxCents));
        for (const { goodsCents, taxRateBp, taxCents } of quoted.lines) {
          const exact = (goodsCents * taxRateBp) / (10_000 + (isInside ? taxRateBp : 0));
          expect(Math.abs(taxCents - exact)).toBeLessThanOrEqual(0.5);
          expect(Number.isInteger(taxCents)).toBe(true);
        }
      }),
    );
  });

  it('the ledger takes it without a cent over, and a refund of all of it leaves none', () => {
    fc.assert(
      fc.property(sale, fc.integer({ min: 0, max: 10_000 }), (drawn, commissionBp) => {
        const quoted = quote(drawn);
        const pricesIncludeTax = drawn.channel === 'b2c';
        const lines = quoted.lines.map((one, index) => {
          const base = one.goodsCents - (pricesIncludeTax ? one.taxCents : 0);
          return { ...one, id: String(index), commissionCents: Math.round((base * commissionBp) / 10_000) };
        });
        const part = {
          ...quoted,
          id: 'p',
          wholesalerId: 'w',
          currency: 'EUR',
          pricesIncludeTax,
          discountCents: 0,
          commissionCents: sum(lines.map(one => one.commissionCents)),
        };
        expect(sum(orderPlacedEntries(part, null).map(entry => entry.amountCents))).toBe(0);
        expect(partEarnings(part)).toBeGreaterThanOrEqual(0);
        const nothingYet = {
          refundedQuantity: 0,
          refundedGoodsCents: 0,
          refundedTaxCents: 0,
          refundedCommissionCents: 0,
        };
        const refundable = {
          ...part,
          orderId: 'o',
          status: 'placed',
          refundedShippingCents: 0,
          lines: lines.map(one => ({ ...one, ...nothingYet })),
        };
        const all = sumRefund(refundable, wholeRefund(refundable));
        expect(all).toMatchObject({
          amountCents: part.totalCents,
          taxCents: part.taxCents,
          commissionCents: part.commissionCents,
        });
      }),
    );
  });
});
