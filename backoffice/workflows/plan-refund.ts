import { bearerReasons, borneByPlatform, type Entry, refundEntries } from '#backoffice/commerce/ledger/index.ts';
import {
  type AskedRefund,
  type LockedPart,
  type PartRefundSums,
  refundReasons,
  sumRefund,
  wholeRefund,
} from '#backoffice/commerce/refund/index.ts';
import { refuseIfAny } from '#backoffice/commerce/refusal.ts';

export interface RefundPlan extends PartRefundSums {
  platformShareBp: number;
  platformCents: number;
  /** Set when an invoice is lowered instead of money being sent. */
  storeId: string | null;
  entries: Entry[];
}

/** What a refund would do to the books; the preview shows it and the posting posts it. */
export function planRefund(
  part: LockedPart,
  { asked, platformShareBp = 0 }: { asked: AskedRefund | null; platformShareBp?: number },
  now: Date,
): RefundPlan {
  const wanted = asked ?? wholeRefund(part);
  refuseIfAny([...refundReasons(part, wanted), ...bearerReasons(platformShareBp)]);
  const sums = sumRefund(part, wanted);
  // An invoice that was paid by card goes back to that card; one that is open, or was settled otherwise in part or in full, is credited.
  const isToCard = part.paymentId !== null && part.paymentLeftCents >= sums.amountCents;
  const storeId = isToCard ? null : part.storeId;
  const platformCents = borneByPlatform(sums, platformShareBp);
  const payableSince = part.payableSince ? now.toISOString().slice(0, 10) : null;
  return {
    ...sums,
    platformShareBp,
    platformCents,
    storeId,
    entries: refundEntries({ ...part, ...sums, platformCents, storeId, payableSince }),
  };
}
