import { splitCents } from '../money.ts';
import type { Reason } from '../refusal.ts';

/** A placed line with what of it was refunded before. goodsCents: after discount, as charged. */
export interface RefundableLine {
  id: string;
  sku: string;
  quantity: number;
  goodsCents: number;
  taxCents: number;
  commissionCents: number;
  /** The platform's share of the discount, which the wholesaler was paid. */
  subsidyCents: number;
  refundedQuantity: number;
  refundedGoodsCents: number;
  refundedTaxCents: number;
  refundedCommissionCents: number;
  refundedSubsidyCents: number;
}

export interface RefundablePart {
  id: string;
  orderId: string;
  wholesalerId: string;
  currency: string;
  status: string;
  /** Of the payment: 'open' while the bank holds the money, 'lost' when it kept it or a part of it. */
  disputed: 'open' | 'lost' | null;
  /** What lost disputes took back of this part. */
  lost: LostSums;
  pricesIncludeTax: boolean;
  shippingCents: number;
  shippingTaxCents: number;
  shippingSubsidyCents: number;
  refundedShippingCents: number;
  refundedShippingSubsidyCents: number;
  refundedShippingTaxCents: number;
  lines: RefundableLine[];
}

export interface LostSums {
  amountCents: number;
  taxCents: number;
  commissionCents: number;
  subsidyCents: number;
}

export interface LineRefund {
  orderLineId: string;
  quantity: number;
  goodsCents: number;
  taxCents: number;
  commissionCents: number;
  subsidyCents: number;
}

export interface PartRefundSums {
  /** To the buyer. */
  amountCents: number;
  goodsCents: number;
  shippingCents: number;
  taxCents: number;
  commissionCents: number;
  subsidyCents: number;
  lines: LineRefund[];
}

export interface AskedRefund {
  lines: { orderLineId: string; quantity: number }[];
  includeShipping: boolean;
  /** A price reduction instead of units: on one line, or spread over all by what is left of them. Tax included. */
  reduction?: { orderLineId: string | null; amountCents: number } | null;
}

/** Everything that is not refunded yet. */
export const wholeRefund = (part: RefundablePart): AskedRefund => ({
  lines: part.lines
    .map(line => ({ orderLineId: line.id, quantity: line.quantity - line.refundedQuantity }))
    .filter(line => line.quantity > 0),
  includeShipping: true,
});

export const DISPUTED = {
  open: 'The buyer’s bank holds this payment because of a dispute: it cannot be refunded. Answer the dispute, or accept it to give the money back.',
  lost: 'The buyer’s bank gave this payment back after a dispute: it cannot be refunded again.',
};

export function refundReasons(part: RefundablePart, asked: AskedRefund): Reason[] {
  if (part.status === 'awaiting_payment' || part.status === 'expired')
    return [{ code: 'not_paid', message: 'Nothing was paid for this order' }];
  const bar = part.disputed === 'lost' && sumRefund(part, wholeRefund(part)).amountCents > 0 ? null : part.disputed;
  if (bar) return [{ code: 'disputed', subject: 'payment', message: DISPUTED[bar] }];
  if (asked.reduction) return reductionReasons(part, asked);
  const ids = asked.lines.map(one => one.orderLineId);
  const reasons = asked.lines.flatMap((one, index): Reason[] => {
    const line = part.lines.find(candidate => candidate.id === one.orderLineId);
    if (!line)
      return [{ code: 'unknown_line', subject: one.orderLineId, message: 'This line is not part of the order' }];
    if (ids.indexOf(line.id) !== index)
      return [{ code: 'line_twice', subject: line.id, message: `${line.sku} is named twice` }];
    const left = line.quantity - line.refundedQuantity;
    if (one.quantity <= left) return [];
    return [
      {
        code: 'too_many',
        subject: line.id,
        message: `Of ${line.sku} only ${left} can still be refunded`,
        fix: { availableQuantity: left },
      },
    ];
  });
  if (reasons.length === 0 && sumRefund(part, asked).amountCents === 0)
    reasons.push({ code: 'nothing_to_refund', message: 'There is nothing left to refund' });
  return reasons;
}

function reductionReasons(part: RefundablePart, { lines, includeShipping, reduction }: AskedRefund): Reason[] {
  const { orderLineId, amountCents } = reduction!;
  if (lines.length > 0 || includeShipping)
    return [
      { code: 'amount_or_units', subject: 'amount', message: 'Refund an amount, or units and shipping: not both' },
    ];
  const reduced = part.lines.filter(line => orderLineId === null || line.id === orderLineId);
  if (reduced.length === 0)
    return [{ code: 'unknown_line', subject: orderLineId!, message: 'This line is not part of the order' }];
  if (!Number.isSafeInteger(amountCents) || amountCents <= 0)
    return [{ code: 'amount_missing', subject: 'amount', message: 'Enter an amount above zero' }];
  const leftCents = sum(reduced.map(line => leftOf(part, line)));
  if (amountCents <= leftCents) return [];
  const lost = part.lost.amountCents > 0 ? ': the bank gave a part back after a dispute' : '';
  const message = `Only ${(leftCents / 100).toFixed(2)} ${part.currency} of the goods can still be refunded${lost}`;
  return [{ code: 'amount_above_rest', subject: 'amount', message }];
}

/** What the buyer paid for a line and has not got back. */
const leftOf = (part: RefundablePart, line: RefundableLine): number =>
  line.goodsCents - line.refundedGoodsCents + (part.pricesIncludeTax ? 0 : line.taxCents - line.refundedTaxCents);

/**
 * What a refund comes to. Units take their share of what is left of their line, and the last unit takes the rest: a line refunded by
 * units and reductions, in any order, gives back exactly what was charged and reverses exactly the commission taken.
 */
export function sumRefund(part: RefundablePart, asked: AskedRefund): PartRefundSums {
  const lines = asked.reduction
    ? reducedLines(part, asked.reduction)
    : asked.lines.map(one => refundedUnits(part, one));
  const includesShipping =
    asked.includeShipping && part.refundedShippingCents === 0 && part.refundedShippingSubsidyCents === 0;
  const shippingCents = includesShipping ? part.shippingCents : 0;
  const goodsCents = sum(lines.map(line => line.goodsCents));
  const taxCents = sum(lines.map(line => line.taxCents)) + (includesShipping ? part.shippingTaxCents : 0);
  return {
    amountCents: goodsCents + shippingCents + (part.pricesIncludeTax ? 0 : taxCents),
    goodsCents,
    shippingCents,
    taxCents,
    commissionCents: sum(lines.map(line => line.commissionCents)),
    subsidyCents: sum(lines.map(line => line.subsidyCents)) + (includesShipping ? part.shippingSubsidyCents : 0),
    lines,
  };
}

function refundedUnits(
  part: RefundablePart,
  { orderLineId, quantity }: { orderLineId: string; quantity: number },
): LineRefund {
  const line = part.lines.find(candidate => candidate.id === orderLineId)!;
  const units = line.quantity - line.refundedQuantity;
  const share = (cents: number, refunded: number) => shareOf(cents - refunded, quantity, units);
  return {
    orderLineId,
    quantity,
    goodsCents: share(line.goodsCents, line.refundedGoodsCents),
    taxCents: share(line.taxCents, line.refundedTaxCents),
    commissionCents: share(line.commissionCents, line.refundedCommissionCents),
    subsidyCents: share(line.subsidyCents, line.refundedSubsidyCents),
  };
}

function reducedLines(
  part: RefundablePart,
  { orderLineId, amountCents }: { orderLineId: string | null; amountCents: number },
): LineRefund[] {
  const lines = part.lines.filter(line => (orderLineId === null || line.id === orderLineId) && leftOf(part, line) > 0);
  const amounts = splitCents(
    amountCents,
    lines.map(line => leftOf(part, line)),
  );
  return lines
    .map((line, index) => reducedLine(part, line, amounts[index]!))
    .filter(line => line.goodsCents + line.taxCents > 0);
}

/** Its goods, tax, commission and subsidy fall in the proportion of what is left of them. */
function reducedLine(part: RefundablePart, line: RefundableLine, amountCents: number): LineRefund {
  const whole = leftOf(part, line);
  const goodsLeft = line.goodsCents - line.refundedGoodsCents;
  const taxLeft = line.taxCents - line.refundedTaxCents;
  const [goodsCents = 0, taxCents = 0] = part.pricesIncludeTax
    ? [amountCents, shareOf(taxLeft, amountCents, whole)]
    : splitCents(amountCents, [goodsLeft, taxLeft]);
  return {
    orderLineId: line.id,
    quantity: 0,
    goodsCents,
    taxCents,
    commissionCents: shareOf(line.commissionCents - line.refundedCommissionCents, amountCents, whole),
    subsidyCents: shareOf(line.subsidyCents - line.refundedSubsidyCents, amountCents, whole),
  };
}

/** To the nearest cent, exact for any amounts; nothing of nothing. */
const shareOf = (cents: number, part: number, whole: number): number =>
  whole === 0 ? 0 : splitCents(cents, [part, whole - part])[0]!;

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);

/** Stripe's words for why a refund did not arrive; what was refused from the start says so itself. */
const FAILURES: Record<string, string> = {
  lost_or_stolen_card: 'The card was reported lost or stolen, and the bank sent the money back.',
  expired_or_canceled_card: 'The card has expired or its account is closed, and the bank sent the money back.',
  charge_for_pending_refund_disputed: 'The buyer disputed the payment before the refund arrived.',
  insufficient_funds: 'Our balance at Stripe was too small for it.',
  declined: 'The buyer’s bank declined it.',
  merchant_request: 'It was cancelled in Stripe’s dashboard.',
  unknown: 'The buyer’s bank sent it back without saying why.',
};

export const sayRefundFailure = (reason: string | null): string => FAILURES[reason ?? 'unknown'] ?? reason!;
