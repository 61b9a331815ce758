import { Button, Text } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatDay } from './numbers.js';
import { StatusBadge } from './status-badge.js';

export interface PayoutSetupData {
  wholesalerId: string;
  /** Who looks works for the marketplace. */
  isStaff: boolean;
  payoutsEnabled: boolean;
  checklist: { label: string; isDone: boolean; help: string }[];
  /** What Stripe asks for, most urgent first. */
  needs: {
    label: string;
    urgency: 'overdue' | 'now' | 'review' | 'later';
    deadline: string | null;
    problem: string | null;
  }[];
  /** Why Stripe stopped payouts, in a sentence. */
  stopped: string | null;
  paused: { by: 'platform' | 'wholesaler'; reason: string } | null;
  /** Of its bank accounts; empty: not known. */
  payoutCurrencies: string[];
}

/** Whether money can reach the bank, and what is still to do for it. A link of Stripe's that has run out leads here and on to a new one. */
export const PayoutSetup = ({ data }: { data: PayoutSetupData }) => {
  const asked = new URLSearchParams(window.location.search).get('onboarding');
  const [isLeaving, setLeaving] = useState(asked === 'again');
  const base = `/admin/resources/wholesalers/records/${data.wholesalerId}`;
  useEffect(() => {
    if (asked !== 'again' || data.isStaff) return;
    void new ApiClient()
      .recordAction({
        resourceId: 'wholesalers',
        recordId: data.wholesalerId,
        actionName: 'connectPayouts',
        method: 'post',
        data: {},
      })
      .then(({ data: answer }) => {
        const { redirectUrl } = (answer as { outcome?: { data?: { redirectUrl?: string } } }).outcome?.data ?? {};
        if (redirectUrl) window.location.replace(redirectUrl);
        else setLeaving(false);
      });
  }, [asked, data.wholesalerId, data.isStaff]);
  const todo = data.needs.filter(need => need.urgency !== 'review');
  const mustAct = todo.some(need => need.urgency !== 'later');
  return (
    <section style={card} aria-label="Payout setup">
      <h3 style={{ marginTop: 0 }}>
        {data.payoutsEnabled ? 'Payout setup' : data.isStaff ? 'Before the first payout' : 'Before your first payout'}
      </h3>
      {isLeaving && <p role="status">That link had run out. We are opening a new one at Stripe…</p>}
      {asked === 'back' && (
        <p role="status">
          Stripe has what you sent and checks it. This page shows the outcome as soon as Stripe tells us.
        </p>
      )}
      {data.paused && (
        <p>
          <strong>{whoPaused(data)}:</strong> {data.paused.reason}
        </p>
      )}
      {data.stopped && <p>{data.stopped}</p>}
      <ul style={list}>
        {!data.payoutsEnabled &&
          data.checklist.map(item => (
            <li key={item.label} style={row}>
              <span>
                {item.isDone ? '✓ ' : '○ '}
                {item.label} {item.help && <Text as="span">— {item.help}</Text>}
              </span>
            </li>
          ))}
        {data.needs.map(need => (
          <li key={need.label} style={row}>
            <span>
              {need.label}
              {need.problem && <span style={{ display: 'block', fontSize: 13 }}>{need.problem}</span>}
            </span>
            <span style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
              {need.deadline && <span style={{ fontSize: 13 }}>until {formatDay(need.deadline.slice(0, 10))}</span>}
              <StatusBadge status={URGENCY[need.urgency]} />
            </span>
          </li>
        ))}
      </ul>
      {data.payoutsEnabled && data.needs.length === 0 && (
        <p>
          Stripe needs nothing more.
          {data.payoutCurrencies.length > 0 && ` The bank accounts take ${data.payoutCurrencies.join(', ')}.`}
        </p>
      )}
      <div style={{ display: 'flex', gap: 12, flexWrap: 'wrap', marginTop: 12 }}>
        {!data.isStaff && (
          <Button
            as="a"
            variant={!data.payoutsEnabled || mustAct ? 'contained' : 'outlined'}
            href={`${base}/connectPayouts`}
          >
            {data.payoutsEnabled ? 'Go to Stripe' : 'Set up payouts'}
          </Button>
        )}
        {(data.isStaff || data.paused?.by !== 'platform') && (
          <Button as="a" variant="outlined" href={`${base}/${data.paused ? 'resumePayouts' : 'pausePayouts'}`}>
            {data.paused ? 'Resume payouts' : 'Pause payouts'}
          </Button>
        )}
      </div>
    </section>
  );
};

const whoPaused = ({ paused, isStaff }: PayoutSetupData): string => {
  if (paused?.by === 'platform') return `The marketplace has paused ${isStaff ? 'these' : 'your'} payouts`;
  return `${isStaff ? 'The wholesaler has' : 'You have'} paused payouts`;
};

const URGENCY = { overdue: 'overdue', now: 'needed now', review: 'Stripe checks it', later: 'needed later' };
const card = {
  background: 'var(--card)',
  border: '1px solid var(--line)',
  borderRadius: 12,
  padding: 20,
  marginBottom: 16,
};
const list = { listStyle: 'none', margin: 0, padding: 0 };
const row = {
  display: 'flex',
  justifyContent: 'space-between',
  gap: 12,
  flexWrap: 'wrap' as const,
  padding: '8px 0',
  borderBottom: '1px solid var(--line-soft)',
};
