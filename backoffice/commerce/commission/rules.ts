import { formatMoney } from '../money.ts';
import type { Reason } from '../refusal.ts';

/** From this volume of the last 30 days on, this percent instead of the rule's own. */
export interface Band {
  fromCents: number;
  percentBp: number;
}

export interface Terms {
  percentBp: number;
  fixedCents: number;
  floorCents: number;
  capCents: number | null;
  /** Rising. */
  bands: Band[];
}

/** Which lines a rule is for. Null: every wholesaler, every category. */
export interface Scope {
  wholesalerId: string | null;
  categoryId: string | null;
  orderKind: 'any' | 'first' | 'reorder';
}

const MOST_BANDS = 10;
const isRate = (bp: number) => Number.isInteger(bp) && bp >= 0 && bp <= 10_000;
const isAmount = (cents: number) => Number.isSafeInteger(cents) && cents >= 0;

/** What is wrong with the terms of a rule, each said once. */
export function faultsOf({ percentBp, fixedCents, floorCents, capCents, bands }: Terms): Reason[] {
  const wrong = (code: string, subject: string, message: string) => ({ code, subject, message });
  const reasons: Reason[] = [];
  if (!isRate(percentBp)) reasons.push(wrong('rate_wrong', 'percentBp', 'Enter a rate between 0 and 100 %'));
  if (![fixedCents, floorCents, capCents ?? 0].every(isAmount))
    reasons.push(wrong('amount_wrong', 'fixedCents', 'Enter amounts of zero or more'));
  if (capCents !== null && capCents < floorCents)
    reasons.push(wrong('cap_below_floor', 'capCents', '“At most” is below “at least”'));
  const rises = bands.every(({ fromCents }, index) => fromCents > (bands[index - 1]?.fromCents ?? 0));
  if (!rises || !bands.every(band => isAmount(band.fromCents) && isRate(band.percentBp)))
    reasons.push(wrong('bands_wrong', 'bands', 'Each band needs a higher volume than the one before, and a rate'));
  if (bands.length > MOST_BANDS) reasons.push(wrong('bands_many', 'bands', `At most ${MOST_BANDS} bands`));
  return reasons;
}

/** One band a line, "10000: 9.5" (volume, rate in percent). Null: it cannot be read. */
export function parseBands(text: string): Band[] | null {
  const bands: Band[] = [];
  for (const line of text.split('\n').filter(one => one.trim() !== '')) {
    const [, euros, cents = '', percent, hundredths = ''] =
      line.match(/^\s*(\d{1,12})(?:\.(\d{1,2}))?\s*:\s*(\d{1,3})(?:\.(\d{1,2}))?\s*%?\s*$/) ?? [];
    if (euros === undefined || percent === undefined) return null;
    bands.push({
      fromCents: Number(euros) * 100 + Number(cents.padEnd(2, '0')),
      percentBp: Number(percent) * 100 + Number(hundredths.padEnd(2, '0')),
    });
  }
  return bands;
}

/** "12 % + €0.30, at least €1.00, at most €50.00; 10 % from €10,000.00 in 30 days" */
export function describeTerms(terms: Terms, currency: string): string {
  const money = (cents: number) => formatMoney(cents, currency);
  const rate = (bp: number) => `${bp / 100} %`;
  const limits = [
    `${rate(terms.percentBp)}${terms.fixedCents > 0 ? ` + ${money(terms.fixedCents)}` : ''}`,
    ...(terms.floorCents > 0 ? [`at least ${money(terms.floorCents)}`] : []),
    ...(terms.capCents === null ? [] : [`at most ${money(terms.capCents)}`]),
  ];
  const bands = terms.bands.map(band => `${rate(band.percentBp)} from ${money(band.fromCents)} in 30 days`);
  return [limits.join(', '), ...bands].join('; ');
}
