import type { CartRow } from '#backoffice/commerce/cart/index.ts';
import {
  ladderOf,
  priceTrace,
  quantityReasons,
  RETAIL_RULES,
  type Step,
  type TraceStep,
  unitPriceAt,
} from '#backoffice/commerce/pricing/index.ts';
import type { Discount } from '#backoffice/commerce/promotion/index.ts';
import type { Reason } from '#backoffice/commerce/refusal.ts';

export interface PricedLine extends CartRow {
  /** Null for retail. */
  ladder: Step[] | null;
  /** At the price and in the quantity of an accepted offer: no ladder and no quantity rule applies. */
  isQuoted: boolean;
  unitPriceCents: number;
  /** Before discounts. */
  goodsCents: number;
  discounts: Discount[];
  discountCents: number;
  /** Higher than what the buyer last saw: to be accepted before ordering. */
  hasRisen: boolean;
  /** list → tier → promotion; the tax follows where the destination is known. */
  priceTrace: TraceStep[];
  /** isForSale says whether they stand in the way: what was withdrawn never does. */
  problems: Reason[];
}

export interface Sale {
  channel: 'b2c' | 'b2b';
  currency: string;
}

export function priceLine(row: CartRow, sale: Sale): PricedLine {
  const ladder = sale.channel === 'b2b' ? ladderOf(row.wholesalePriceCents, row.tiers) : null;
  const unitPriceCents = unitPriceOf({ ...row, ladder }, row.quantity);
  const line = {
    ...row,
    isForSale: row.isForSale && (sale.channel === 'b2c' || ladder !== null),
    ladder,
    isQuoted: isAtOffer(row, row.quantity),
    unitPriceCents,
    goodsCents: unitPriceCents * row.quantity,
    discounts: [],
    discountCents: 0,
    hasRisen: unitPriceCents > row.seenUnitPriceCents,
  };
  return { ...line, priceTrace: traceOf(line), problems: lineProblems(line, sale) };
}

/** An accepted offer holds for exactly what was agreed, until it ends. */
export const isAtOffer = (row: Pick<CartRow, 'offer'>, quantity: number): boolean =>
  row.offer?.isOpen === true && row.offer.quantity === quantity;

export function unitPriceOf(line: Pick<PricedLine, 'offer' | 'ladder' | 'retailPriceCents'>, quantity: number): number {
  if (isAtOffer(line, quantity)) return line.offer!.unitPriceCents;
  return line.ladder ? unitPriceAt(line.ladder, quantity) : line.retailPriceCents;
}

type Unjudged = Omit<PricedLine, 'problems' | 'priceTrace'>;

function traceOf(line: Unjudged): TraceStep[] {
  const { unitPriceCents } = line;
  if (line.isQuoted)
    return [{ kind: 'quote', from: `quote ${line.offer!.number}`, minQuantity: line.quantity, unitPriceCents }];
  if (line.ladder) return priceTrace(line.wholesalePriceCents!, line.tiers, line.quantity);
  return [{ kind: 'list', from: 'retail price', minQuantity: 1, unitPriceCents }];
}

function lineProblems(line: Unjudged, { channel }: Sale): Reason[] {
  const subject = line.lineId;
  if (!line.isForSale) return [{ code: 'not_for_sale', subject, message: `${line.title} is not for sale any more` }];
  const rules = channel === 'b2b' ? line : RETAIL_RULES;
  const reasons = line.isQuoted ? [] : quantityReasons(rules, line.quantity, subject);
  if (line.availableQuantity < line.quantity)
    reasons.push({
      code: 'out_of_stock',
      subject,
      message:
        line.availableQuantity > 0
          ? `Only ${line.availableQuantity} of ${line.title} are left`
          : `${line.title} is out of stock`,
      fix: { availableQuantity: line.availableQuantity },
    });
  return reasons;
}
