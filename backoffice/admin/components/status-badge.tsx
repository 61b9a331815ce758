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
];
const BAD = [
  'rejected',
  'failed',
  'suspended',
  'cancelled',
  'failure',
  'return_to_sender',
  'expired',
  'void',
  'declined',
  'withdrawn',
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
];

const tone = (status: string) => {
  if (GOOD.includes(status)) return { background: '#DDEFE7', color: '#0A4F3C' };
  if (BAD.includes(status)) return { background: '#FBE4E1', color: '#8A1C14' };
  if (WAITING.includes(status)) return { background: '#FBEBD2', color: '#6B4300' };
  return { background: '#E9E7E1', color: '#3B3D39' };
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
