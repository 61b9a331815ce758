import { refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  countBookings,
  type Period,
  pagesOf,
  pairEntries,
  REPORTS,
  type ReportName,
  type Row,
  readAccountingSettings,
  summarise,
} from '#backoffice/commerce/report/index.ts';
import { type DatevBooking, MOST_DATEV_BOOKINGS, writeDatev } from '#backoffice/documents/datev.ts';
import { writeCsv } from '#backoffice/documents/report-csv.ts';
import { renderReportSummary } from '#backoffice/documents/report-summary.ts';
import { writeXlsx } from '#backoffice/documents/report-xlsx.ts';
import type { Services } from '#backoffice/services.ts';

export const REPORT_FORMATS = ['csv', 'xlsx', 'pdf', 'datev'] as const;
export interface ReportRequest extends Period {
  report: ReportName;
  format: (typeof REPORT_FORMATS)[number];
}

export interface ReportFile {
  fileName: string;
  contentType: string;
  /** Read from the database as it is taken: a page of rows at a time is in memory. */
  content: AsyncIterable<Uint8Array>;
}

/** A report of a period as a file. pdf: its sums; datev: the journal as a stack of bookings. Throws Refusal. */
export async function exportReport(services: Services, request: ReportRequest): Promise<ReportFile> {
  const { report: name, format, from, to } = request;
  const report = REPORTS[name];
  refusePeriod(request);
  const fileName = `stackr-${name}-${from}-${to}.${format}`;
  const pages = () => pagesOf(report, services.db, request);
  if (name === 'journal') await refuseUnmapped(services);
  if (format === 'datev') return writeStack(services, request);
  if (format === 'csv')
    return { fileName, contentType: 'text/csv; charset=utf-8', content: writeCsv(report.columns, pages()) };
  if (format === 'xlsx')
    return { fileName, contentType: XLSX, content: writeXlsx(report.title, report.columns, pages()) };
  return { fileName, contentType: 'application/pdf', content: paper(services, request) };
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function refusePeriod({ from, to }: Period): void {
  if (from > to)
    refuseIfAny([{ code: 'period_backwards', subject: 'to', message: 'The last day is before the first' }]);
}

async function* paper(services: Services, { report, from, to }: ReportRequest): AsyncGenerator<Uint8Array> {
  const { title, about, groupBy } = REPORTS[report];
  const sums = await summarise(REPORTS[report], services.db, { from, to });
  yield renderReportSummary({
    ...sums,
    ...{ title, about, from, to, groupLabel: groupBy.label, madeAt: services.now().toISOString() },
  });
}

async function refuseUnmapped({ db }: Services): Promise<void> {
  const { unmapped } = await readAccountingSettings(db);
  refuseIfAny(
    unmapped.map(kind => ({
      code: 'account_unmapped',
      subject: kind,
      message: `Set an account number for ${kind.replaceAll('_', ' ')} first`,
    })),
  );
}

/** A booking's date has no year, so that a stack holds one fiscal year; foreign money would need its rate of the day. */
async function writeStack(services: Services, { report, from, to }: ReportRequest): Promise<ReportFile> {
  const { db, settings } = services;
  const { currency } = settings;
  const accounting = await readAccountingSettings(db);
  const year = fiscalYearOf(from, accounting.fiscalYearStartsIn);
  const { most, currencies } = await countBookings(db, { from, to });
  const foreign = currencies.filter(one => one !== currency);
  const reasons = [
    [report !== 'journal', 'not_a_journal', 'Only the journal goes to DATEV'],
    [to > year.end, 'crosses_fiscal_year', `A stack holds one fiscal year: this one ends on ${year.end}`],
    [most > MOST_DATEV_BOOKINGS, 'too_many_bookings', `DATEV takes ${MOST_DATEV_BOOKINGS} bookings: choose less days`],
    [
      foreign.length > 0,
      'foreign_currency',
      `The stack is in ${currency}, and there is ${foreign.join(', ')}: use CSV`,
    ],
    [accounting.tooLong.length > 0, 'account_too_long', `Too long an account number: ${accounting.tooLong.join(', ')}`],
  ] as const;
  refuseIfAny(reasons.filter(([isSo]) => isSo).map(([, code, message]) => ({ code, subject: 'format', message })));
  const { consultantNumber, clientNumber, accountLength } = accounting;
  const file = { consultantNumber, clientNumber, accountLength, from, to, currency, fiscalYearStart: year.start };
  return {
    fileName: `EXTF_Buchungsstapel_${from}_${to}.csv`,
    contentType: 'text/csv; charset=windows-1252',
    content: writeDatev({ ...file, createdAt: services.now() }, stackOf(pagesOf(REPORTS.journal, db, { from, to }))),
  };
}

/** Pages are of whole transactions. */
async function* stackOf(pages: AsyncIterable<Row[]>): AsyncGenerator<DatevBooking[]> {
  for await (const rows of pages)
    yield [...Map.groupBy(rows, row => row.transaction).values()].flatMap(own => pairEntries(own));
}

function fiscalYearOf(day: string, startsIn: number): { start: string; end: string } {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const first = month < startsIn ? year - 1 : year;
  const iso = (date: Date) => date.toISOString().slice(0, 10);
  return {
    start: iso(new Date(Date.UTC(first, startsIn - 1, 1))),
    end: iso(new Date(Date.UTC(first + 1, startsIn - 1, 0))),
  };
}
