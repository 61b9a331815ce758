import {
  Box,
  Button,
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

interface Outcome {
  isDryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  rows: { row: number; handle: string; outcome: string; messages: string[] }[];
}

/** A file is tried first; only what was seen can be brought in. */
const ImportForm = ({ action, resource, record }: ActionProps) => {
  const [file, setFile] = useState<{ name: string; csv: string } | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isBusy, setBusy] = useState(false);
  const notify = useNotice();

  const choose = async (chosen: File | undefined) => {
    setOutcome(null);
    setFile(chosen ? { name: chosen.name, csv: await chosen.text() } : null);
  };
  const run = async (commit: boolean) => {
    setBusy(true);
    try {
      const asked = {
        resourceId: resource.id,
        actionName: action.name,
        method: 'post' as const,
        data: { fileName: file!.name, csv: file!.csv, commit: String(commit) },
      };
      const api = new ApiClient();
      const { data } = record
        ? await api.recordAction({ ...asked, recordId: record.id })
        : await api.resourceAction(asked);
      if (data.notice) notify(data.notice);
      if (data.outcome?.isDone) setOutcome(data.outcome.data);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box p="xl" bg="white">
      <MessageBox variant="info" mb="xl" message={String((action.custom as { consequence: string }).consequence)} />
      <Label htmlFor="csv">{record ? 'Price list CSV' : 'Shopify product CSV'}</Label>
      <input id="csv" type="file" accept=".csv,text/csv" onChange={event => void choose(event.target.files?.[0])} />
      <Box mt="xl" flex style={{ gap: 12 }}>
        <Button variant="outlined" disabled={!file || isBusy} onClick={() => void run(false)}>
          {isBusy ? 'One moment…' : 'Try it (dry run)'}
        </Button>
        <Button variant="contained" disabled={!file || isBusy || !outcome?.isDryRun} onClick={() => void run(true)}>
          Bring in what is right
        </Button>
      </Box>
      {outcome && (
        <Box mt="xl" aria-live="polite">
          <p>
            {outcome.isDryRun ? 'Would be' : 'Were'} created: {outcome.created} · updated: {outcome.updated} ·
            unchanged: {outcome.unchanged} · failed: {outcome.failed}
          </p>
          <Table>
            <TableHead>
              <TableRow>
                <TableCell>Row</TableCell>
                <TableCell>{record ? 'SKU' : 'Handle'}</TableCell>
                <TableCell>Outcome</TableCell>
                <TableCell>What to know</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {outcome.rows.slice(0, 500).map(row => (
                <TableRow key={row.row}>
                  <TableCell>{row.row}</TableCell>
                  <TableCell>{row.handle}</TableCell>
                  <TableCell>{row.outcome}</TableCell>
                  <TableCell>{row.messages.join(' · ')}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Box>
      )}
    </Box>
  );
};
export default ImportForm;
