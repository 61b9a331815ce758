import type { QuotationView } from '../../../backoffice/http/contract.ts';

export type QuotePart = QuotationView['parts'][number];
export type QuoteLine = QuotationView['lines'][number];
export type QuoteOffer = NonNullable<QuotePart['offer']>;
export type QuoteStatus = QuotePart['status'];
type Tone = 'neutral' | 'pine' | 'amber' | 'rust';

const SAID: Record<QuoteStatus, { label: string; tone: Tone }> = {
  requested: { label: 'Waiting for an answer', tone: 'amber' },
  offered: { label: 'Offer to look at', tone: 'pine' },
  countered: { label: 'You answered', tone: 'amber' },
  accepted: { label: 'Accepted', tone: 'pine' },
  ordered: { label: 'Ordered', tone: 'pine' },
  declined: { label: 'Declined', tone: 'neutral' },
  expired: { label: 'Ended', tone: 'neutral' },
  withdrawn: { label: 'Taken back', tone: 'neutral' },
};
/** A part's status in the store's words. */
export const sayQuote = (status: QuoteStatus) => SAID[status];

const ORDER: QuoteStatus[] = [
  'offered',
  'accepted',
  'countered',
  'requested',
  'ordered',
  'declined',
  'expired',
  'withdrawn',
];
/** What a whole request shows in a list: the part that wants something of the store first. */
export const foremost = (parts: { status: QuoteStatus }[]): QuoteStatus =>
  ORDER.find(status => parts.some(part => part.status === status)) ?? 'requested';

/** Still worth comparing: on the table, or agreed. */
const COUNTS: QuoteStatus[] = ['offered', 'countered', 'accepted', 'ordered'];
export const isStanding = (part: Pick<QuotePart, 'status' | 'offer'>): boolean =>
  part.offer !== null && COUNTS.includes(part.status);

export const offeredLine = (part: Pick<QuotePart, 'offer'>, lineId: string) =>
  part.offer?.lines.find(line => line.lineId === lineId) ?? null;

/** For each line the lowest price that stands, where there is more than one to choose from. */
export function bestPrices(lines: { id: string }[], parts: Pick<QuotePart, 'status' | 'offer'>[]): Map<string, number> {
  const best = new Map<string, number>();
  for (const { id } of lines) {
    const prices = parts.filter(isStanding).flatMap(part => offeredLine(part, id)?.unitPriceCents ?? []);
    if (prices.length > 1) best.set(id, Math.min(...prices));
  }
  return best;
}

const STEPS: Record<QuoteStatus, [store: string, other: string]> = {
  requested: ['You asked', 'You asked'],
  offered: ['made an offer', 'made an offer'],
  countered: ['You answered with other prices', 'You answered with other prices'],
  accepted: ['You accepted', 'You accepted'],
  ordered: ['You ordered', 'You ordered'],
  declined: ['You declined', 'declined'],
  expired: ['Its time was over', 'Its time was over'],
  withdrawn: ['You took the request back', 'took the offer back'],
};
/** Who did what, as a sentence. */
export function sayStep(step: { kind: QuoteStatus; madeBy: string }, wholesaler: string): string {
  const [own, other] = STEPS[step.kind];
  return step.madeBy === 'wholesaler' ? `${wholesaler} ${other}` : own;
}

/** 12,5 and 12.50 are 1250 cents; null for nothing, NaN for what is no price. */
export function centsOf(typed: string): number | null {
  if (typed.trim() === '') return null;
  const match = typed.trim().match(/^€?\s?(\d{1,8})(?:[.,](\d{1,2}))?$/);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '0').padEnd(2, '0')) : Number.NaN;
}
export const priceText = (cents: number | null | undefined): string =>
  cents === null || cents === undefined ? '' : (cents / 100).toFixed(2);
