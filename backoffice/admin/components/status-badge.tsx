import React from 'react';

const GOOD = [
  'approved',
  'published',
  'sent',
  'succeeded',
  'delivered',
  'accepted',
  'ordered',
  'closed',
  'completed',
  'paid',
  'finished',
  'ready',
  'refunded',
  'posted',
  'resolved',
  'won',
  'paid_by_bank',
  'reversed',
];
const BAD = [
  'rejected',
  'refused',
  'failed',
  'suspended',
  'cancelled',
  'failure',
  'return_to_sender',
  'expired',
  'void',
  'declined',
  'withdrawn',
  'lost',
];
const WAITING = [
  'in_review',
  'applied',
  'pending',
  'placed',
  'requested',
  'countered',
  'held',
  'awaiting_release',
  'more_information',
  'awaiting_payment',
  'queued',
  'open',
  'proposed',
  'needs_response',
  'warning_needs_response',
];

const tone = (status: string) => {
  if (GOOD.includes(status)) return { background: 'var(--good)', color: 'var(--on-good)' };
  if (BAD.includes(status)) return { background: 'var(--bad)', color: 'var(--on-bad)' };
  if (WAITING.includes(status)) return { background: 'var(--waiting)', color: 'var(--on-waiting)' };
  return { background: 'var(--neutral)', color: 'var(--ink-soft)' };
};

/** The word carries the meaning, the colour only helps. */
export const StatusBadge = ({ status }: { status: string }) => (
  <span
    style={{
      ...tone(status),
      borderRadius: 999,
      padding: '2px 10px',
      fontSize: 12,
      fontWeight: 600,
      whiteSpace: 'nowrap',
    }}
  >
    {status.replaceAll('_', ' ')}
  </span>
);
