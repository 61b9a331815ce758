import { expect, it } from 'vitest';
import { buyerStatus } from './view.ts';

it.each([
  ['awaiting_payment', ['awaiting_payment'], 'awaiting_payment'],
  ['placed', ['placed', 'accepted'], 'placed'],
  ['placed', ['shipped', 'packed'], 'partly_shipped'],
  ['placed', ['shipped', 'cancelled'], 'shipped'],
  ['placed', ['delivered', 'shipped'], 'shipped'],
  ['placed', ['delivered', 'closed', 'returned'], 'delivered'],
  ['completed', ['closed', 'cancelled'], 'completed'],
  ['cancelled', ['cancelled'], 'cancelled'],
] as const)('an order that is %s with parts %j is told as %s', (own, parts, told) =>
  expect(buyerStatus(own, [...parts])).toBe(told),
);
