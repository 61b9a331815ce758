import {
  Box,
  Button,
  FormGroup,
  Input,
  Label,
  MessageBox,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@adminjs/design-system';
import { type ActionProps, ApiClient, useNotice } from 'adminjs';
import React, { useState } from 'react';
import { formatCents } from './numbers.js';
import { StatusBadge } from './status-badge.js';

type Typed = { target: { value: string } };

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

/** The preview comes first: the run button appears beneath what it will do. */
const PayoutRunForm = ({ action, resource }: ActionProps) => {
  const [date, setDate] = useState(new Date().toISOString().slice(0, 10));
  const [report, setReport] = useState<Report | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();

  const run = async (isDryRun: boolean) => {
    setBusy(true);
    try {
      const { data } = await new ApiClient().resourceAction({
        resourceId: resource.id,
        actionName: action.name,
        method: 'post',
        data: { date, isDryRun: String(isDryRun) },
      });
      if (data.notice) notify(data.notice);
      if (data.outcome?.isDone) setReport(data.outcome.data);
    } finally {
      setBusy(false);
    }
  };
  const due = report?.payouts.filter(payout => !['sent', 'held', 'reversed'].includes(payout.status)) ?? [];
  const total = due.reduce((sum, payout) => sum + payout.amountCents, 0);

  return (
    <Box p="xl" bg="white">
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      <FormGroup>
        <Label htmlFor="date">Batch date (UTC)</Label>
        <Input
          id="date"
          type="date"
          width={180}
          value={date}
          onChange={(event: Typed) => setDate(event.target.value)}
        />
      </FormGroup>
      <Button variant="outlined" disabled={isBusy} onClick={() => void run(true)}>
        {isBusy ? 'One moment…' : 'Preview'}
      </Button>
      {report && (
        <Box mt="xl" aria-live="polite">
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
          {report.isDryRun && due.length > 0 && (
            <Button mt="xl" variant="contained" disabled={isBusy} onClick={() => void run(false)}>
              Pay {due.length} wholesalers {formatCents(total)}
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
};

const AwaitsRelease = ({ batchId }: { batchId: string }) => (
  <p>
    This batch is above the limit for one person: nothing is sent until somebody else releases{' '}
    <a href={`/admin/resources/payout_batches/records/${batchId}/show`}>the batch</a>.
  </p>
);
export default PayoutRunForm;
