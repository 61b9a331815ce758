import { z } from 'zod';
import { cents, currency, day, endpoint } from './shared.ts';

const base = { group: 'reports', access: 'finance', method: 'GET' } as const;
const named = z.object({
  report: z.enum(['orders', 'tax', 'commissions', 'payouts', 'receivables', 'ledger', 'journal']),
});
/** UTC days, both within. */
const period = z.object({ from: day, to: day });
const sums = { currency, rows: z.int(), sums: z.array(cents) };

export const reportSummary = z.object({
  title: z.string(),
  about: z.string(),
  groupLabel: z.string(),
  /** What the sums of each line are, in their order. */
  columns: z.array(z.object({ label: z.string(), kind: z.string() })),
  groups: z.array(z.object({ name: z.string(), ...sums })),
  totals: z.array(z.object(sums)),
});
export type ReportSummary = z.infer<typeof reportSummary>;

export const reports = {
  readReport: endpoint({
    ...base,
    path: '/api/admin/reports/:report',
    summary: 'The sums of a report in a period',
    params: named,
    query: period,
    answer: reportSummary,
  }),
  exportReport: endpoint({
    ...base,
    path: '/api/admin/reports/:report/file',
    summary: 'A report of a period as a file: every row as CSV or XLSX, its sums as PDF, the journal for DATEV',
    params: named,
    query: period.extend({ format: z.enum(['csv', 'xlsx', 'pdf', 'datev']) }),
  }),
};
