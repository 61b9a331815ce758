import { between, type Chance, pick, stableId } from '../chance.ts';
import {
  hoursAfter,
  type PartStatus,
  type PlannedLine,
  type PlannedPart,
  type PlannedRefund,
  sumOf,
} from './shapes.ts';

interface Circumstances {
  placedAt: Date;
  now: Date;
  chance: Chance;
  isAbandoned: boolean;
  mayRefund: boolean;
}

type Priced = Omit<PlannedPart, 'status' | 'acceptedAt' | 'shippedAt' | 'deliveredAt' | 'cancelledAt' | 'refund'>;

const RETURN_WINDOW_HOURS = 14 * 24;

/** How far a part has come since it was placed. */
export function settlePart(
  part: Priced,
  { placedAt, now, chance, isAbandoned, mayRefund }: Circumstances,
): PlannedPart {
  const none = { acceptedAt: null, shippedAt: null, deliveredAt: null, cancelledAt: null, refund: null };
  if (isAbandoned) return { ...part, ...none, status: 'expired' };
  const acceptedAt = hoursAfter(placedAt, between(chance, 2, 14));
  const cancelledAt = hoursAfter(acceptedAt, between(chance, 1, 20));
  if (mayRefund && chance() < 0.025 && cancelledAt < now) {
    const refund = refundOf(part, part.lines, true, {
      at: cancelledAt,
      reason: 'Cancelled: sold out at the wholesaler',
    });
    return { ...part, ...none, status: 'cancelled', cancelledAt, refund };
  }
  const shippedAt = hoursAfter(acceptedAt, between(chance, 6, 24 * part.wholesaler.leadTimeDays));
  const deliveredAt = hoursAfter(shippedAt, between(chance, 26, 96));
  const reached = (at: Date) => at < now;
  const status = statusOf();
  const isDelivered = status === 'delivered' || status === 'closed';
  const refundedAt = hoursAfter(deliveredAt, between(chance, 20, 140));
  const isReturned = isDelivered && mayRefund && chance() < 0.05 && reached(refundedAt);
  return {
    ...part,
    status,
    acceptedAt: status === 'placed' ? null : acceptedAt,
    shippedAt: isDelivered || status === 'shipped' ? shippedAt : null,
    deliveredAt: isDelivered ? deliveredAt : null,
    cancelledAt: null,
    refund: isReturned
      ? refundOf(part, [pick(chance, part.lines)], false, { at: refundedAt, reason: pick(chance, REASONS) })
      : null,
  };

  function statusOf(): PartStatus {
    if (reached(hoursAfter(deliveredAt, RETURN_WINDOW_HOURS))) return 'closed';
    if (reached(deliveredAt)) return 'delivered';
    if (reached(shippedAt)) return 'shipped';
    if (reached(acceptedAt)) return reached(hoursAfter(shippedAt, -8)) ? 'packed' : 'accepted';
    return 'placed';
  }
}

const REASONS = ['Arrived damaged', 'Wrong colour sent', 'Missing from the parcel', 'Not as described'];

/** Whole lines, with or without the shipping. */
function refundOf(
  part: Priced,
  lines: PlannedLine[],
  withShipping: boolean,
  about: { at: Date; reason: string },
): PlannedRefund {
  const isInside = part.totalCents === part.goodsCents + part.shippingCents;
  const goodsCents = sumOf(lines, line => line.goodsCents);
  const shippingCents = withShipping ? part.shippingCents : 0;
  const taxCents = sumOf(lines, line => line.taxCents) + (withShipping ? part.shippingTaxCents : 0);
  return {
    ...about,
    id: stableId(`refund ${part.id}`),
    lines,
    goodsCents,
    shippingCents,
    taxCents,
    commissionCents: sumOf(lines, line => line.commissionCents),
    amountCents: goodsCents + shippingCents + (isInside ? 0 : taxCents),
  };
}
