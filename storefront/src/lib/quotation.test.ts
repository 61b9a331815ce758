import { expect, it } from 'vitest';
import { bestPrices, centsOf, foremost, sayStep } from './quotation.ts';

const offer = (lines: Record<string, number>) => ({
  id: 'offer',
  version: 1,
  madeBy: 'wholesaler' as const,
  message: '',
  validUntil: '2026-12-01',
  totalCents: 1,
  lines: Object.entries(lines).map(([lineId, unitPriceCents]) => ({
    lineId,
    unitPriceCents,
    quantity: 1,
    variant: null,
  })),
});

it('marks the lowest price of a line, where there is a choice and the offer stands', () => {
  const lines = [{ id: 'cup' }, { id: 'jug' }, { id: 'tin' }];
  const parts = [
    { status: 'offered' as const, offer: offer({ cup: 500, jug: 900 }) },
    { status: 'offered' as const, offer: offer({ cup: 450 }) },
    { status: 'expired' as const, offer: offer({ cup: 100, tin: 5 }) },
    { status: 'requested' as const, offer: null },
  ];
  expect([...bestPrices(lines, parts)]).toEqual([['cup', 450]]);
});

it('shows of a request what wants something of the store', () => {
  expect(foremost([{ status: 'declined' }, { status: 'requested' }, { status: 'offered' }])).toBe('offered');
  expect(foremost([{ status: 'declined' }])).toBe('declined');
});

it('says who took a step', () => {
  expect(sayStep({ kind: 'declined', madeBy: 'wholesaler' }, 'Clay & Co')).toBe('Clay & Co declined');
  expect(sayStep({ kind: 'declined', madeBy: 'store' }, 'Clay & Co')).toBe('You declined');
});

it.each([
  ['12.50', 1250],
  ['12,5', 1250],
  ['€ 9', 900],
  ['', null],
  ['twelve', Number.NaN],
  ['-3', Number.NaN],
])('reads the price %s', (typed, cents) => expect(centsOf(typed)).toEqual(cents));
