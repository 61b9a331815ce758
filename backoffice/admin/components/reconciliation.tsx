import { Box, Button, H2 } from '@adminjs/design-system';
import { ApiClient, useNotice } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatCents } from './numbers.js';
import { Card, Cents, grid, Sheet } from './parts.js';
import { StatusBadge } from './status-badge.js';

interface Difference {
  id: string;
  kind: string;
  status: string;
  movement: string;
  reference: string;
  stripeObject: string | null;
  currency: string;
  ledgerCents: number | null;
  processorCurrency: string;
  processorCents: number | null;
  explanation: string;
  orderId: string | null;
  orderNumber: string | null;
  payoutId: string | null;
  payoutNumber: string | null;
  occurredAt: string;
  proposerName: string | null;
}
export interface ReconciliationData {
  runs: {
    id: string;
    status: string;
    requestedBy: string | null;
    startedAt: string;
    readCount: number;
    differenceCount: number;
  }[];
  totals: { currency: string; ledgerCents: number; processorCents: number; openCents: number }[];
  open: number;
  proposed: number;
  differences: Difference[];
  /** Of Stripe's dashboard; null on the stand-in. */
  stripeUrl: string | null;
  hasMore: boolean;
}

const words = (name: string) => name.replaceAll('_', ' ').replace(/^./, letter => letter.toUpperCase());
const time = (iso: string) => iso.slice(0, 16).replace('T', ' ');

/** The ledger beside what Stripe says: both sums, what does not agree and why, and what was compared when. */
const Reconciliation = () => {
  const [data, setData] = useState<ReconciliationData | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();
  const api = new ApiClient();
  const read = () =>
    api.getPage<ReconciliationData>({ pageName: 'reconciliation' }).then(answer => setData(answer.data));
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, and again after a run
  useEffect(() => void read(), []);
  const run = async () => {
    setBusy(true);
    try {
      const { data } = await api.resourceAction({ resourceId: 'reconciliations', actionName: 'run', method: 'post' });
      if (data.notice) notify(data.notice);
      await read();
    } finally {
      setBusy(false);
    }
  };
  if (!data) return <Box p="xxl">Loading…</Box>;
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Reconciliation</H2>
      <p style={{ color: 'var(--muted)' }}>
        Every night, and whenever you ask, what Stripe says moved our balance is compared with the ledger.
      </p>
      <Button variant="contained" disabled={isBusy} onClick={() => void run()}>
        {isBusy ? 'Comparing…' : 'Compare now'}
      </Button>
      <div aria-live="polite">
        <div style={grid('260px')}>
          {data.totals.map(total => (
            <Total key={total.currency} total={total} />
          ))}
        </div>
        <Differences data={data} />
        <Runs runs={data.runs} />
      </div>
    </Box>
  );
};

const Total = ({ total }: { total: ReconciliationData['totals'][number] }) => {
  const { currency, ledgerCents, processorCents } = total;
  const gap = processorCents - ledgerCents;
  return (
    <Card title={`Balance at Stripe, ${currency}`}>
      <dl className="stackr-facts">
        <dt>Stripe says</dt>
        <dd>{formatCents(processorCents, currency)}</dd>
        <dt>The ledger says</dt>
        <dd>{formatCents(ledgerCents, currency)}</dd>
        <dt>Difference</dt>
        <dd>{gap === 0 ? 'none' : formatCents(gap, currency)}</dd>
      </dl>
    </Card>
  );
};

const Differences = ({ data }: { data: ReconciliationData }) => (
  <section>
    <h3>
      To settle: {data.open} open, {data.proposed} waiting for a second person
    </h3>
    {data.differences.length === 0 && data.runs.length > 0 && <p>Stripe and the ledger agree on everything.</p>}
    {data.differences.length === 0 && data.runs.length === 0 && <p>Nothing has been compared yet.</p>}
    {data.differences.length > 0 && (
      <Sheet
        label="Differences"
        columns={[
          { label: 'When (UTC)' },
          { label: 'What' },
          { label: 'Ledger', isNumber: true },
          { label: 'Stripe', isNumber: true },
          { label: 'Probably' },
          { label: 'About' },
          { label: 'Status' },
        ]}
      >
        <tbody>
          {data.differences.map(row => (
            <DifferenceRow key={row.id} row={row} stripeUrl={data.stripeUrl} />
          ))}
        </tbody>
      </Sheet>
    )}
    {data.hasMore && <a href="/admin/resources/reconciliation_differences?filters.status=open">All open differences</a>}
    <p style={{ marginTop: 12 }}>
      <a href="/admin/resources/reconciliation_differences">Settled and cleared ones, too</a>
    </p>
  </section>
);

const DifferenceRow = ({ row, stripeUrl }: { row: Difference; stripeUrl: string | null }) => (
  <tr>
    <th scope="row">{time(row.occurredAt)}</th>
    <td>
      <a href={`/admin/resources/reconciliation_differences/records/${row.id}/show`}>{words(row.movement)}</a>
      <br />
      <span style={{ color: 'var(--muted)' }}>{words(row.kind)}</span>
    </td>
    {row.ledgerCents === null ? (
      <td className="number">—</td>
    ) : (
      <Cents cents={row.ledgerCents} currency={row.currency} />
    )}
    {row.processorCents === null ? (
      <td className="number">—</td>
    ) : (
      <Cents cents={row.processorCents} currency={row.processorCurrency} />
    )}
    <td style={{ minWidth: '16rem' }}>{row.explanation}</td>
    <td>
      {row.orderId && <a href={`/admin/resources/orders/records/${row.orderId}/show`}>{row.orderNumber}</a>}
      {row.payoutId && <a href={`/admin/resources/payouts/records/${row.payoutId}/show`}>{row.payoutNumber}</a>}
      {!row.orderId && !row.payoutId && !row.stripeObject && !row.reference.includes(' ') && row.reference}
      {row.stripeObject && <StripeObject id={row.stripeObject} url={stripeUrl} />}
    </td>
    <td>
      <StatusBadge status={row.status} />
      {row.proposerName && <div>by {row.proposerName}</div>}
    </td>
  </tr>
);

/** Stripe's own page of it, where there is a real Stripe. */
const StripeObject = ({ id, url }: { id: string; url: string | null }) => (
  <div>
    {url ? (
      <a href={`${url}/search?query=${encodeURIComponent(id)}`} target="_blank" rel="noreferrer">
        {id}
      </a>
    ) : (
      id
    )}
  </div>
);

const Runs = ({ runs }: { runs: ReconciliationData['runs'] }) => (
  <section>
    <h3>Comparisons</h3>
    <Sheet
      label="Comparisons"
      columns={[
        { label: 'Begun (UTC)' },
        { label: 'Asked by' },
        { label: 'Status' },
        { label: 'Movements read', isNumber: true },
        { label: 'Differences', isNumber: true },
      ]}
    >
      <tbody>
        {runs.map(run => (
          <tr key={run.id}>
            <th scope="row">{time(run.startedAt)}</th>
            <td>{run.requestedBy ?? 'the night'}</td>
            <td>
              <StatusBadge status={run.status} />
            </td>
            <td className="number">{run.readCount}</td>
            <td className="number">{run.differenceCount}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>
  </section>
);
export default Reconciliation;
