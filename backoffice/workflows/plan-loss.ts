import { type DisputablePart, type DisputeShare, shareDispute } from '#backoffice/commerce/dispute/index.ts';
import { borneByPlatform, disputeLostEntries, type Entry } from '#backoffice/commerce/ledger/index.ts';

export interface PlannedShare extends DisputeShare {
  /** What the platform bears of what would be the wholesaler's. */
  platformCents: number;
  entries: Entry[];
}

/** What losing a dispute does to the books, part by part; the preview shows it and the loss posts it. */
export function planLoss(
  parts: DisputablePart[],
  dispute: { currency: string; amountCents: number; platformShareBp: number },
  now: Date,
): PlannedShare[] {
  return shareDispute(parts, dispute.amountCents).map(({ part, ...share }) => {
    const platformCents = borneByPlatform(share, dispute.platformShareBp);
    const entries = disputeLostEntries({
      ...{ ...part, ...share, platformCents },
      currency: dispute.currency,
      payableSince: part.payableSince ? now.toISOString().slice(0, 10) : null,
    });
    return { part, ...share, platformCents, entries };
  });
}
