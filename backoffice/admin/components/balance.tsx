import { Box, H2, Text } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { MoneyChart, type Point } from './chart.js';
import { formatCents, formatDay } from './numbers.js';
import { PayoutSetup, type PayoutSetupData } from './payout-setup.js';
import { StatusBadge } from './status-badge.js';

export interface BalanceData extends PayoutSetupData {
  currency: string;
  pendingCents: number;
  availableCents: number;
  reserveCents: number;
  nextPayoutText: string;
  points: Point[];
  payouts: {
    id: string;
    number: string;
    batchDate: string;
    amountCents: number;
    status: string;
    statusReason: string | null;
  }[];
}

/** A wholesaler's money: what is on its way, what comes next, what came, and what still keeps payouts from starting. */
const Balance = () => {
  const [data, setData] = useState<BalanceData | null>(null);
  useEffect(
    () => void new ApiClient().getPage<BalanceData>({ pageName: 'balance' }).then(answer => setData(answer.data)),
    [],
  );
  if (!data) return <Box p="xxl">Loading…</Box>;
  if (!data.wholesalerId)
    return <Box p="xxl">The balance page is a wholesaler’s. Ledger accounts show every balance.</Box>;
  return (
    <Box variant="grey" p="xl">
      <H2>Balance</H2>
      <div
        style={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fit, minmax(min(220px, 100%), 1fr))',
          gap: 16,
          margin: '16px 0',
        }}
      >
        <Amount
          label="Pending"
          cents={data.pendingCents}
          currency={data.currency}
          hint="Sold, not yet delivered and past its hold"
        />
        <Amount label="Available" cents={data.availableCents} currency={data.currency} hint={data.nextPayoutText} />
        <Amount label="Reserve" cents={data.reserveCents} currency={data.currency} hint="Held back against refunds" />
      </div>
      <p>
        <a href="/admin/pages/statement">Every entry, with what stood after it</a>
      </p>
      <PayoutSetup data={data} />
      <section style={card}>
        <h3>Payouts</h3>
        <MoneyChart points={data.points} label="Payouts by day" kind="bar" />
        {data.payouts.map(payout => (
          <div
            key={payout.id}
            style={{
              display: 'flex',
              gap: 16,
              justifyContent: 'space-between',
              padding: '8px 0',
              borderBottom: '1px solid var(--line-soft)',
            }}
          >
            <a href={`/admin/resources/payouts/records/${payout.id}/show`}>{payout.number}</a>
            <span>{formatDay(payout.batchDate)}</span>
            <StatusBadge status={payout.status} />
            <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatCents(payout.amountCents, data.currency)}</span>
          </div>
        ))}
        {data.payouts.length === 0 && (
          <Text>No payout yet. The first one comes after your first delivered order and its hold.</Text>
        )}
      </section>
    </Box>
  );
};

const card = {
  background: 'var(--card)',
  border: '1px solid var(--line)',
  borderRadius: 12,
  padding: 20,
  marginBottom: 16,
};

const Amount = ({ label, cents, currency, hint }: { label: string; cents: number; currency: string; hint: string }) => (
  <section style={{ ...card, marginBottom: 0 }}>
    <div style={{ fontSize: 13, color: 'var(--muted)' }}>{label}</div>
    <div style={{ fontSize: 26, fontWeight: 650, fontVariantNumeric: 'tabular-nums', margin: '4px 0' }}>
      {formatCents(cents, currency)}
    </div>
    <div style={{ fontSize: 12, color: 'var(--muted)' }}>{hint}</div>
  </section>
);
export default Balance;
