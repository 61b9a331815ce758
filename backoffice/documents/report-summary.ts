import { company, houseLocale } from './company.ts';
import { formatDate } from './date.ts';
import { closePaper, openPaper, sheet } from './paper.ts';
import { partyLines } from './party.ts';
import { drawFacts, drawNote, drawParties } from './piece.ts';
import { type Column, drawTable, drawTotalRow } from './table.ts';

export interface ReportSummaryData {
  title: string;
  about: string;
  /** UTC days, both within. */
  from: string;
  to: string;
  /** What the lines stand for: a wholesaler, an account. */
  groupLabel: string;
  columns: { label: string; kind: string }[];
  groups: { name: string; currency: string; rows: number; sums: number[] }[];
  totals: { currency: string; rows: number; sums: number[] }[];
  /** ISO. */
  madeAt: string;
}

type Group = ReportSummaryData['groups'][number];
const TALLY = 44;

/** The sums of a report on paper, a table for each currency. */
export async function renderReportSummary(summary: ReportSummaryData): Promise<Buffer> {
  const paper = openPaper({
    kind: summary.title,
    number: `${summary.from} to ${summary.to}`,
    issuedOn: summary.madeAt,
    locale: houseLocale,
  });
  drawFacts(paper, {
    From: formatDate(summary.from, houseLocale),
    Until: formatDate(summary.to, houseLocale),
    Made: formatDate(summary.madeAt, houseLocale),
    Days: 'UTC',
  });
  drawParties(paper, { 'Books of': partyLines(company, houseLocale) });
  drawNote(paper, 'What it counts', summary.about);
  for (const total of summary.totals) {
    const columns = columnsOf(summary);
    const rows = summary.groups.filter(group => group.currency === total.currency);
    drawTable(paper, columns, rows, { heading: `In ${total.currency}`, keepBelow: 26 });
    drawTotalRow(paper, columns, ['Sum', String(total.rows), ...total.sums.map(amount)]);
  }
  if (summary.totals.length === 0) drawNote(paper, 'Nothing', 'There is nothing in this period.');
  return closePaper(paper);
}

function columnsOf({ groupLabel, columns }: ReportSummaryData): Column<Group>[] {
  const width = Math.min(80, Math.floor((sheet.width - TALLY - 90) / columns.length));
  const name = sheet.width - TALLY - width * columns.length;
  return [
    { label: groupLabel, width: name, align: 'left', text: group => group.name.replaceAll('_', ' '), isStrong: true },
    { label: 'Rows', width: TALLY, align: 'right', text: group => String(group.rows) },
    ...columns.map(
      ({ label }, index): Column<Group> => ({
        label,
        width,
        align: 'right',
        text: group => amount(group.sums[index]!),
      }),
    ),
  ];
}

/** The currency stands in the heading. */
const amount = (cents: number): string =>
  new Intl.NumberFormat(houseLocale, { minimumFractionDigits: 2 }).format(cents / 100);
