import type { OrderView } from '../../../backoffice/http/contract.ts';

export type OrderPart = OrderView['parts'][number];
export type Refund = OrderView['refunds'][number];
export type Parcel = OrderPart['shipments'][number];
type Tone = 'neutral' | 'pine' | 'amber' | 'rust';

const SAID: Record<string, { label: string; tone: Tone }> = {
  awaiting_payment: { label: 'Waiting for payment', tone: 'amber' },
  placed: { label: 'Received', tone: 'pine' },
  accepted: { label: 'Preparing', tone: 'pine' },
  packed: { label: 'Packed', tone: 'pine' },
  partly_shipped: { label: 'Partly on the way', tone: 'pine' },
  shipped: { label: 'On the way', tone: 'pine' },
  delivered: { label: 'Delivered', tone: 'pine' },
  completed: { label: 'Completed', tone: 'neutral' },
  closed: { label: 'Completed', tone: 'neutral' },
  expired: { label: 'Not paid', tone: 'neutral' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
  returned: { label: 'Returned', tone: 'neutral' },
};

/** A status in the buyer's words. */
export const sayStatus = (status: string): { label: string; tone: Tone } =>
  SAID[status] ?? { label: status.replaceAll('_', ' '), tone: 'neutral' };

const REFUNDS: Record<Refund['state'], { label: string; text: string; isTrouble?: true }> = {
  under_way: { label: 'Refund under way', text: 'On its way to your card.' },
  sent: { label: 'Refunded', text: 'Back to your card; banks take five to ten days to show it.' },
  being_sorted_out: {
    label: 'Refund came back',
    text: 'Your card’s bank did not take it. We are sorting it out: you still get this money, and we write to you.',
    isTrouble: true,
  },
  paid_by_bank: { label: 'Refunded by bank transfer', text: 'Sent to your bank account' },
  off_invoice: {
    label: 'Off your invoice',
    text: 'You owe that much less; what you had paid already is credit of your store.',
  },
};

/** Where a refund is, in the buyer's words. */
export const sayRefund = ({ state }: Refund) => REFUNDS[state];

export const isUnpaid = ({ status }: { status: string }): boolean =>
  ['awaiting_payment', 'expired', 'cancelled'].includes(status);

interface Step {
  label: string;
  state: 'done' | 'current' | 'next' | 'failed';
  at?: string | null;
  text?: string | null;
}

const STATIONS = [
  { status: 'placed', label: 'Received' },
  { status: 'accepted', label: 'Preparing' },
  { status: 'shipped', label: 'Shipped' },
  { status: 'delivered', label: 'Delivered' },
] as const;

const REACHED: Record<string, number> = {
  placed: 0,
  accepted: 1,
  packed: 1,
  shipped: 2,
  delivered: 3,
  closed: 3,
  returned: 3,
};

/** The way of one wholesaler's part: what is done, where it is now, what is to come. */
export function stepsOf(part: Pick<OrderPart, 'status' | 'timeline'>): Step[] {
  const at = (status: string) => part.timeline.findLast(entry => entry.status === status)?.at ?? null;
  if (part.status === 'cancelled' || part.status === 'expired') {
    const past = STATIONS.filter(({ status }) => at(status) !== null);
    return [
      ...past.map(({ status, label }) => ({ label, state: 'done' as const, at: at(status) })),
      { label: sayStatus(part.status).label, state: 'failed', at: at(part.status) },
    ];
  }
  const reached = REACHED[part.status] ?? -1;
  return STATIONS.map(({ status, label }, index) => ({
    label,
    at: at(status),
    state:
      index < reached || (index === reached && index === STATIONS.length - 1)
        ? 'done'
        : index === reached
          ? 'current'
          : 'next',
  }));
}

/** A carrier's scans, newest first; the newest is where the parcel is. */
export const scansOf = ({ scans, status }: Pick<Parcel, 'scans' | 'status'>): Step[] =>
  scans
    .toSorted((one, other) => other.at.localeCompare(one.at))
    .map(({ message, place, at }, index) => ({
      label: message,
      text: place,
      at,
      state: index > 0 || status === 'delivered' ? 'done' : /fail|return/.test(status) ? 'failed' : 'current',
    }));
