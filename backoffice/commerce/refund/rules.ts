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
  pricesIncludeTax: boolean;
  shippingCents: number;
  shippingTaxCents: number;
  shippingSubsidyCents: number;
  refundedShippingCents: number;
  refundedShippingSubsidyCents: number;
  lines: RefundableLine[];
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
}

/** Everything that is not refunded yet. */
export const wholeRefund = (part: RefundablePart): AskedRefund => ({
  lines: part.lines
    .map(line => ({ orderLineId: line.id, quantity: line.quantity - line.refundedQuantity }))
    .filter(line => line.quantity > 0),
  includeShipping: true,
});

export function refundReasons(part: RefundablePart, asked: AskedRefund): Reason[] {
  if (part.status === 'awaiting_payment' || part.status === 'expired')
    return [{ code: 'not_paid', message: 'Nothing was paid for this order' }];
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

/**
 * What refunding these units comes to. Each amount is the line's own, split by units and rounded on the running total, so that
 * refunding a line unit by unit, in any order, gives back exactly what was charged and reverses exactly the commission taken.
 */
export function sumRefund(part: RefundablePart, asked: AskedRefund): PartRefundSums {
  const lines = asked.lines.map(({ orderLineId, quantity }) => {
    const line = part.lines.find(candidate => candidate.id === orderLineId)!;
    const after = line.refundedQuantity + quantity;
    const share = (cents: number, refunded: number) => Math.floor((cents * after) / line.quantity + 0.5) - refunded;
    return {
      orderLineId,
      quantity,
      goodsCents: share(line.goodsCents, line.refundedGoodsCents),
      taxCents: share(line.taxCents, line.refundedTaxCents),
      commissionCents: share(line.commissionCents, line.refundedCommissionCents),
      subsidyCents: share(line.subsidyCents, line.refundedSubsidyCents),
    };
  });
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

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
