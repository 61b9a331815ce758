import { chargeAvailableAt, chargeId, feeOf } from './books.ts';
import { isPaid, type PlannedOrder } from './shapes.ts';
import { paymentIntentId, refundId } from './write-payments.ts';

/** What the history's buyers paid, as the processor keeps it. Cents. */
export interface Funds {
  charges: FundedCharge[];
  /** What came by other ways than a card: sent there from the bank. */
  otherCents: number;
}
export interface FundedCharge {
  id: string;
  paymentIntent: string;
  orderId: string;
  orderNumber: string;
  email: string;
  amountCents: number;
  feeCents: number;
  createdAt: Date;
  availableAt: Date;
  refunds: { id: string; refundId: string; amountCents: number; createdAt: Date }[];
}

/** clearingCents: what our books say lies there, in all. */
export function planFunds(orders: PlannedOrder[], numbers: Map<string, string>, clearingCents: number): Funds {
  const charges = orders
    .filter(order => isPaid(order) && order.buyer.termsDays === null)
    .map(order => ({
      id: chargeId(order),
      paymentIntent: paymentIntentId(order),
      orderId: order.id,
      orderNumber: numbers.get(order.id)!,
      email: order.buyer.email,
      amountCents: order.totalCents,
      feeCents: feeOf(order),
      createdAt: order.placedAt,
      availableAt: chargeAvailableAt(order),
      refunds: order.parts.flatMap(({ refund }) =>
        refund
          ? [{ id: refundId(refund), refundId: refund.id, amountCents: refund.amountCents, createdAt: refund.at }]
          : [],
      ),
    }));
  const fromCards = charges.reduce(
    (sum, { amountCents, feeCents, refunds }) =>
      sum + amountCents - feeCents - refunds.reduce((all, refund) => all + refund.amountCents, 0),
    0,
  );
  return { charges, otherCents: clearingCents - fromCards };
}
