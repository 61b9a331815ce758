import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type RefundableLine, type RefundablePart, sumRefund } from '#backoffice/commerce/refund/index.ts';
import { orderPlacedEntries, refundEntries } from './entries.ts';
import type { Entry } from './posting.ts';

const ORDERS = 10_000;
const cents = (max: number) => fc.integer({ min: 0, max });
const RATES = [0, 500, 700, 1900, 2500];

const drawnLine = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  unitCents: fc.integer({ min: 1, max: 50_000 }),
  discountBp: fc.constantFrom(0, 0, 500, 1000, 3333, 10_000),
  platformShareBp: fc.constantFrom(0, 2500, 5000, 10_000),
  taxBp: fc.constantFrom(...RATES),
});
const drawnOrder = fc.record({
  pricesIncludeTax: fc.boolean(),
  lines: fc.array(drawnLine, { minLength: 1, maxLength: 6 }),
  shippingCents: cents(3_000),
  shippingTaxBp: fc.constantFrom(...RATES),
  commission: fc.record({
    bp: fc.integer({ min: 0, max: 3_000 }),
    fixed: cents(100),
    floor: cents(50),
    cap: cents(20_000),
  }),
  isOnTerms: fc.boolean(),
  /** Which units come back, in which order, and before which of these steps the parcel arrives. */
  steps: fc.array(fc.record({ line: fc.nat(5), units: fc.integer({ min: 1, max: 15 }), shipping: fc.boolean() }), {
    maxLength: 12,
  }),
  arrivesBefore: fc.nat(12),
});
type Drawn = typeof drawnOrder extends fc.Arbitrary<infer Shape> ? Shape : never;

const share = (amount: number, bp: number) => Math.round((amount * bp) / 10_000);
const taxOf = (amount: number, bp: number, isIncluded: boolean) =>
  isIncluded ? Math.round((amount * bp) / (10_000 + bp)) : share(amount, bp);

function partOf({ pricesIncludeTax, lines, shippingCents, shippingTaxBp, commission }: Drawn): RefundablePart {
  return {
    ...{ id: 'part', orderId: 'order', wholesalerId: 'roastery', currency: 'EUR', status: 'placed', pricesIncludeTax },
    disputed: null,
    ...{ shippingCents, shippingTaxCents: taxOf(shippingCents, shippingTaxBp, pricesIncludeTax) },
    ...{ shippingSubsidyCents: 0, refundedShippingCents: 0, refundedShippingSubsidyCents: 0 },
    ...{ refundedShippingTaxCents: 0, lost: { amountCents: 0, taxCents: 0, commissionCents: 0, subsidyCents: 0 } },
    lines: lines.map(({ quantity, unitCents, discountBp, platformShareBp, taxBp }, index): RefundableLine => {
      const discount = share(quantity * unitCents, discountBp);
      const goodsCents = quantity * unitCents - discount;
      const taxCents = taxOf(goodsCents, taxBp, pricesIncludeTax);
      const subsidyCents = share(discount, platformShareBp);
      const base = goodsCents + subsidyCents - (pricesIncludeTax ? taxCents : 0);
      const wanted = Math.max(
        commission.floor,
        Math.min(commission.cap, share(base, commission.bp) + commission.fixed),
      );
      return {
        ...{ id: `line-${index}`, sku: `SKU-${index}`, quantity, goodsCents, taxCents, subsidyCents },
        commissionCents: Math.min(base, wanted),
        ...{
          refundedQuantity: 0,
          refundedGoodsCents: 0,
          refundedTaxCents: 0,
          refundedCommissionCents: 0,
          refundedSubsidyCents: 0,
        },
      };
    }),
  };
}

/** Cents by kind of account, every posting summing to nothing. */
function openBooks() {
  const books: Record<string, number> = {};
  return {
    post(entries: Entry[]) {
      expect(entries.reduce((sum, entry) => sum + entry.amountCents, 0)).toBe(0);
      for (const { account, amountCents } of entries) books[account.kind] = (books[account.kind] ?? 0) + amountCents;
    },
    of: (...kinds: Entry['account']['kind'][]) => kinds.reduce((sum, kind) => sum + (books[kind] ?? 0), 0) || 0,
  };
}

it(`of ${ORDERS.toLocaleString('en')} orders, refunded in any steps, every cent paid is somebody's`, {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(drawnOrder, drawn => {
      const part = partOf(drawn);
      const total = (pick: (line: RefundableLine) => number) => part.lines.reduce((sum, line) => sum + pick(line), 0);
      const taxCents = total(line => line.taxCents) + part.shippingTaxCents;
      const goods = total(line => line.goodsCents);
      const paid = goods + part.shippingCents + (part.pricesIncludeTax ? 0 : taxCents);
      const storeId = drawn.isOnTerms ? 'store' : null;
      const books = openBooks();
      books.post(
        orderPlacedEntries(
          {
            ...part,
            goodsCents: goods,
            discountCents: 0,
            taxCents,
            commissionCents: total(line => line.commissionCents),
            subsidyCents: total(line => line.subsidyCents),
            totalCents: paid,
          },
          storeId,
        ),
      );
      let refunded = 0;
      // The wholesaler's share, the platform's and the tax, as the books have them.
      const shares = [
        'wholesaler_pending',
        'wholesaler_payable',
        'commission_revenue',
        'promotions',
        'tax_payable',
      ] as const;
      const holds = () => expect(books.of(...shares) + paid - refunded).toBe(0);
      holds();
      const refund = (
        lines: { orderLineId: string; quantity: number }[],
        includeShipping: boolean,
        isDelivered: boolean,
      ) => {
        const sums = sumRefund(part, { lines, includeShipping });
        if (sums.amountCents === 0 && sums.taxCents === 0 && sums.commissionCents === 0 && sums.subsidyCents === 0)
          return;
        books.post(
          refundEntries({
            ...part,
            ...sums,
            platformCents: 0,
            storeId,
            payableSince: isDelivered ? '2026-03-20' : null,
          }),
        );
        for (const one of sums.lines) {
          const line = part.lines.find(({ id }) => id === one.orderLineId)!;
          line.refundedQuantity += one.quantity;
          line.refundedGoodsCents += one.goodsCents;
          line.refundedTaxCents += one.taxCents;
          line.refundedCommissionCents += one.commissionCents;
          line.refundedSubsidyCents += one.subsidyCents;
        }
        part.refundedShippingCents += sums.shippingCents;
        refunded += sums.amountCents;
        holds();
      };
      for (const [index, step] of drawn.steps.entries()) {
        const line = part.lines[step.line % part.lines.length]!;
        const quantity = Math.min(step.units, line.quantity - line.refundedQuantity);
        const isDelivered = index >= drawn.arrivesBefore;
        if (quantity > 0)
          refund([{ orderLineId: line.id, quantity }], step.shipping && part.refundedShippingCents === 0, isDelivered);
      }
      const rest = part.lines.map(({ id, quantity, refundedQuantity }) => ({
        orderLineId: id,
        quantity: quantity - refundedQuantity,
      }));
      refund(
        rest.filter(one => one.quantity > 0),
        part.refundedShippingCents === 0,
        true,
      );
      expect(refunded).toBe(paid);
      for (const kind of ['commission_revenue', 'tax_payable', 'promotions'] as const) expect(books.of(kind)).toBe(0);
      expect(books.of('wholesaler_pending', 'wholesaler_payable')).toBe(0);
    }),
    { numRuns: ORDERS },
  );
});
