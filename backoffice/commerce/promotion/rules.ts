import { formatMoney, rateOf, splitCents } from '../money.ts';
import type { Reason } from '../refusal.ts';

/** A promotion as it stands for one buyer now. Null: without that limit. */
export interface Promotion {
  id: string;
  /** Null: automatic. */
  code: string | null;
  title: string;
  kind: 'percent' | 'fixed' | 'free_shipping' | 'buy_x_get_y';
  percentBp: number | null;
  fixedCents: number | null;
  buyQuantity: number | null;
  getQuantity: number | null;
  /** Only this wholesaler's goods. */
  wholesalerId: string | null;
  /** Only goods of this category and those below it. */
  categoryId: string | null;
  channel: 'b2c' | 'b2b' | null;
  minimumGoodsCents: number;
  /** What of the discount the wholesaler bears; the platform pays it the rest. */
  wholesalerShareBp: number;
  isCombinable: boolean;
  window: 'ahead' | 'open' | 'over';
  usesLeft: number | null;
  usesLeftOfBuyer: number | null;
  budgetLeftCents: number | null;
}

export interface PromotedLine {
  lineId: string;
  /** Its own, then its parent's. */
  categoryIds: string[];
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
  /** At an agreed price: no promotion takes more off. */
  isQuoted: boolean;
}
export interface PromotedGroup {
  wholesalerId: string;
  lines: PromotedLine[];
  /** Its standard delivery. */
  shippingCents: number;
}

/** What a promotion would take off a group, by line, and off its delivery. */
export interface Effect {
  byLine: Map<string, number>;
  shippingCents: number;
}

/** Why a promotion does not count in this cart at all; null: it does. */
export function promotionProblem(
  promotion: Promotion,
  groups: PromotedGroup[],
  sale: { channel: 'b2c' | 'b2b'; currency: string },
): Reason | null {
  const because = (code: string, message: string, fix?: Reason['fix']): Reason => ({
    code,
    subject: promotion.code ?? promotion.title,
    message,
    ...(fix ? { fix } : {}),
  });
  if (promotion.window === 'ahead') return because('promotion_ahead', `${promotion.title} has not begun yet`);
  if (promotion.window === 'over') return because('promotion_over', `${promotion.title} has ended`);
  if (promotion.channel && promotion.channel !== sale.channel)
    return because(
      'promotion_elsewhere',
      `${promotion.title} is for ${promotion.channel === 'b2b' ? 'wholesale orders' : 'retail orders'} only`,
    );
  if (promotion.usesLeftOfBuyer !== null && promotion.usesLeftOfBuyer <= 0)
    return because('promotion_used', `You have used ${promotion.title} already`);
  if (
    (promotion.usesLeft !== null && promotion.usesLeft <= 0) ||
    (promotion.budgetLeftCents !== null && promotion.budgetLeftCents <= 0)
  )
    return because('promotion_used_up', `${promotion.title} is used up`);
  const goodsCents = sum(groups.flatMap(group => eligible(promotion, group).map(line => line.goodsCents)));
  if (goodsCents === 0) return because('promotion_not_for_these', `${promotion.title} is not for what is in the cart`);
  const missingCents = promotion.minimumGoodsCents - goodsCents;
  if (missingCents > 0)
    return because('promotion_minimum', `${formatMoney(missingCents, sale.currency)} to go for ${promotion.title}`, {
      missingCents,
    });
  return null;
}

/** By group, what the promotion alone would take off: percents and fixed amounts split by the goods, nothing lost; never above its budget. */
export function effects(promotion: Promotion, groups: PromotedGroup[]): Effect[] {
  const lines = groups.map(group => eligible(promotion, group));
  const wanted = groups.map((group, at) => wantedOf(promotion, lines[at]!, group));
  const whole = sum(wanted);
  const most = Math.min(whole, promotion.fixedCents ?? whole, promotion.budgetLeftCents ?? whole);
  const given = most === whole ? wanted : splitCents(most, wanted);
  return groups.map((_, at): Effect => {
    if (promotion.kind === 'free_shipping') return { byLine: new Map(), shippingCents: given[at]! };
    const weights = lines[at]!.map(line => weightOf(promotion, line));
    const shares = given[at] === 0 ? weights.map(() => 0) : splitCents(given[at]!, weights);
    return { byLine: new Map(lines[at]!.map((line, index) => [line.lineId, shares[index]!])), shippingCents: 0 };
  });
}

const eligible = (promotion: Promotion, group: PromotedGroup): PromotedLine[] =>
  promotion.wholesalerId && promotion.wholesalerId !== group.wholesalerId
    ? []
    : group.lines.filter(
        line => !line.isQuoted && (!promotion.categoryId || line.categoryIds.includes(promotion.categoryId)),
      );

function wantedOf(promotion: Promotion, lines: PromotedLine[], group: PromotedGroup): number {
  const goodsCents = sum(lines.map(line => line.goodsCents));
  if (promotion.kind === 'free_shipping') return lines.length > 0 ? group.shippingCents : 0;
  if (promotion.kind === 'percent') return rateOf(goodsCents, promotion.percentBp!);
  if (promotion.kind === 'fixed') return goodsCents;
  return sum(lines.map(line => freeUnits(promotion, line) * line.unitPriceCents));
}

const weightOf = (promotion: Promotion, line: PromotedLine): number =>
  promotion.kind === 'buy_x_get_y' ? freeUnits(promotion, line) * line.unitPriceCents : line.goodsCents;

/** Of every buy + get units of one variant, get are free. */
const freeUnits = ({ buyQuantity, getQuantity }: Promotion, line: PromotedLine): number =>
  Math.floor(line.quantity / (buyQuantity! + getQuantity!)) * getQuantity!;

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
