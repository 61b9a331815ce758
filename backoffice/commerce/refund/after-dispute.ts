import { splitCents } from '../money.ts';
import type { RefundablePart } from './rules.ts';

/**
 * The part as lost disputes leave it. They take from a part and name no lines, so what they took lies on everything that can still be
 * refunded, by what is left of it. A line whose units are all refunded has nothing left: in whatever order the rest is refunded, it comes to
 * exactly what the part has left, and so do its tax, commission and subsidy.
 */
export function lessLost<Part extends RefundablePart>(part: Part): Part {
  const { lost, lines } = part;
  if (lost.amountCents === 0) return part;
  const isOpen = lines.map(line => line.quantity > line.refundedQuantity);
  const isShippingOpen = part.refundedShippingCents === 0 && part.refundedShippingSubsidyCents === 0;
  const rest = (ofLines: number[], shipping: { cents: number; refunded: number }, lostCents: number) => {
    const whole = sum(ofLines) + shipping.cents - shipping.refunded - lostCents;
    const open = ofLines.map((cents, index) => (isOpen[index] ? cents : 0));
    return lowerTo(whole, [...open, isShippingOpen ? shipping.cents : 0]);
  };
  const goods = rest(
    lines.map(line => line.goodsCents - line.refundedGoodsCents),
    { cents: part.shippingCents, refunded: part.refundedShippingCents },
    lost.amountCents - (part.pricesIncludeTax ? 0 : lost.taxCents),
  );
  const tax = rest(
    lines.map(line => line.taxCents - line.refundedTaxCents),
    { cents: part.shippingTaxCents, refunded: part.refundedShippingTaxCents },
    lost.taxCents,
  );
  const subsidy = rest(
    lines.map(line => line.subsidyCents - line.refundedSubsidyCents),
    { cents: part.shippingSubsidyCents, refunded: part.refundedShippingSubsidyCents },
    lost.subsidyCents,
  );
  const commission = rest(
    lines.map(line => line.commissionCents - line.refundedCommissionCents),
    { cents: 0, refunded: 0 },
    lost.commissionCents,
  );
  const last = lines.length;
  return {
    ...part,
    shippingCents: goods[last],
    shippingTaxCents: tax[last],
    shippingSubsidyCents: subsidy[last],
    lines: lines.map((line, index) => ({
      ...line,
      refundedGoodsCents: line.goodsCents - goods[index]!,
      refundedTaxCents: line.taxCents - tax[index]!,
      refundedSubsidyCents: line.subsidyCents - subsidy[index]!,
      refundedCommissionCents: line.commissionCents - commission[index]!,
    })),
  };
}

/** Amounts lowered in proportion until they come to the whole. */
function lowerTo(wholeCents: number, amounts: number[]): number[] {
  const above = Math.min(sum(amounts), Math.max(0, sum(amounts) - wholeCents));
  if (above === 0) return amounts;
  const off = splitCents(above, amounts);
  return amounts.map((cents, index) => cents - off[index]!);
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
