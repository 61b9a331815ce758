import { formatMoney } from '#backoffice/commerce/money.ts';
import { company, houseLocale } from './company.ts';
import { formatDate, formatShortDate } from './date.ts';
import { closePaper, openPaper } from './paper.ts';
import { partyLines } from './party.ts';
import { type Aside, drawFacts, drawFigure, drawHeading, drawParties, drawSums } from './piece.ts';
import {
  type PayoutStatementData,
  type SectionTotal,
  type StatementLine,
  statementSections,
  statementTotals,
} from './statement-totals.ts';
import { type Column, drawTable, drawTotalRow } from './table.ts';

type Money = (cents: number) => string;
/** Above it a section on paper tells its days; every line is in the file for spreadsheets. */
const MOST_LINES = 500;

export async function renderPayoutStatement(statement: PayoutStatementData): Promise<Buffer> {
  const locale = statement.locale ?? houseLocale;
  const money: Money = cents => formatMoney(cents, statement.currency, locale);
  const sections = statementTotals(statement);
  const paper = openPaper({
    kind: 'Payout statement',
    number: statement.payoutNumber,
    issuedOn: statement.sentOn,
    locale,
  });
  drawFacts(paper, {
    'Paid to': statement.wholesalerName,
    From: formatDate(statement.from, locale),
    Until: formatDate(statement.until, locale),
    Currency: statement.currency,
  });
  drawParties(paper, { For: partyLines(statement.payTo, locale), 'Issued by': partyLines(company, locale) });
  const transfer = `Transfer ${statement.transferReference}\nsent on ${formatDate(statement.sentOn, locale)}`;
  drawFigure(paper, 'Paid out', money(statement.amountCents), transfer);
  drawHeading(paper, 'How it adds up');
  const rows = Object.fromEntries(sections.map(({ label, amountCents }) => [label, money(amountCents)]));
  drawSums(paper, { ...rows, 'Paid out': money(statement.amountCents) }, notPaidOut(statement, money));
  const columns = lineColumns(money, locale);
  for (const section of sections) {
    const detail = section.section === 'carried_over' ? whyCarried(statement.carriedReasons) : undefined;
    drawTable(paper, columns, linesOf(section), { heading: section.label, detail, keepBelow: 26 });
    drawTotalRow(paper, columns, ['Sum', '', '', money(section.amountCents)]);
  }
  return closePaper(paper);
}

function lineColumns(money: Money, locale: string): Column<StatementLine>[] {
  return [
    { label: 'Date', width: 74, align: 'left', text: line => formatShortDate(line.occurredOn, locale) },
    { label: 'Order', width: 95, align: 'left', text: line => line.orderNumber ?? '–', isStrong: true },
    {
      label: 'What',
      width: 240,
      align: 'left',
      text: line => line.description,
      detail: line =>
        [
          line.section === 'carried_over' ? statementSections[line.kind] : '',
          line.heldUntil ? `until ${formatDate(line.heldUntil, locale)}` : '',
        ]
          .filter(Boolean)
          .join(', '),
    },
    { label: 'To you', width: 90, align: 'right', text: line => money(line.amountCents), isStrong: true },
  ];
}

function linesOf({ lines }: SectionTotal): StatementLine[] {
  if (lines.length <= MOST_LINES) return lines;
  const days = Map.groupBy(lines, line => `${line.occurredOn.slice(0, 10)} ${line.kind}`);
  return [...days.values()].map(own => ({
    ...own[0]!,
    orderNumber: null,
    description: own.length === 1 ? own[0]!.description : `${own.length} entries`,
    heldUntil: null,
    amountCents: own.reduce((sum, line) => sum + line.amountCents, 0),
  }));
}

const REASONS: Record<string, string> = {
  below_minimum: 'your balance was below the smallest amount we pay out',
  negative_balance: 'your balance was below zero',
  payouts_paused: 'payouts were paused',
  payouts_not_enabled: 'your Stripe account could not take payouts',
  not_approved: 'your shop was not approved',
  no_account_in_currency: 'you had no bank account in this currency',
  disputed: 'a buyer disputed a payment',
};

const whyCarried = (reasons: string[]): string =>
  `Due before, and not paid then${reasons.length > 0 ? ` because ${reasons.map(reason => REASONS[reason] ?? reason).join(', and ')}` : ''}.`;

function notPaidOut({ remaining }: PayoutStatementData, money: Money): Aside {
  const parts = [
    [remaining.pendingCents, 'waits for delivery or for the end of the hold'],
    [remaining.carriedOverCents, 'is carried over to the next payout'],
    [remaining.reserveCents, 'lies in your reserve'],
  ] as const;
  const lines = parts.filter(([cents]) => cents !== 0).map(([cents, what]) => `${money(cents)} ${what}.`);
  const nothing = ['Nothing: your balance is paid out in full.'];
  return { heading: 'Not part of this payout', lines: lines.length === 0 ? nothing : lines };
}
