import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitCents } from '../money.ts';
import { lessLost } from './after-dispute.ts';
import { type AskedRefund, type RefundablePart, refundReasons, sumRefund, wholeRefund } from './rules.ts';

const NONE = { amountCents: 0, taxCents: 0, commissionCents: 0, subsidyCents: 0 };
const line = (id: string, goodsCents: number, quantity = 1) => ({
  ...{ id, sku: id, quantity, goodsCents, taxCents: 0, commissionCents: 0, subsidyCents: 0 },
  ...{ refundedQuantity: 0, refundedGoodsCents: 0, refundedTaxCents: 0, refundedCommissionCents: 0 },
  refundedSubsidyCents: 0,
});
const part = (over: Partial<RefundablePart>): RefundablePart => ({
  ...{ id: 'part', orderId: 'order', wholesalerId: 'roastery', currency: 'EUR', status: 'placed', disputed: 'lost' },
  ...{ pricesIncludeTax: true, shippingCents: 0, shippingTaxCents: 0, shippingSubsidyCents: 0 },
  ...{ refundedShippingCents: 0, refundedShippingTaxCents: 0, refundedShippingSubsidyCents: 0 },
  ...{ lost: NONE, lines: [] },
  ...over,
});
const one = (orderLineId: string, quantity = 1): AskedRefund => ({
  lines: [{ orderLineId, quantity }],
  includeShipping: false,
});

it('what the bank took lies on every line by what is left of it', () => {
  const half = lessLost(part({ lines: [line('a', 300), line('b', 100)], lost: { ...NONE, amountCents: 200 } }));
  expect([sumRefund(half, one('a')).amountCents, sumRefund(half, one('b')).amountCents]).toEqual([150, 50]);
  const above = { lines: [], includeShipping: false, reduction: { orderLineId: 'a', amountCents: 151 } };
  expect(refundReasons(half, above)).toMatchObject([
    {
      message: 'Only 1.50 EUR of the goods can still be refunded: the bank gave a part back after a dispute',
    },
  ]);
});

it('nothing is refundable of a part the bank took whole, though units are left', () => {
  const gone = lessLost(part({ lines: [line('a', 300)], lost: { ...NONE, amountCents: 300 } }));
  expect(refundReasons(gone, one('a'))).toMatchObject([{ code: 'disputed' }]);
});

it('refunds and losses in any order come to exactly what was charged, taxed, taken and subsidised', () => {
  const cents = fc.integer({ min: 0, max: 100_000 });
  const drawnLine = fc.record({
    ...{ quantity: fc.integer({ min: 1, max: 6 }), goods: fc.integer({ min: 1, max: 100_000 }) },
    ...{ tax: cents, fee: cents, subsidy: cents },
  });
  const step = fc.record({ at: fc.nat(2), units: fc.nat(3), share: fc.nat(100), shipping: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(drawnLine, { minLength: 1, maxLength: 3 }),
      fc.record({ cents, tax: cents, subsidy: cents }),
      fc.array(step, { maxLength: 8 }),
      fc.boolean(),
      (drawn, shipping, steps, pricesIncludeTax) => {
        const state = part({
          ...{
            pricesIncludeTax,
            shippingCents: shipping.cents,
            shippingTaxCents: Math.min(shipping.tax, shipping.cents),
          },
          shippingSubsidyCents: shipping.subsidy,
          lines: drawn.map(({ quantity, goods, tax, fee, subsidy }, index) => ({
            ...line(`l${index}`, goods, quantity),
            ...{ taxCents: Math.min(tax, goods), commissionCents: Math.min(fee, goods), subsidyCents: subsidy },
          })),
        });
        const charged = sumRefund(state, wholeRefund(state));
        const given = { ...NONE };
        const left = () => ({
          amountCents: charged.amountCents - given.amountCents,
          taxCents: charged.taxCents - given.taxCents,
          commissionCents: charged.commissionCents - given.commissionCents,
          subsidyCents: charged.subsidyCents - given.subsidyCents,
        });
        const add = (to: typeof NONE, what: typeof NONE) => {
          for (const key of Object.keys(NONE) as (keyof typeof NONE)[]) to[key] += what[key];
        };
        const lose = (share: number) => {
          const now = left();
          const amountCents = Math.floor((now.amountCents * share) / 100);
          if (amountCents === 0) return;
          const of = (whole: number) => splitCents(whole, [amountCents, now.amountCents - amountCents])[0]!;
          const taken = {
            ...{ amountCents, taxCents: of(now.taxCents) },
            ...{ commissionCents: of(now.commissionCents), subsidyCents: of(now.subsidyCents) },
          };
          state.lost = { ...state.lost };
          add(state.lost, taken);
          add(given, taken);
        };
        const refund = (ask: (now: RefundablePart) => AskedRefund) => {
          const now = lessLost(state);
          const asked = ask(now);
          if (refundReasons(now, asked).length > 0) return;
          const done = sumRefund(now, asked);
          add(given, done);
          for (const gone of done.lines) {
            const values = [gone.goodsCents, gone.taxCents, gone.commissionCents, gone.subsidyCents];
            expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
            const of = state.lines.find(({ id }) => id === gone.orderLineId)!;
            of.refundedQuantity += gone.quantity;
            of.refundedGoodsCents += gone.goodsCents;
            of.refundedTaxCents += gone.taxCents;
            of.refundedCommissionCents += gone.commissionCents;
            of.refundedSubsidyCents += gone.subsidyCents;
          }
          const ofLines = (key: 'taxCents' | 'subsidyCents') => done.lines.reduce((sum, gone) => sum + gone[key], 0);
          state.refundedShippingCents += done.shippingCents;
          state.refundedShippingTaxCents += done.taxCents - ofLines('taxCents');
          state.refundedShippingSubsidyCents += done.subsidyCents - ofLines('subsidyCents');
        };
        for (const { at, units, share, shipping } of steps) {
          const of = state.lines[at % state.lines.length]!;
          if (units === 0) lose(share);
          else refund(() => ({ ...one(of.id, units), includeShipping: shipping }));
          expect(Math.min(...Object.values(left()))).toBeGreaterThanOrEqual(0);
        }
        const rest = left().amountCents;
        refund(wholeRefund);
        if (rest > 0) expect(left()).toEqual(NONE);
        expect(Math.min(...Object.values(left()))).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 2_000 },
  );
});
