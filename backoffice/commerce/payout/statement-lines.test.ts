import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimedEntry, STATEMENT_KINDS, statementLines, totalsOf } from './statement-lines.ts';

const at = new Date('2026-03-20T10:00:00Z');
const entry = (change: Partial<ClaimedEntry>): ClaimedEntry => ({
  ...{ occurredAt: at, memo: 'S-1-1 delivered', orderNumber: 'S-1-1', carriedSince: null },
  ...{ amountCents: 0, reserveCents: 0, heldUntil: null, moved: [], ...change },
});
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const claimed = fc
  .record({
    amountCents: cents,
    reserveCents: fc.nat(100_000),
    heldUntil: fc.constant('2026-06-18'),
    carriedSince: fc.option(fc.constant('2026-03-18')),
    moved: fc.array(
      fc.record({
        kind: fc.constantFrom(...STATEMENT_KINDS),
        ...{ occurredAt: fc.constant(at), memo: fc.constant('Moved'), amountCents: cents, commissionCents: cents },
      }),
      { maxLength: 5 },
    ),
  })
  .map(entry);

describe('the lines of a statement', () => {
  it('sum to what was claimed, whatever moved', () => {
    fc.assert(
      fc.property(fc.array(claimed, { maxLength: 20 }), entries => {
        const lines = entries.flatMap(statementLines);
        const { orderCount: _, amountCents, ...sections } = totalsOf(lines);
        expect(amountCents).toBe(entries.reduce((sum, one) => sum + one.amountCents, 0));
        expect(Object.values(sections).reduce((sum, one) => sum + one, 0)).toBe(amountCents);
        expect(lines.every(line => line.amountCents !== 0)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('take a delivered order apart: its sale, its commission, what went back before, and the reserve', () => {
    const moved = [
      { kind: 'sales' as const, occurredAt: at, memo: 'S-1 placed', amountCents: 8_800, commissionCents: -1_200 },
      { kind: 'refunds' as const, occurredAt: at, memo: 'Refund: late', amountCents: -880, commissionCents: 120 },
    ];
    const lines = statementLines(entry({ amountCents: 7_128, reserveCents: 792, heldUntil: '2026-06-18', moved }));
    expect(lines.map(line => [line.kind, line.amountCents, line.memo])).toEqual([
      ['sales', 10_000, 'S-1-1 delivered'],
      ['commission', -1_200, 'Commission'],
      ['refunds', -1_000, 'Refund: late'],
      ['commission', 120, 'Commission given back: Refund: late'],
      ['reserve', -792, 'Held back'],
    ]);
    expect(lines.at(-1)!.heldUntil).toBe('2026-06-18');
  });
});
