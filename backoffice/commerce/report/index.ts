import { payoutsReport, receivablesReport } from './debts.ts';
import { journalReport, ledgerReport } from './ledger.ts';
import { commissionsReport, ordersReport, taxReport } from './sales.ts';

export {
  type AccountingSettings,
  type Booking,
  countBookings,
  pairEntries,
  readAccountingSettings,
} from './accounting.ts';
export { type Column, type Period, pagesOf, type Report, type Row } from './report.ts';
export { type Summary, summarise } from './summary.ts';

/** In the order in which they are offered. */
export const REPORTS = {
  orders: ordersReport,
  tax: taxReport,
  commissions: commissionsReport,
  payouts: payoutsReport,
  receivables: receivablesReport,
  ledger: ledgerReport,
  journal: journalReport,
};
export type ReportName = keyof typeof REPORTS;
export const REPORT_NAMES = Object.keys(REPORTS) as [ReportName, ...ReportName[]];
