import { expect, it } from 'vitest';
import { nextStep, sayStep, stepAt } from './ladder.ts';

const ladder = [
  { minQuantity: 6, unitPriceCents: 1000, savingPercent: 0 },
  { minQuantity: 24, unitPriceCents: 920, savingPercent: 8 },
  { minQuantity: 96, unitPriceCents: 850, savingPercent: 15 },
];

it.each([
  { quantity: 1, priceCents: 1000 },
  { quantity: 23, priceCents: 1000 },
  { quantity: 24, priceCents: 920 },
  { quantity: 500, priceCents: 850 },
])('charges $priceCents at $quantity', ({ quantity, priceCents }) => {
  expect(stepAt(ladder, quantity)?.unitPriceCents).toBe(priceCents);
});

it('names the next step until the last is reached', () => {
  expect(sayStep(nextStep(ladder, 6)!)).toBe('24 or more: save 8 %');
  expect(nextStep(ladder, 96)).toBeUndefined();
});
