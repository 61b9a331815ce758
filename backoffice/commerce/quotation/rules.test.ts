import { describe, expect, it } from 'vitest';
import { answerUntil, judgeOffer, staleOffer } from './rules.ts';

const today = '2026-11-23';
const known = {
  lines: [
    { id: 'own', title: 'Daily Mug', variantId: 'mug' },
    { id: 'words', title: 'A jug', variantId: null },
  ],
  variants: [
    { id: 'mug', sku: 'MUG', isForSale: true },
    { id: 'vase', sku: 'VASE', isForSale: false },
  ],
};
const line = { lineId: 'own', quantity: 7, unitPriceCents: 900 };
const judged = (offer: Partial<Parameters<typeof judgeOffer>[0]>) =>
  judgeOffer({ validUntil: today, lines: [line], ...offer }, known, today);

describe('an answer is awaited', () => {
  it.each([
    [[], '2026-12-07'],
    [[{ neededBy: '2026-12-01' }, { neededBy: null }], '2026-12-01'],
    [[{ neededBy: '2027-03-01' }], '2026-12-07'],
  ])('two weeks, or until the goods are needed: %j', (lines, day) => expect(answerUntil(lines, today)).toBe(day));
});

describe('an offer', () => {
  it('may end today, or in a year', () => {
    expect(judged({})).toEqual({ variantIds: ['mug'], reasons: [] });
    expect(judged({ validUntil: '2027-11-23' }).reasons).toEqual([]);
  });

  it.each([
    ['a day that is over', { validUntil: '2026-11-22' }, 'validUntil', 'in_the_past'],
    ['more than a year', { validUntil: '2027-11-24' }, 'validUntil', 'too_far'],
    ['a line of another request', { lines: [{ ...line, lineId: 'foreign' }] }, 'lines.0.lineId', 'unknown_line'],
    ['a line twice', { lines: [line, { ...line, sku: 'VASE' }] }, 'lines.1.lineId', 'twice'],
    ['one product for two lines', { lines: [line, { ...line, lineId: 'words', sku: 'MUG' }] }, 'lines.1.sku', 'twice'],
    ['words without a product', { lines: [{ ...line, lineId: 'words' }] }, 'lines.0.sku', 'unknown_sku'],
    ['a product of someone else', { lines: [{ ...line, sku: 'ESP' }] }, 'lines.0.sku', 'unknown_sku'],
    ['a product that is not sold', { lines: [{ ...line, sku: 'VASE' }] }, 'lines.0.sku', 'not_for_sale'],
  ])('is refused for %s', (_, offer, subject, code) =>
    expect(judged(offer).reasons).toContainEqual(expect.objectContaining({ subject, code })),
  );
});

describe('the store answers', () => {
  const part = { status: 'offered', openUntil: today, currentOfferId: 'two' } as const;
  it('the offer it has seen, on its last day too', () => expect(staleOffer(part, 'two', today)).toBeNull());
  it.each([
    ['another offer came', part, 'one', 'offer_revised'],
    ['its last day was yesterday', { ...part, openUntil: '2026-11-22' }, 'two', 'offer_expired'],
    ['it was countered', { ...part, status: 'countered' as const }, 'two', 'already_countered'],
    ['it was taken back', { ...part, status: 'withdrawn' as const }, 'two', 'already_withdrawn'],
  ])('no more when %s', (_, standing, offerId, code) =>
    expect(staleOffer(standing, offerId, today)).toMatchObject({ code }),
  );
});
