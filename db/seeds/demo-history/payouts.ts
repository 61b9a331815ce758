import { stableId } from '../chance.ts';
import { daysBefore, wholesalerId } from '../demo-accounts.ts';
import { DEMO_WHOLESALERS } from '../demo-catalogue/index.ts';
import type { Posting } from './books.ts';
import { dayOf, sumOf } from './shapes.ts';

export interface PlannedPayout {
  id: string;
  number: string;
  slug: string;
  accountId: string;
  amountCents: number;
  salesCents: number;
  commissionCents: number;
  refundsCents: number;
  orderCount: number;
}

/** Yesterday’s run at 02:00 UTC. */
export interface PlannedBatch {
  id: string;
  date: string;
  at: Date;
  payouts: PlannedPayout[];
}

/** Everything that had become due by yesterday, for whoever has an account. numbers are taken from the front. */
export function planBatch(
  postings: Posting[],
  accounts: Map<string, string>,
  numbers: string[],
  now: Date,
): PlannedBatch {
  const date = dayOf(daysBefore(now, 1));
  const at = new Date(`${date}T02:00:04Z`);
  const before = postings.filter(posting => posting.at < at);
  const payouts = DEMO_WHOLESALERS.flatMap(({ slug }, index): PlannedPayout[] => {
    const account = accounts.get(slug);
    const figures = figuresOf(before, wholesalerId(slug), date);
    if (!account || figures.amountCents < 100) return [];
    return [{ id: stableId(`payout ${slug}`), number: numbers[index]!, slug, accountId: account, ...figures }];
  });
  return { id: stableId('payout batch of yesterday'), date, at, payouts };
}

/** The sums of its statement: sales as the buyers paid them without tax, less commission (what refunds gave back of it added), less refunds. */
function figuresOf(postings: Posting[], house: string, date: string) {
  const due = postings.flatMap(posting =>
    posting.entries
      .filter(
        entry => entry.kind === 'wholesaler_payable' && entry.wholesalerId === house && entry.availableOn! <= date,
      )
      .map(entry => ({ posting, cents: -entry.cents })),
  );
  const earned = due.filter(({ posting }) => posting.kind === 'delivered');
  const placed = new Map(
    postings.filter(posting => posting.kind === 'order_placed').map(posting => [posting.partId, posting]),
  );
  const commissionIn = (posting: Posting) =>
    posting.entries.find(entry => entry.kind === 'commission_revenue')?.cents ?? 0;
  const takenCents = sumOf(earned, ({ posting }) => commissionIn(placed.get(posting.partId)!));
  const givenBackCents = sumOf(due, ({ posting }) => (posting.kind === 'refund' ? commissionIn(posting) : 0));
  const earnedCents = sumOf(earned, one => one.cents);
  const amountCents = sumOf(due, one => one.cents);
  return {
    amountCents,
    orderCount: earned.length,
    commissionCents: takenCents + givenBackCents,
    salesCents: earnedCents - takenCents,
    refundsCents: amountCents - earnedCents - givenBackCents,
  };
}

export function payoutPostings({ at, payouts }: PlannedBatch): Posting[] {
  return payouts.map(payout => ({
    kind: 'payout',
    cause: `payout:${payout.id}:sent`,
    memo: `Payout ${payout.number}`,
    at,
    payoutId: payout.id,
    entries: [
      { kind: 'wholesaler_payable', wholesalerId: wholesalerId(payout.slug), cents: payout.amountCents },
      { kind: 'stripe_clearing', cents: -payout.amountCents },
    ],
  }));
}
