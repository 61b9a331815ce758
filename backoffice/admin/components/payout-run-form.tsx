import { Box, Table, TableBody, TableCell, TableHead, TableRow } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import React from 'react';
import { formatCents } from './numbers.js';
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
    <Table>
      <TableHead>
        <TableRow>
          <TableCell>Payout</TableCell>
          <TableCell>Wholesaler</TableCell>
          <TableCell>Amount</TableCell>
          <TableCell>Status</TableCell>
          <TableCell>Reason</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {report.payouts.map(payout => (
          <TableRow key={`${payout.wholesaler}${payout.currency}`}>
            <TableCell>{payout.number ?? '—'}</TableCell>
            <TableCell>{payout.wholesaler}</TableCell>
            <TableCell>{formatCents(payout.amountCents, payout.currency)}</TableCell>
            <TableCell>
              <StatusBadge status={payout.status} />
            </TableCell>
            <TableCell>{payout.reason ?? ''}</TableCell>
          </TableRow>
        ))}
        {report.carryovers.map(carried => (
          <TableRow key={`${carried.wholesaler}${carried.currency}carried`}>
            <TableCell>—</TableCell>
            <TableCell>{carried.wholesaler}</TableCell>
            <TableCell>{formatCents(carried.amountCents, carried.currency)}</TableCell>
            <TableCell>carried over</TableCell>
            <TableCell>{carried.reason.replaceAll('_', ' ')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>

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
