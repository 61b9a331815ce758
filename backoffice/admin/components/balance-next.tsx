import React from 'react';
import { MoneyChart } from './chart.js';
import { formatCents, formatDay } from './numbers.js';
import { Card } from './parts.js';

export interface NextPayout {
  day: string;
  /** reason null: it is paid. */
  decisions: { amountCents: number; reason: string | null }[];
  carried: { day: string; amountCents: number; reason: string }[];
}
interface Props {
  next: NextPayout;
  upcoming: { day: string; amountCents: number; reserveCents: number }[];
  currency: string;
}

const WHY: Record<string, string> = {
  below_minimum: 'it is below the smallest amount that is paid out',
  negative_balance: 'refunds and costs come to more than the sales; new sales fill it up',
  payouts_paused: 'payouts are paused',
  payouts_not_enabled: 'payouts are not set up at Stripe yet',
  not_approved: 'the shop is not approved',
  no_account_in_currency: 'there is no bank account in this currency',
  disputed: 'a buyer disputes the payment, and the bank has not decided',
};
const why = (reason: string) => WHY[reason] ?? reason.replaceAll('_', ' ');

/** What the next run would pay as things stand, and when more becomes available. */
export const NextRun = ({ next, upcoming, currency }: Props) => {
  const paid = next.decisions.find(({ reason }) => reason === null);
  const waiting = next.decisions.filter(({ reason }) => reason !== null);
  const points = upcoming.map(({ day, amountCents, reserveCents }) => ({ day, cents: amountCents + reserveCents }));
  return (
    <Card title="Next payout">
      <p>
        The next run, of {formatDay(next.day)}, {paid ? 'pays about ' : 'pays nothing as things stand.'}
        {paid && <strong>{formatCents(paid.amountCents, currency)}.</strong>}
      </p>
      {waiting.map(({ amountCents, reason }) => (
        <p key={reason}>
          {formatCents(amountCents, currency)} waits: {why(reason!)}.
        </p>
      ))}
      {next.carried.map(({ day, amountCents, reason }) => (
        <p key={reason} style={{ color: 'var(--muted)' }}>
          The run of {formatDay(day)} left {formatCents(amountCents, currency)}: {why(reason)}.
        </p>
      ))}
      <h4 style={{ margin: '16px 0 8px', fontSize: 14 }}>When more becomes available</h4>
      {points.length > 0 ? (
        <MoneyChart points={points} label="Becomes available, by day" kind="bar" height={160} />
      ) : (
        <p>Nothing has a day yet: a hold begins when an order is delivered.</p>
      )}
    </Card>
  );
};
