import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderPlacedEntries, partEarnings } from '#backoffice/commerce/ledger/index.ts';
import { sumRefund, wholeRefund } from '#backoffice/commerce/refund/index.ts';
import { type TaxCategory, tableTaxes } from '#backoffice/commerce/tax/index.ts';
import type { PricedGroup } from './priced-cart.ts';
import { chooseShipping, type QuotedGroup, quoteGroup, taxedPart } from './quote-group.ts';
import { shippingOptions } from './shipping-options.ts';

const categories: TaxCategory[] = ['standard', 'reduced', 'zero'];
const cut = fc.record({
  shareBp: fc.integer({ min: 0, max: 10_000 }),
  wholesalerShareBp: fc.constantFrom<number[]>(0, 3_333, 5_000, 10_000),
});
const line = fc.record({
  unitPriceCents: fc.integer({ min: 1, max: 100_000 }),
  quantity: fc.integer({ min: 1, max: 500 }),
  taxCategory: fc.constantFrom(...categories),
  cuts: fc.array(cut, { maxLength: 2 }),
});
const sale = fc.record({
  channel: fc.constantFrom('b2c' as const, 'b2b' as const),
  flatRateCents: fc.integer({ min: 0, max: 5_000 }),
  freeShippingOverCents: fc.option(fc.integer({ min: 1, max: 100_000 })),
  shippingCut: fc.option(cut),
  rates: fc.tuple(...categories.map(() => fc.integer({ min: 0, max: 2_700 }))),
  lines: fc.array(line, { minLength: 1, maxLength: 8 }),
});
type Sale = typeof sale extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const off = (cents: number, { shareBp, wholesalerShareBp }: { shareBp: number; wholesalerShareBp: number }) => ({
  ...{ promotionId: 'p', code: null, title: 'Off', wholesalerShareBp },
  cents: Math.floor((cents * shareBp) / 10_000),
});

function quote({ channel, flatRateCents, freeShippingOverCents, shippingCut, rates, lines }: Sale): QuotedGroup {
  const priced = lines.map(({ cuts, ...one }) => {
    const goodsCents = one.unitPriceCents * one.quantity;
    const discounts = cuts.map(each => off(Math.floor((goodsCents - 1) / 2), each));
    return { ...one, goodsCents, discounts, discountCents: sum(discounts.map(each => each.cents)), isForSale: true };
  });
  const goodsCents = sum(priced.map(one => one.goodsCents));
  const wholesaler = { slug: 'w', country: 'DE', shippingMode: 'flat' as const, flatRateCents, freeShippingOverCents };
  const options = shippingOptions(wholesaler, goodsCents);
  const group = {
    wholesaler,
    lines: priced.map(one => ({ ...one, priceTrace: [] })),
    goodsCents,
    discountCents: sum(priced.map(one => one.discountCents)),
    shippingOptions: options,
    shippingDiscounts: shippingCut ? [off(options[0].priceCents, shippingCut)] : [],
  } as unknown as PricedGroup;
  const chosen = chooseShipping(group, []);
  const rateOf = new Map(categories.map((category, index) => [category, rates[index]!]));
  const to = { country: 'DE', region: null };
  const [taxes] = tableTaxes({ channel, day: '2026-11-23', to, buyer: null, parts: [taxedPart(chosen)] }, rateOf);
  return quoteGroup(chosen, taxes!, { channel });
}
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
const asPart = (quoted: QuotedGroup, pricesIncludeTax: boolean, commissionBp: number) => {
  const lines = quoted.lines.map((one, index) => {
    const base = one.goodsCents - one.discountCents + one.subsidyCents - (pricesIncludeTax ? one.taxCents : 0);
    return { ...one, id: String(index), base, commissionCents: Math.round((base * commissionBp) / 10_000) };
  });
  return {
    ...quoted,
    ...{ id: 'p', wholesalerId: 'w', currency: 'EUR', pricesIncludeTax, lines },
    subsidyCents: quoted.shippingSubsidyCents + sum(lines.map(one => one.subsidyCents)),
    commissionCents: sum(lines.map(one => one.commissionCents)),
  };
};

describe('whatever is sold', () => {
  it('the total is the sum of what is shown, in whole cents, and tax is within a cent of its exact share', () => {
    fc.assert(
      fc.property(sale, drawn => {
        const quoted = quote(drawn);
        const isInside = drawn.channel === 'b2c';
        expect(quoted.goodsCents).toBe(sum(quoted.lines.map(one => one.goodsCents)));
        expect(quoted.taxCents).toBe(sum(quoted.lines.map(one => one.taxCents)) + quoted.shippingTaxCents);
        expect(quoted.totalCents).toBe(
          quoted.goodsCents - quoted.discountCents + quoted.shippingCents + (isInside ? 0 : quoted.taxCents),
        );
        for (const { goodsCents, discountCents, taxRateBp, taxCents } of quoted.lines) {
          const exact = ((goodsCents - discountCents) * taxRateBp) / (10_000 + (isInside ? taxRateBp : 0));
          expect(Math.abs(taxCents - exact)).toBeLessThanOrEqual(0.5);
          expect(Number.isInteger(taxCents)).toBe(true);
        }
      }),
    );
  });

  it('the ledger takes it without a cent over, and a refund of all of it leaves none', () => {
    fc.assert(
      fc.property(sale, fc.integer({ min: 0, max: 10_000 }), (drawn, commissionBp) => {
        const part = asPart(quote(drawn), drawn.channel === 'b2c', commissionBp);
        expect(sum(orderPlacedEntries(part, null).map(entry => entry.amountCents))).toBe(0);
        expect(partEarnings(part)).toBeGreaterThanOrEqual(0);
        const nothingYet = {
          refundedQuantity: 0,
          refundedGoodsCents: 0,
          refundedTaxCents: 0,
          refundedCommissionCents: 0,
          refundedSubsidyCents: 0,
        };
        const refundable = {
          ...part,
          orderId: 'o',
          status: 'placed',
          disputed: null,
          refundedShippingCents: 0,
          refundedShippingSubsidyCents: 0,
          refundedShippingTaxCents: 0,
          lost: { amountCents: 0, taxCents: 0, commissionCents: 0, subsidyCents: 0 },
          lines: part.lines.map(one => ({ ...one, goodsCents: one.goodsCents - one.discountCents, ...nothingYet })),
        };
        const all = sumRefund(refundable, wholeRefund(refundable));
        expect(all).toMatchObject({
          amountCents: part.totalCents,
          taxCents: part.taxCents,
          commissionCents: part.commissionCents,
          subsidyCents: part.subsidyCents,
        });
      }),
    );
  });

  it('what the platform gives costs the wholesaler nothing: it earns as if only its own share had been taken off', () => {
    fc.assert(
      fc.property(sale, fc.integer({ min: 0, max: 10_000 }), (drawn, commissionBp) => {
        const ownOnly = (one: { shareBp: number; wholesalerShareBp: number }) => ({
          ...one,
          wholesalerShareBp: 10_000,
        });
        const shared = asPart(quote(drawn), drawn.channel === 'b2c', commissionBp);
        for (const one of shared.lines) {
          const platform = sum(
            one.discounts.map(each => each.cents - Math.round((each.cents * each.wholesalerShareBp) / 10_000)),
          );
          const charged = one.goodsCents - one.discountCents + platform;
          const tax = drawn.channel === 'b2c' ? charged - Math.round((charged * 10_000) / (10_000 + one.taxRateBp)) : 0;
          expect(Math.abs(one.base - (charged - tax))).toBeLessThanOrEqual(1);
          expect(one.subsidyCents).toBeGreaterThanOrEqual(0);
          expect(one.subsidyCents).toBeLessThanOrEqual(one.discountCents);
        }
        const own = {
          ...drawn,
          shippingCut: drawn.shippingCut && ownOnly(drawn.shippingCut),
          lines: drawn.lines.map(one => ({ ...one, cuts: one.cuts.map(ownOnly) })),
        };
        expect(asPart(quote(own), drawn.channel === 'b2c', commissionBp).subsidyCents).toBe(0);
      }),
    );
  });
});
