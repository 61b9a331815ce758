import { Box } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React from 'react';
import { formatCents } from './numbers.js';
import { Cents, Sheet } from './parts.js';
import { PreviewForm } from './preview-form.js';
import { StatusBadge } from './status-badge.js';

interface Report {
  batchId: string | null;
  batchDate: string;
  isDryRun: boolean;
  status: string;
  payouts: {
    number: string | null;
    wholesaler: string;
    currency: string;
    amountCents: number;
    status: string;
    reason: string | null;
  }[];
  carryovers: { wholesaler: string; currency: string; amountCents: number; reason: string }[];
}

const COLUMNS = [
  { label: 'Payout' },
  { label: 'Wholesaler' },
  { label: 'Amount', isNumber: true },
  { label: 'Status' },
  { label: 'Reason' },
];

/** After the run the report of what was done stands where the preview stood. */
const PayoutRunForm = (given: ActionProps) => (
  <PreviewForm<Report>
    given={given}
    initial={{ date: new Date().toISOString().slice(0, 10) }}
    effect={report => <Outcome report={report} />}
    confirm={report => {
      const due = report.payouts.filter(payout => !['sent', 'held', 'reversed'].includes(payout.status));
      const total = due.reduce((sum, payout) => sum + payout.amountCents, 0);
      return report.isDryRun && due.length > 0 ? `Pay ${due.length} wholesalers ${formatCents(total)}` : null;
    }}
    after={null}
  />
);

const Outcome = ({ report }: { report: Report }) => (
  <Box my="xl">
    {report.status === 'awaiting_release' && <AwaitsRelease batchId={report.batchId!} />}
    <Sheet label="Payouts of the run" columns={COLUMNS}>
      <tbody>
        {report.payouts.map(payout => (
          <tr key={`${payout.wholesaler}${payout.currency}`}>
            <td style={{ whiteSpace: 'nowrap' }}>{payout.number ?? '—'}</td>
            <td>{payout.wholesaler}</td>
            <Cents cents={payout.amountCents} currency={payout.currency} />
            <td>
              <StatusBadge status={payout.status} />
            </td>
            <td>{payout.reason ?? ''}</td>
          </tr>
        ))}
        {report.carryovers.map(carried => (
          <tr key={`${carried.wholesaler}${carried.currency}carried`}>
            <td>—</td>
            <td>{carried.wholesaler}</td>
            <Cents cents={carried.amountCents} currency={carried.currency} />
            <td style={{ whiteSpace: 'nowrap' }}>carried over</td>
            <td>{carried.reason.replaceAll('_', ' ')}</td>
          </tr>
        ))}
      </tbody>
    </Sheet>

    {report.payouts.length === 0 && report.carryovers.length === 0 && <p>Nothing is due for this date.</p>}
  </Box>
);

const AwaitsRelease = ({ batchId }: { batchId: string }) => (
  <p>
    This batch is above the limit for one person: nothing is sent until somebody else releases{' '}
    <a href={`/admin/resources/payout_batches/records/${batchId}/show`}>the batch</a>.
  </p>
);
export default PayoutRunForm;
