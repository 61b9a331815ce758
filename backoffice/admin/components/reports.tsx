import { Box, Button, H2, MessageBox } from '@adminjs/design-system';
import { ApiClient, useNotice } from 'adminjs';
import React, { useEffect, useState } from 'react';
import { formatCents } from './numbers.js';
import { Bars, Card, Cents, NotYours, Sheet } from './parts.js';
import { type Period, PeriodPicker } from './period.js';

export interface ReportsData {
  today: string;
  reports: { name: string; title: string; about: string }[];
  /** What keeps the journal from being exported. */
  accounting: { unmapped: string[]; tooLong: string[] };
}

interface Summary {
  groupLabel: string;
  columns: { label: string }[];
  groups: { name: string; currency: string; rows: number; sums: number[] }[];
  totals: { currency: string; rows: number; sums: number[] }[];
}

const words = (name: string) => name.replaceAll('_', ' ');

/** Sums of a period on the screen, and every row of it as a file. */
const Reports = () => {
  const [data, setData] = useState<ReportsData | null>(null);
  const [name, setName] = useState(new URLSearchParams(window.location.search).get('report') ?? 'orders');
  const [period, setPeriod] = useState<Period | null>(null);
  useEffect(
    () => void new ApiClient().getPage<ReportsData>({ pageName: 'reports' }).then(answer => setData(answer.data)),
    [],
  );
  if (!data) return <Box p="xxl">Loading…</Box>;
  const report = data.reports.find(one => one.name === name) ?? data.reports[0];
  if (!report) return <NotYours />;
  return (
    <Box variant="grey" className="stackr-page">
      <H2>Reports</H2>
      <nav aria-label="Reports" className="stackr-tabs">
        {data.reports.map(one => (
          <button
            key={one.name}
            type="button"
            aria-current={one.name === report.name ? 'page' : undefined}
            onClick={() => setName(one.name)}
          >
            {one.title}
          </button>
        ))}
      </nav>
      <p style={{ margin: '0 0 16px', color: 'var(--muted)' }}>{report.about}</p>
      <PeriodPicker today={data.today} onChange={setPeriod} />
      {report.name === 'journal' && <AccountProblems {...data.accounting} />}
      {period && <Summed report={report} period={period} />}
    </Box>
  );
};

const AccountProblems = ({ unmapped, tooLong }: ReportsData['accounting']) => {
  if (unmapped.length + tooLong.length === 0)
    return (
      <p style={{ fontSize: 14 }}>
        Account numbers are set in <a href="/admin/resources/accounting_accounts">Account numbers</a>.
      </p>
    );
  return (
    <MessageBox
      variant="danger"
      mb="lg"
      message={
        unmapped.length > 0
          ? `Set an account number for ${unmapped.map(words).join(', ')} under Account numbers first.`
          : `These account numbers are longer than the accounts of your bookkeeping: ${tooLong.join(', ')}.`
      }
    />
  );
};

const Summed = ({ report, period }: { report: { name: string; title: string }; period: Period }) => {
  const [summary, setSummary] = useState<Summary | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { from, to } = period;
  useEffect(() => {
    const gone = new AbortController();
    setSummary(null);
    setProblem(null);
    window.history.replaceState(null, '', `?${new URLSearchParams({ report: report.name, from, to })}`);
    fetch(`/api/admin/reports/${report.name}?from=${from}&to=${to}`, { signal: gone.signal })
      .then(async answer => {
        const body = await answer.json();
        if (answer.ok) setSummary(body);
        else setProblem(body.message);
      })
      .catch(error => gone.signal.aborted || setProblem(String(error)));
    return () => gone.abort();
  }, [report.name, from, to]);
  return (
    <div aria-live="polite" aria-busy={!summary && !problem}>
      {problem && <MessageBox variant="danger" message={problem} />}
      {!summary && !problem && <p>Adding up…</p>}
      {summary && (
        <>
          <Downloads name={report.name} period={period} />
          <Sums title={report.title} summary={summary} />
        </>
      )}
    </div>
  );
};

const Downloads = ({ name, period: { from, to } }: { name: string; period: Period }) => {
  const notify = useNotice();
  const path = (format: string) => `/api/admin/reports/${name}/file?format=${format}&from=${from}&to=${to}`;
  /** It may be refused, and then says why; it is never large. */
  const forDatev = async () => {
    const answer = await fetch(path('datev'));
    if (!answer.ok) return notify({ message: (await answer.json()).message, type: 'error' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'EXTF.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, margin: '16px 0' }}>
      {['csv', 'xlsx', 'pdf'].map(format => (
        <Button key={format} as="a" href={path(format)} download variant="outlined">
          {format === 'pdf' ? 'Sums as PDF' : `Download ${format.toUpperCase()}`}
        </Button>
      ))}
      {name === 'journal' && (
        <Button variant="outlined" onClick={() => void forDatev()}>
          Download for DATEV
        </Button>
      )}
    </div>
  );
};

const MOST_BARS = 10;

const Sums = ({ title, summary }: { title: string; summary: Summary }) => {
  const { columns, groups, totals, groupLabel } = summary;
  if (totals.length === 0) return <p>There is nothing in this period.</p>;
  const total = columns.findIndex(({ label }) => label === 'Total');
  const shown = total < 0 ? columns.length - 1 : total;
  const bars = [...groups].sort((a, b) => Math.abs(b.sums[shown]!) - Math.abs(a.sums[shown]!)).slice(0, MOST_BARS);
  return (
    <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Card title={`${columns[shown]!.label} by ${groupLabel.toLowerCase()}`}>
        <Bars
          rows={bars.map(({ name, currency, sums }) => ({
            label: words(name),
            cents: sums[shown]!,
            value: formatCents(sums[shown]!, currency),
            isBad: sums[shown]! < 0,
          }))}
        />
      </Card>
      <Sheet
        label={title}
        columns={[
          { label: groupLabel },
          { label: 'Rows', isNumber: true },
          ...columns.map(({ label }) => ({ label, isNumber: true })),
        ]}
      >
        <tbody>
          {groups.map(({ name, currency, rows, sums }) => (
            <tr key={`${name} ${currency}`}>
              <th scope="row">{words(name)}</th>
              <td className="number">{rows}</td>
              {sums.map((cents, index) => (
                <Cents key={columns[index]!.label} cents={cents} currency={currency} />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          {totals.map(({ currency, rows, sums }) => (
            <tr key={currency}>
              <th scope="row">Sum in {currency}</th>
              <td className="number">{rows}</td>
              {sums.map((cents, index) => (
                <Cents key={columns[index]!.label} cents={cents} currency={currency} />
              ))}
            </tr>
          ))}
        </tfoot>
      </Sheet>
    </div>
  );
};
export default Reports;
