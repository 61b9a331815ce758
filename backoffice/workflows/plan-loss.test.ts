import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DisputablePart } from '#backoffice/commerce/dispute/index.ts';
import { givenBack } from '#backoffice/commerce/ledger/index.ts';
import { planLoss } from './plan-loss.ts';

const drawnPart = fc
  .record({
    leftCents: fc.integer({ min: 0, max: 500_000 }),
    taxBp: fc.constantFrom(0, 700, 1900, 2300),
    commissionBp: fc.integer({ min: 0, max: 3_000 }),
    subsidyCents: fc.constantFrom(0, 0, 137, 5_000),
    isPayable: fc.boolean(),
  })
  .map(({ leftCents, taxBp, commissionBp, subsidyCents, isPayable }, index = 0): DisputablePart => {
    const taxCents = Math.round((leftCents * taxBp) / (10_000 + taxBp));
    return {
      ...{ id: `part${index}`, number: `S-1-${index}`, wholesalerId: `w${index}`, wholesalerName: 'Somebody' },
      payableSince: isPayable ? new Date('2026-03-01') : null,
      ...{ leftCents, taxCents, commissionCents: Math.round(((leftCents - taxCents) * commissionBp) / 10_000) },
      subsidyCents: leftCents === 0 ? 0 : subsidyCents,
    };
  });
const sum = (cents: number[]) => cents.reduce((total, one) => total + one, 0);

it('a loss is borne to the cent, however it is divided: whole when it is all, in proportion when it is a part', () => {
  const drawn = fc.tuple(
    fc.array(drawnPart, { minLength: 1, maxLength: 5 }),
    fc.integer({ min: 1, max: 2_000_000 }),
    fc.integer({ min: 0, max: 10_000 }),
  );
  fc.assert(
    fc.property(drawn, ([parts, amountCents, platformShareBp]) => {
      const left = sum(parts.map(part => part.leftCents));
      const shares = planLoss(parts, { currency: 'EUR', amountCents, platformShareBp }, new Date('2026-04-01'));
      expect(sum(shares.map(share => share.amountCents))).toBe(Math.min(amountCents, left));
      for (const { part, platformCents, entries, ...share } of shares) {
        const of = (kind: string) =>
          sum(entries.filter(entry => entry.account.kind === kind).map(entry => entry.amountCents));
        expect(sum(entries.map(entry => entry.amountCents))).toBe(0);
        expect(of('disputes')).toBe(-share.amountCents);
        expect(of('wholesaler_pending') + of('wholesaler_payable') + platformCents).toBe(givenBack(share));
        expect(of('adjustments')).toBe(platformCents);
        expect(platformCents).toBeLessThanOrEqual(Math.max(0, givenBack(share)));
        for (const [taken, of] of [
          [share.amountCents, part.leftCents],
          [share.taxCents, part.taxCents],
          [share.commissionCents, part.commissionCents],
          [share.subsidyCents, part.subsidyCents],
        ] as const) {
          expect(taken).toBeLessThanOrEqual(of);
          if (amountCents >= left) expect(taken).toBe(of);
        }
      }
    }),
    { numRuns: 2_000 },
  );
});
