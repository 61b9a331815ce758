import { formatMoney } from '#backoffice/commerce/money.ts';
import { company, houseLocale } from './company.ts';
import { formatDate, formatShortDate } from './date.ts';
import { closePaper, openPaper } from './paper.ts';
import { partyLines } from './party.ts';
import { type Aside, drawFacts, drawFigure, drawHeading, drawParties, drawSums } from './piece.ts';
import { lineAmount, type PayoutStatementData, type StatementLine, statementTotals } from './statement-totals.ts';
import { type Column, drawTable, drawTotalRow } from './table.ts';

type Money = (cents: number) => string;

export async function renderPayoutStatement(statement: PayoutStatementData): Promise<Buffer> {
  const locale = statement.locale ?? houseLocale;
  const money: Money = cents => formatMoney(cents, statement.currency, locale);
  const totals = statementTotals(statement);
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
  const rows = {
    Sales: money(totals.saleCents),
    Commission: money(totals.commissionCents),
    Refunds: money(totals.refundCents),
    'Labels, fees, adjustments': money(totals.adjustmentCents),
    'Brought forward': statement.broughtForwardCents === 0 ? null : money(statement.broughtForwardCents),
    'Paid out': money(totals.amountCents),
  };
  drawSums(paper, rows, notPaidOut(statement, money));
  const columns = lineColumns(money, locale);
  drawTable(paper, columns, statement.lines, { heading: 'Order by order', keepBelow: 26 });
  const { saleCents, commissionCents, refundCents, adjustmentCents, amountCents } = totals;
  const linesCents = amountCents - statement.broughtForwardCents;
  const sums = [saleCents, commissionCents, refundCents, adjustmentCents, linesCents].map(money);
  drawTotalRow(paper, columns, ['Sum', '', ...sums]);
  return closePaper(paper);
}

function lineColumns(money: Money, locale: string): Column<StatementLine>[] {
  const amount = (cents: number) => (cents === 0 ? '–' : money(cents));
  return [
    { label: 'Date', width: 64, align: 'left', text: line => formatShortDate(line.occurredOn, locale) },
    {
      label: 'Order',
      width: 105,
      align: 'left',
      text: line => line.orderNumber ?? line.description,
      detail: line => (line.orderNumber ? line.description : ''),
      isStrong: true,
    },
    { label: 'Sale', width: 66, align: 'right', text: line => amount(line.saleCents) },
    { label: 'Commission', width: 66, align: 'right', text: line => amount(line.commissionCents) },
    { label: 'Refund', width: 66, align: 'right', text: line => amount(line.refundCents) },
    { label: 'Adjustment', width: 66, align: 'right', text: line => amount(line.adjustmentCents) },
    { label: 'To you', width: 66, align: 'right', text: line => money(lineAmount(line)), isStrong: true },
  ];
}

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
