import { Box, H2, Text } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useCallback, useEffect, useState } from 'react';
import { BalanceChoice } from './balance-choice.js';
import { type Bucket, type EntriesPage, OpenEntries } from './balance-entries.js';
import { type NextPayout, NextRun } from './balance-next.js';
import { MoneyChart, type Point } from './chart.js';
import { formatCents, formatDay } from './numbers.js';
import { Card, grid } from './parts.js';
import { PayoutSetup, type PayoutSetupData } from './payout-setup.js';
import { StatusBadge } from './status-badge.js';

export interface BalanceData extends PayoutSetupData {
  name: string;
  currency: string;
  pendingCents: number;
  availableCents: number;
  reserveCents: number;
  upcoming: { day: string; amountCents: number; reserveCents: number }[];
  next: NextPayout;
  earnings: { by: 'day' | 'week'; points: Point[] };
  payouts: {
    id: string;
    number: string;
    batchDate: string;
    amountCents: number;
    status: string;
    statusReason: string | null;
  }[];
}
/** One of them: the balance, a page of its entries, or whose to choose. */
export interface BalanceAnswer {
  balance?: BalanceData;
  entries?: EntriesPage;
  choice?: { id: string; name: string }[];
}

const ask = async (params: Record<string, string>): Promise<BalanceAnswer> =>
  (await new ApiClient().getPage<BalanceAnswer>({ pageName: 'balance', params })).data;

const PARTS: { bucket: Bucket; label: string; hint: string }[] = [
  { bucket: 'pending', label: 'Pending', hint: 'Sold; on its way, or still in its hold' },
  { bucket: 'available', label: 'Available', hint: 'What the next run can pay' },
  { bucket: 'reserve', label: 'Reserve', hint: 'Held back against refunds' },
];

/** A wholesaler's money: what it is owed and what that is made of, what comes when, what came, and what still keeps payouts from starting. */
const Balance = () => {
  const asked = new URLSearchParams(window.location.search);
  const [wholesaler, setWholesaler] = useState(asked.get('wholesaler') ?? '');
  const [by, setBy] = useState<'day' | 'week'>('day');
  const [open, setOpen] = useState(PARTS.find(part => part.bucket === asked.get('bucket'))?.bucket ?? null);
  const [answer, setAnswer] = useState<BalanceAnswer | null>(null);
  useEffect(() => void ask({ wholesaler, by }).then(setAnswer), [wholesaler, by]);
  useEffect(() => {
    const address = new URLSearchParams(window.location.search);
    const keep = (name: string, value: string | null) => (value ? address.set(name, value) : address.delete(name));
    keep('wholesaler', wholesaler);
    keep('bucket', open);
    window.history.replaceState(null, '', `?${address}`);
  }, [wholesaler, open]);
  const read = useCallback(
    async (params: Record<string, string>) => (await ask({ wholesaler, ...params })).entries!,
    [wholesaler],
  );
  if (!answer) return <Box p="xxl">Loading…</Box>;
  const data = answer.balance;
  if (!data)
    return (
      <BalanceChoice
        found={answer.choice ?? []}
        onSearch={async name => (await ask({ name })).choice ?? []}
        onChoose={setWholesaler}
      />
    );
  return (
    <Box variant="grey" className="stackr-page">
      <H2>{data.isStaff ? `Balance of ${data.name}` : 'Balance'}</H2>
      {data.isStaff && (
        <button type="button" className="stackr-link" onClick={() => setWholesaler('')}>
          Another wholesaler
        </button>
      )}
      <div style={grid('220px')}>
        {PARTS.map(({ bucket, label, hint }) => (
          <Amount
            key={bucket}
            {...{ label, hint, isOpen: open === bucket }}
            text={formatCents(data[`${bucket}Cents`], data.currency)}
            onOpen={() => setOpen(open === bucket ? null : bucket)}
          />
        ))}
      </div>
      {open && <OpenEntries key={`${wholesaler} ${open}`} bucket={open} currency={data.currency} read={read} />}
      <div style={grid('320px')}>
        <NextRun next={data.next} upcoming={data.upcoming} currency={data.currency} />
        <Card title="Earned">
          <div className="stackr-tabs">
            {(['day', 'week'] as const).map(one => (
              <button key={one} type="button" aria-pressed={by === one} onClick={() => setBy(one)}>
                By {one}
              </button>
            ))}
          </div>
          <MoneyChart
            points={data.earnings.points}
            label={`Earned by ${data.earnings.by}, after commission and refunds`}
            kind="bar"
          />
        </Card>
      </div>
      <PayoutSetup data={data} />
      <Card title="Payouts">
        {data.payouts.map(payout => (
          <div key={payout.id} style={row}>
            <a href={`/admin/resources/payouts/records/${payout.id}/show`}>{payout.number}</a>
            <span>{formatDay(payout.batchDate)}</span>
            <StatusBadge status={payout.status} />
            <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatCents(payout.amountCents, data.currency)}</span>
          </div>
        ))}
        {data.payouts.length === 0 && (
          <Text>No payout yet. The first one comes after the first delivered order and its hold.</Text>
        )}
      </Card>
      {!data.isStaff && (
        <p style={{ marginTop: 16 }}>
          <a href="/admin/pages/statement">Every entry, with what stood after it</a>
        </p>
      )}
    </Box>
  );
};

const row = {
  display: 'flex',
  gap: 16,
  flexWrap: 'wrap' as const,
  justifyContent: 'space-between',
  padding: '8px 0',
  borderBottom: '1px solid var(--line-soft)',
};

interface AmountProps {
  label: string;
  text: string;
  hint: string;
  isOpen: boolean;
  onOpen: () => void;
}

const Amount = ({ label, text, hint, isOpen, onOpen }: AmountProps) => (
  <button type="button" className="stackr-amount" aria-expanded={isOpen} onClick={onOpen}>
    <span>{label}</span>
    <strong>{text}</strong>
    <span>{hint}</span>
    <span className="more">{isOpen ? 'Hide the entries' : 'What it is made of'}</span>
  </button>
);
export default Balance;
