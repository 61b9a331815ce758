import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CartRow } from '#backoffice/commerce/cart/index.ts';
import { type ladderOf, shownLadder, unitPriceAt } from '#backoffice/commerce/pricing/index.ts';
import type { Promotion } from '#backoffice/commerce/promotion/index.ts';
import { tableTaxes } from '#backoffice/commerce/tax/index.ts';
import { groupRows, promote } from './priced-cart.ts';
import { type RefCart, type RefLine, referenceCart, referenceUnitPrice } from './pricing.reference.testing.ts';
import { chooseShipping, quoteGroup, taxedPart } from './quote-group.ts';

const CARTS = 20_000;
const RATES = { standard: 1900, reduced: 700, zero: 0 } as const;
const CATEGORIES = ['coffee', 'home'];
const cents = (max: number) => fc.integer({ min: 1, max });

const tier = fc.record({
  list: fc.constantFrom('a', 'b', 'c'),
  group: fc.constantFrom(null, 'partners', 'others'),
  from: fc.constantFrom(0, 40, 60),
  until: fc.constantFrom(50, 70, 1_000),
  min: fc.constantFrom(1, 2, 6, 12, 24),
  cents: cents(4_000),
});
const line = fc.record({
  base: cents(4_000),
  retail: cents(9_000),
  tiers: fc.array(tier, { maxLength: 6 }),
  quantity: fc.integer({ min: 1, max: 60 }),
  tax: fc.constantFrom('standard' as const, 'reduced' as const, 'zero' as const),
  category: fc.constantFrom(...CATEGORIES),
});
const promotion = fc.record({
  kind: fc.constantFrom('percent' as const, 'fixed' as const, 'free_shipping' as const, 'buy_x_get_y' as const),
  percent: fc.integer({ min: 1, max: 10_000 }),
  fixed: cents(20_000),
  buy: fc.integer({ min: 1, max: 6 }),
  get: fc.integer({ min: 1, max: 3 }),
  wholesaler: fc.constantFrom(null, null, 'w0', 'w1'),
  category: fc.constantFrom(null, null, ...CATEGORIES),
  minimum: fc.constantFrom(0, 0, 5_000, 50_000),
  combinable: fc.boolean(),
  budget: fc.constantFrom(null, null, 500, 3_000),
});
const drawn = fc.record({
  channel: fc.constantFrom('b2c' as const, 'b2b' as const, 'b2b' as const),
  storeGroup: fc.constantFrom(null, 'partners'),
  groups: fc.array(
    fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 4 }), shipping: fc.integer({ min: 0, max: 1_500 }) }),
    {
      minLength: 1,
      maxLength: 3,
    },
  ),
  promotions: fc.array(promotion, { maxLength: 4 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Shape> ? Shape : never;

const NOW = 55;
const asReference = ({ channel, storeGroup, groups, promotions }: Drawn): RefCart => ({
  channel,
  storeGroup,
  now: NOW,
  groups: groups.map(({ lines, shipping }, at) => ({
    wholesaler: `w${at}`,
    shipping,
    shippingRate: RATES.standard,
    lines: lines.map(({ tax, ...one }, index) => ({ ...one, id: `${at}-${index}`, rate: RATES[tax] })),
  })),
  promotions: promotions.map((one, at) => ({ ...one, id: `p${at}` })),
});

/** The tiers as the statement answers them: dated and of the store's group only. That filter is checked in cart-truth.test. */
const rowOf = (cart: Drawn, at: number, index: number): CartRow => {
  const { lines, shipping } = cart.groups[at]!;
  const { base, retail, tiers, quantity, tax, category } = lines[index]!;
  return {
    lineId: `${at}-${index}`,
    title: 'Thing',
    quantity,
    seenUnitPriceCents: 1,
    retailPriceCents: retail,
    wholesalePriceCents: base,
    tiers: tiers
      .filter(one => one.from <= NOW && NOW < one.until && (one.group === null || one.group === cart.storeGroup))
      .map(one => ({ minQuantity: one.min, unitPriceCents: one.cents, priceList: one.list })),
    ...{ moq: 1, casePack: 1, maximumQuantity: null, availableQuantity: 1_000, isForSale: true, offer: null },
    taxCategory: tax,
    categoryIds: [category],
    wholesaler: {
      ...{ id: `w${at}`, slug: `w${at}`, name: 'W', country: 'DE', minimumOrderCents: 0, minimumFirstOrderCents: 0 },
      ...{ isFirstOrder: false, shippingMode: 'flat', flatRateCents: shipping, freeShippingOverCents: null },
    },
  } as unknown as CartRow;
};

const asPromotions = (cart: Drawn): Promotion[] =>
  cart.promotions.map((one, at) => ({
    ...{ id: `p${at}`, code: null, title: `p${at}`, kind: one.kind, channel: null, window: 'open' as const },
    percentBp: one.kind === 'percent' ? one.percent : null,
    fixedCents: one.kind === 'fixed' ? one.fixed : null,
    buyQuantity: one.kind === 'buy_x_get_y' ? one.buy : null,
    getQuantity: one.kind === 'buy_x_get_y' ? one.get : null,
    wholesalerId: one.wholesaler,
    categoryId: one.category,
    minimumGoodsCents: one.minimum,
    ...{ wholesalerShareBp: 0, usesLeft: null, usesLeftOfBuyer: null },
    isCombinable: one.combinable,
    budgetLeftCents: one.budget,
  }));

it(`${CARTS} carts cost to the cent what the reference says, and the ladder shown is the price charged`, () => {
  fc.assert(
    fc.property(drawn, cart => {
      const reference = asReference(cart);
      const expected = referenceCart(reference);
      const sale = { channel: cart.channel, currency: 'EUR' };
      const rows = cart.groups.flatMap((group, at) => group.lines.map((_, index) => rowOf(cart, at, index)));
      const groups = groupRows(rows, sale);
      promote(asPromotions(cart), groups, sale);
      const chosen = groups.map(group => chooseShipping(group, []));
      const to = { country: 'DE', region: null };
      const taxed = { channel: cart.channel, day: '2026-11-23', to, buyer: null, parts: chosen.map(taxedPart) };
      const taxes = tableTaxes(taxed, new Map(Object.entries(RATES)) as never);
      const quoted = chosen.map((one, index) => quoteGroup(one, taxes[index]!, cart));
      const lines = quoted.flatMap(group => group.lines);
      for (const one of lines) {
        expect(one.unitPriceCents).toBe(expected.unit.get(one.lineId));
        expect(one.discountCents).toBe(expected.discount.get(one.lineId));
        expect(one.taxCents).toBe(expected.tax.get(one.lineId));
        if (one.ladder)
          expectShown(
            one.ladder,
            reference,
            reference.groups.flatMap(group => group.lines).find(line => line.id === one.lineId)!,
          );
      }
      expect(quoted.reduce((sum, group) => sum + group.totalCents, 0)).toBe(expected.total);
    }),
    { numRuns: CARTS },
  );
}, 240_000);

/** Every step of the shown ladder, and the quantity before it, costs what is charged for it. */
function expectShown(ladder: ReturnType<typeof ladderOf> & object, cart: RefCart, line: RefLine): void {
  for (const { minQuantity, unitPriceCents } of shownLadder(ladder))
    for (const quantity of [minQuantity - 1, minQuantity, line.quantity].filter(one => one > 0)) {
      const charged = referenceUnitPrice(cart, { ...line, quantity });
      expect(unitPriceAt(ladder, quantity)).toBe(charged);
      if (quantity === minQuantity) expect(unitPriceCents).toBe(charged);
    }
}
