import type { Reason } from '../refusal.ts';
import { type Effect, effects, type PromotedGroup, type Promotion, promotionProblem } from './rules.ts';

export interface Discount {
  promotionId: string;
  code: string | null;
  title: string;
  cents: number;
  wholesalerShareBp: number;
}
export interface Verdict {
  promotion: Promotion;
  /** What it takes off the whole cart, delivery included. */
  discountCents: number;
  /** Why it takes nothing off. */
  problem: Reason | null;
}
export interface Promoted {
  byLine: Map<string, Discount[]>;
  /** By wholesaler, off its delivery. */
  shipping: Map<string, Discount[]>;
  verdicts: Verdict[];
}

/**
 * The best for the buyer, wholesaler by wholesaler: all combinable promotions together, or a single one that allows no other, whichever
 * takes more off that wholesaler's part. Every promotion is reckoned on the prices before promotions, so their order does not matter
 * until a line costs almost nothing: one cent a line always stays. Ties go to codes, then to the elder promotion.
 */
export function bestPromotions(
  promotions: Promotion[],
  groups: PromotedGroup[],
  sale: { channel: 'b2c' | 'b2b'; currency: string },
): Promoted {
  const ordered = [...promotions].sort(byRank);
  const problems = new Map(ordered.map(one => [one.id, promotionProblem(one, groups, sale)]));
  const candidates = ordered
    .filter(one => !problems.get(one.id))
    .map(promotion => ({ promotion, effects: effects(promotion, groups) }));
  const promoted: Promoted = { byLine: new Map(), shipping: new Map(), verdicts: [] };
  const taken = new Map<string, number>();
  groups.forEach((group, at) => {
    const here = candidates.map(({ promotion, effects }) => ({ promotion, effect: effects[at]! }));
    const options = [
      here.filter(one => one.promotion.isCombinable),
      ...here.filter(one => !one.promotion.isCombinable).map(one => [one]),
    ].map(option => apply(group, option));
    const best = options.reduce((first, next) => (next.cents > first.cents ? next : first));
    for (const [lineId, discounts] of best.byLine) promoted.byLine.set(lineId, discounts);
    if (best.shipping.length > 0) promoted.shipping.set(group.wholesalerId, best.shipping);
    for (const one of [...best.shipping, ...[...best.byLine.values()].flat()])
      taken.set(one.promotionId, (taken.get(one.promotionId) ?? 0) + one.cents);
  });
  promoted.verdicts = ordered.map(promotion => {
    const discountCents = taken.get(promotion.id) ?? 0;
    return {
      promotion,
      discountCents,
      problem: discountCents > 0 ? null : (problems.get(promotion.id) ?? outdone(promotion)),
    };
  });
  return promoted;
}

type Option = { promotion: Promotion; effect: Effect }[];

function apply(group: PromotedGroup, option: Option) {
  const byLine = new Map<string, Discount[]>();
  let cents = 0;
  for (const line of group.lines) {
    let left = line.goodsCents - 1;
    const discounts: Discount[] = [];
    for (const { promotion, effect } of option) {
      const off = Math.min(effect.byLine.get(line.lineId) ?? 0, left);
      if (off <= 0) continue;
      discounts.push(discountOf(promotion, off));
      left -= off;
      cents += off;
    }
    if (discounts.length > 0) byLine.set(line.lineId, discounts);
  }
  const shipping: Discount[] = [];
  let left = group.shippingCents;
  for (const { promotion, effect } of option) {
    const off = Math.min(effect.shippingCents, left);
    if (off <= 0) continue;
    shipping.push(discountOf(promotion, off));
    left -= off;
    cents += off;
  }
  return { byLine, shipping, cents };
}

const discountOf = ({ id, code, title, wholesalerShareBp }: Promotion, cents: number): Discount => ({
  promotionId: id,
  code,
  title,
  cents,
  wholesalerShareBp,
});

const outdone = ({ code, title }: Promotion): Reason => ({
  code: 'promotion_outdone',
  subject: code ?? title,
  message: `${title} cannot be combined with another promotion that saves you more`,
});

const byRank = (a: Promotion, b: Promotion): number =>
  Number(a.code === null) - Number(b.code === null) || (a.id < b.id ? -1 : 1);
