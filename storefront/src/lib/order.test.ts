import { expect, it } from 'vitest';
import { scansOf, stepsOf } from './order.ts';

const day = (number: number) => `2026-12-0${number}T10:00:00Z`;
const shown = (steps: { label: string; state: string }[]) => steps.map(({ label, state }) => `${label}: ${state}`);

it('a part that is being packed has been received, and shipping is to come', () => {
  const timeline = [
    { status: 'placed' as const, at: day(1) },
    { status: 'accepted' as const, at: day(2) },
    { status: 'packed' as const, at: day(3) },
  ];
  expect(shown(stepsOf({ status: 'packed', timeline }))).toEqual([
    'Received: done',
    'Preparing: current',
    'Shipped: next',
    'Delivered: next',
  ]);
});

it('a delivered part is done to the end', () => {
  expect(shown(stepsOf({ status: 'delivered', timeline: [] })).at(-1)).toBe('Delivered: done');
});

it('a cancelled part ends where it was', () => {
  const timeline = [
    { status: 'placed' as const, at: day(1) },
    { status: 'cancelled' as const, at: day(2) },
  ];
  expect(shown(stepsOf({ status: 'cancelled', timeline }))).toEqual(['Received: done', 'Cancelled: failed']);
});

it('scans are read newest first, whatever order they came in', () => {
  const scan = (message: string, number: number) => ({ status: 'in_transit', message, place: null, at: day(number) });
  const steps = scansOf({ status: 'in_transit', scans: [scan('Picked up', 1), scan('Sorted', 3), scan('Left', 2)] });
  expect(shown(steps)).toEqual(['Sorted: current', 'Left: done', 'Picked up: done']);
});
