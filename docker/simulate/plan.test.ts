import { expect, test } from 'vitest';
import { planDays } from './plan.ts';

const bare = (simulation: Parameters<typeof planDays>[0]) =>
  planDays(simulation).map(day => day.map(({ chance, ...order }) => ({ ...order, next: chance() })));

test('the same seed plans the same days, another one others', () => {
  const simulation = { days: 3, orders: 200, seed: 7 };
  expect(bare(simulation)).toEqual(bare(simulation));
  expect(bare(simulation)).not.toEqual(bare({ ...simulation, seed: 8 }));
});

test('orders are spread over the days and none is lost', () => {
  expect(planDays({ days: 3, orders: 200, seed: 1 }).map(day => day.length)).toEqual([67, 66, 67]);
  expect(planDays({ days: 5, orders: 3, seed: 1 }).flat()).toHaveLength(3);
});

test('two hundred orders meet every fate', () => {
  const fates = new Set(
    planDays({ days: 3, orders: 200, seed: 7 })
      .flat()
      .map(order => order.fate),
  );
  expect([...fates].sort()).toEqual([
    'cancelled_by_buyer',
    'declined_then_paid',
    'expires',
    'given_up',
    'paid',
    'refunded_by_finance',
    'rejected_by_wholesaler',
    'returned',
  ]);
});
