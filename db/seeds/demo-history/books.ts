import { stableId } from '../chance.ts';
import { daysBefore, storeId, wholesalerId } from '../demo-accounts.ts';
import { dayOf, hoursAfter, isPaid, type PlannedOrder, type PlannedPart, type PlannedRefund, sumOf } from './shapes.ts';

/** Where money lies. Debit positive, credit negative, as in the migration that makes the ledger. */
export interface Entry {
  kind: string;
  wholesalerId?: string;
  storeId?: string;
  cents: number;
  partId?: string;
  availableOn?: string;
}

export interface Posting {
  kind: string;
  cause: string;
  memo: string;
  at: Date;
  orderId?: string;
  partId?: string;
  refundId?: string;
  payoutId?: string;
  entries: Entry[];
}

const HOLD_DAYS = 7;

export const chargeId = (order: PlannedOrder) => `ch_demo_${order.id.replaceAll('-', '')}`;
export const feeOf = (order: PlannedOrder) => Math.round(order.totalCents * 0.015) + 25;
/** When the processor hands a card payment on. */
export const chargeAvailableAt = (order: PlannedOrder) => hoursAfter(order.placedAt, 72);

/** Terms that have run out by now were paid the day before they did; Maison Garnier has forgotten the latest. */
export function invoicePaidAt(order: PlannedOrder, now: Date): Date | null {
  if (order.buyer.termsDays === null) return null;
  const paidAt = hoursAfter(order.placedAt, (order.buyer.termsDays - 1) * 24);
  const dueAt = hoursAfter(paidAt, 24);
  const isForgotten = order.buyer.storeId === storeId('Maison Garnier') && dueAt > daysBefore(now, 24);
  return paidAt < now && !isForgotten ? paidAt : null;
}

/** Everything that happened to money, oldest first. numbers: the orders' by id. */
export function planPostings(orders: PlannedOrder[], numbers: Map<string, string>, now: Date): Posting[] {
  const postings = orders
    .filter(isPaid)
    .flatMap(order => [
      ...paymentPostings(order, numbers.get(order.id)!, now),
      ...order.parts.flatMap((part, index) => partPostings(order, part, `${numbers.get(order.id)}-${index + 1}`)),
    ]);
  return [...postings, ...topUpPostings(postings, now)].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What stores paid by bank is sent on to the processor before a run, which pays wholesalers from there. */
function topUpPostings(postings: Posting[], now: Date): Posting[] {
  const at = new Date(`${dayOf(daysBefore(now, 1))}T01:00:00Z`);
  const arrived = postings.filter(posting => posting.at < at).flatMap(({ entries }) => entries);
  const cents = sumOf(
    arrived.filter(entry => entry.kind === 'bank'),
    entry => entry.cents,
  );
  const entries = [
    { kind: 'stripe_clearing', cents },
    { kind: 'bank', cents: -cents },
  ];
  const memo = 'From the bank to the balance at Stripe';
  return cents > 0 ? [{ kind: 'adjustment', cause: `top-up:${dayOf(at)}`, memo, at, entries }] : [];
}

function paymentPostings(order: PlannedOrder, number: string, now: Date): Posting[] {
  const { storeId } = order.buyer;
  if (order.buyer.termsDays === null) {
    const fee = feeOf(order);
    const entries = [
      { kind: 'stripe_fees', cents: fee },
      { kind: 'stripe_clearing', cents: -fee },
    ];
    return [
      {
        kind: 'fee',
        cause: `charge:${chargeId(order)}:fee`,
        memo: `Card fee of ${number}`,
        at: order.placedAt,
        orderId: order.id,
        entries,
      },
    ];
  }
  const paidAt = invoicePaidAt(order, now);
  if (!paidAt) return [];
  const entries = [
    { kind: 'bank', cents: order.totalCents },
    { kind: 'store_receivable', storeId: storeId!, cents: -order.totalCents },
  ];
  return [
    {
      kind: 'invoice_paid',
      cause: `invoice:${stableId(`invoice ${order.id}`)}:paid`,
      memo: `Invoice of ${number} paid by bank transfer`,
      at: paidAt,
      orderId: order.id,
      entries,
    },
  ];
}

function partPostings(order: PlannedOrder, part: PlannedPart, number: string): Posting[] {
  const about = { orderId: order.id, partId: part.id };
  const ofPart = (kind: string, cents: number, rest: Partial<Entry> = {}): Entry => ({
    kind,
    cents,
    partId: part.id,
    ...rest,
  });
  const own = { wholesalerId: wholesalerId(part.wholesaler.slug) };
  const earnings = part.totalCents - part.taxCents - part.commissionCents;
  const buyer =
    order.buyer.termsDays === null
      ? { kind: 'stripe_clearing' }
      : { kind: 'store_receivable', storeId: order.buyer.storeId! };
  const placed = {
    ...about,
    kind: 'order_placed',
    cause: `part:${part.id}:placed`,
    memo: `Order ${number}`,
    at: order.placedAt,
    entries: [
      { ...buyer, cents: part.totalCents, partId: part.id },
      ofPart('wholesaler_pending', -earnings, own),
      ofPart('commission_revenue', -part.commissionCents),
      ofPart('tax_payable', -part.taxCents),
    ],
  };
  const heldUntil =
    part.deliveredAt &&
    Math.max(daysBefore(part.deliveredAt, -HOLD_DAYS).getTime(), chargeAvailableAt(order).getTime());
  const delivered = part.deliveredAt && {
    ...about,
    kind: 'delivered',
    cause: `wholesaler_order:${part.id}:delivered`,
    memo: `${number} delivered`,
    at: part.deliveredAt,
    entries: [
      ofPart('wholesaler_pending', earnings, own),
      ofPart('wholesaler_payable', -earnings, { ...own, availableOn: dayOf(new Date(heldUntil!)) }),
    ],
  };
  return [
    placed,
    ...(delivered ? [delivered] : []),
    ...(part.refund ? refundPostings(part, part.refund, number, about) : []),
  ];
}

function refundPostings(
  part: PlannedPart,
  refund: PlannedRefund,
  number: string,
  about: { orderId: string; partId: string },
): Posting[] {
  const own = { wholesalerId: wholesalerId(part.wholesaler.slug), partId: part.id };
  const share = refund.amountCents - refund.taxCents - refund.commissionCents;
  const wholesaler = part.deliveredAt
    ? { ...own, kind: 'wholesaler_payable', cents: share, availableOn: dayOf(refund.at) }
    : { ...own, kind: 'wholesaler_pending', cents: share };
  const started = {
    ...about,
    kind: 'refund',
    cause: `refund:${refund.id}`,
    memo: `Refund on ${number}: ${refund.reason}`,
    at: refund.at,
    refundId: refund.id,
    entries: [
      wholesaler,
      { kind: 'commission_revenue', cents: refund.commissionCents, partId: part.id },
      { kind: 'tax_payable', cents: refund.taxCents, partId: part.id },
      { kind: 'refunds_in_flight', cents: -refund.amountCents, partId: part.id },
    ],
  };
  const confirmed = {
    ...about,
    kind: 'refund',
    cause: `refund:${refund.id}:confirmed`,
    memo: 'Refund sent by the processor',
    at: hoursAfter(refund.at, 0.1),
    refundId: refund.id,
    entries: [
      { kind: 'refunds_in_flight', cents: refund.amountCents },
      { kind: 'stripe_clearing', cents: -refund.amountCents },
    ],
  };
  return [started, confirmed];
}

/** What lies at the processor after these postings. */
export const clearingCents = (postings: Posting[]) =>
  sumOf(
    postings.flatMap(posting => posting.entries.filter(entry => entry.kind === 'stripe_clearing')),
    entry => entry.cents,
  );

export const accountId = ({ kind, wholesalerId: house, storeId }: Entry) =>
  stableId(`account ${kind} ${house ?? ''} ${storeId ?? ''}`);
