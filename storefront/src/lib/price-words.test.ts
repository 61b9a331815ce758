import { describe, expect, it } from 'vitest';
import type { OrderView, QuoteView } from '../../../backoffice/http/contract.ts';
import { orderSums, quoteSums, sayTreatment, sayWhy } from './price-words.ts';

const adds = ({ goodsCents, shippingCents, discounts, taxCents }: ReturnType<typeof quoteSums>) =>
  goodsCents + shippingCents - discounts.reduce((sum, one) => sum + one.cents, 0) + taxCents;

describe('the rows above a total', () => {
  const ten = { code: 'TEN', title: 'Ten percent', cents: 500 };
  const free = { code: null, title: 'Free delivery', cents: 790 };

  it('add up for a quote: delivery before its discount, a promotion of several lines once', () => {
    const lines = [{ discounts: [ten] }, { discounts: [ten] }];
    const quote = {
      ...{ goodsCents: 10_000, discountCents: 1_000, shippingCents: 0, taxCents: 1_710, totalCents: 10_710 },
      groups: [{ lines, shippingDiscounts: [free], taxTreatment: 'taxed' }],
    } as unknown as QuoteView;
    const sums = quoteSums(quote);
    expect(sums.discounts).toEqual([{ ...ten, cents: 1_000 }, free]);
    expect(adds(sums)).toBe(quote.totalCents);
  });

  it('add up for an order, also one whose promotions were not kept by name', () => {
    const order = {
      ...{ goodsCents: 10_000, discountCents: 1_000, shippingCents: 0, taxCents: 0, totalCents: 9_000 },
      promotions: [{ code: 'TEN', title: 'Ten percent', discountCents: 600 }],
      parts: [{ shippingDiscountCents: 790, taxTreatment: 'exempt' }],
    } as unknown as OrderView;
    const sums = orderSums(order);
    expect(sums.discounts.map(one => [one.title, one.cents])).toEqual([
      ['Ten percent', 600],
      ['Discount', 1_190],
    ]);
    expect(adds(sums)).toBe(order.totalCents);
  });
});

describe('words', () => {
  it('say where a price is from', () => {
    const tier = { kind: 'tier' as const, from: 'Concept stores', minQuantity: 24, unitPriceCents: 950 };
    expect(sayWhy(tier, 'EUR')).toEqual({ label: 'Concept stores, from 24 on', value: '€9.50 each' });
    const off = { kind: 'promotion' as const, from: 'Ten percent', code: 'TEN', amountCents: -500 };
    expect(sayWhy(off, 'EUR')).toEqual({ label: 'TEN · Ten percent', value: '−€5.00' });
  });

  it('say why there is no tax', () => {
    expect(sayTreatment('taxed')).toBeNull();
    expect(sayTreatment('reverse_charge', 'ATU70123456')?.text).toContain('under VAT id ATU70123456');
  });
});
