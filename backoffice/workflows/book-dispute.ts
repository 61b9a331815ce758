import {
  insertDisputeShares,
  type LockedDispute,
  lockDisputableParts,
  lockDispute,
} from '#backoffice/commerce/dispute/index.ts';
import { type Posting, postTransactions } from '#backoffice/commerce/ledger/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { planLoss } from './plan-loss.ts';

export interface DisputeMovement {
  id: string;
  currency: string;
  /** Signed: what the bank took is negative. */
  amountCents: number;
  feeCents: number;
}

/**
 * What the bank took or gave back, and the processor's fee for it, each once by the processor's own movement: duplicates and shuffled
 * events post nothing twice. A lost dispute is then borne
 * by the wholesalers, in proportion, but for the share that the platform has taken upon itself.
 */
export async function bookDispute(
  trx: Db,
  services: Services,
  news: { stripeDisputeId: string; isLost: boolean; movements: DisputeMovement[] },
): Promise<void> {
  const dispute = await lockDispute(trx, { stripe_dispute_id: news.stripeDisputeId });
  if (!dispute) return;
  const about = { kind: 'dispute', occurredAt: services.now(), orderId: dispute.orderId };
  const postings = news.movements.flatMap(({ id, currency, amountCents, feeCents }): Posting[] => [
    {
      ...about,
      cause: `dispute:${news.stripeDisputeId}:${id}`,
      memo: amountCents < 0 ? 'The bank took back a disputed payment' : 'The bank gave back a disputed payment',
      entries: [
        { account: { kind: 'disputes' }, currency, amountCents: -amountCents },
        { account: { kind: 'stripe_clearing' }, currency, amountCents },
      ],
    },
    {
      ...about,
      cause: `dispute:${news.stripeDisputeId}:${id}:fee`,
      memo: 'Stripe’s fee for a dispute',
      entries: [
        { account: { kind: 'stripe_fees' }, currency, amountCents: feeCents },
        { account: { kind: 'stripe_clearing' }, currency, amountCents: -feeCents },
      ],
    },
  ]);
  const isMoved = ({ entries }: Posting) => entries.some(entry => entry.amountCents !== 0);
  await postTransactions(trx, postings.filter(isMoved));
  if (news.isLost && !dispute.isShared) await bearLoss(trx, services, dispute);
}

async function bearLoss(trx: Db, services: Services, dispute: LockedDispute): Promise<void> {
  const now = services.now();
  const shares = planLoss(await lockDisputableParts(trx, dispute.orderId), dispute, now);
  await insertDisputeShares(trx, dispute.id, shares);
  await postTransactions(
    trx,
    shares.map(({ part, entries }) => ({
      kind: 'dispute',
      cause: `dispute:${dispute.stripeDisputeId}:lost:${part.id}`,
      memo: `Dispute lost on ${part.number}`,
      occurredAt: now,
      orderId: dispute.orderId,
      wholesalerOrderId: part.id,
      entries,
    })),
  );
}
