import { formatMoney } from '#backoffice/commerce/money.ts';
import { company, houseLocale } from './company.ts';
import { formatDate, formatShortDate } from './date.ts';
import { closePaper, openPaper } from './paper.ts';
import { type Party, partyLines } from './party.ts';
import { drawFacts, drawFigure, drawNote, drawParties, drawSums } from './piece.ts';
import { formatRate } from './say.ts';
import { type Column, drawTable } from './table.ts';

/** A wholesaler order's commission; a refund's share comes as a line with negative amounts. */
export interface CommissionLine {
  occurredOn: string;
  /** Null: the sum of a day. */
  orderNumber: string | null;
  description: string;
  baseCents: number;
  /** Null: its lines have several rates. */
  percentBp: number | null;
  fixedCents: number;
  commissionCents: number;
}

export interface CommissionInvoiceData {
  locale?: string;
  number: string;
  issuedOn: string;
  from: string;
  until: string;
  currency: string;
  billTo: Party;
  lines: CommissionLine[];
  taxRateBp: number;
  taxCents: number;
  taxTreatment: 'taxed' | 'reverse_charge' | 'outside';
  /** Commission and tax; negative: a credit note. An invoice that does not sum to it is never made. */
  totalCents: number;
}

type Money = (cents: number) => string;

export async function renderCommissionInvoice(invoice: CommissionInvoiceData): Promise<Buffer> {
  const locale = invoice.locale ?? houseLocale;
  const money: Money = cents => formatMoney(cents, invoice.currency, locale);
  const netCents = invoice.lines.reduce((total, line) => total + line.commissionCents, 0);
  if (netCents + invoice.taxCents !== invoice.totalCents) {
    throw new Error(
      `commission invoice ${invoice.number}: ${netCents} and ${invoice.taxCents} tax are not ${invoice.totalCents}`,
    );
  }
  const isCredit = invoice.totalCents < 0;
  const paper = openPaper({
    kind: isCredit ? 'Commission credit note' : 'Commission invoice',
    number: invoice.number,
    issuedOn: invoice.issuedOn,
    locale,
  });
  drawFacts(paper, {
    'Invoice date': formatDate(invoice.issuedOn, locale),
    From: formatDate(invoice.from, locale),
    Until: formatDate(invoice.until, locale),
    Currency: invoice.currency,
  });
  drawParties(paper, { 'Issued by': partyLines(company, locale), 'Bill to': partyLines(invoice.billTo, locale) });
  drawFigure(
    paper,
    'Commission with VAT',
    money(invoice.totalCents),
    'Settled with your payouts:\nnothing is left to pay.',
  );
  drawTable(paper, lineColumns(money, locale), invoice.lines, { heading: 'Order by order', keepBelow: 80 });
  drawSums(paper, {
    Commission: money(netCents),
    [`VAT ${formatRate(invoice.taxRateBp)}`]: money(invoice.taxCents),
    [isCredit ? 'Credit total' : 'Invoice total']: money(invoice.totalCents),
  });
  if (invoice.taxTreatment === 'outside')
    drawNote(
      paper,
      'No VAT',
      'The recipient is established outside the European Union: the service is not taxable here.',
    );
  if (invoice.taxTreatment === 'reverse_charge') {
    drawNote(
      paper,
      'Reverse charge',
      'VAT is to be accounted for by the recipient (Articles 44 and 196 of Directive 2006/112/EC).',
    );
  }
  return closePaper(paper);
}

function lineColumns(money: Money, locale: string): Column<CommissionLine>[] {
  return [
    { label: 'Date', width: 74, align: 'left', text: line => formatShortDate(line.occurredOn, locale) },
    {
      label: 'Order',
      width: 185,
      align: 'left',
      text: line => line.orderNumber ?? 'Sum of the day',
      detail: line => line.description,
      isStrong: true,
    },
    { label: 'Goods', width: 80, align: 'right', text: line => money(line.baseCents) },
    { label: 'Rate', width: 80, align: 'right', text: line => rate(line, money) },
    { label: 'Commission', width: 80, align: 'right', text: line => money(line.commissionCents), isStrong: true },
  ];
}

function rate({ percentBp, fixedCents }: CommissionLine, money: Money): string {
  if (percentBp === null) return 'several';
  return fixedCents === 0 ? formatRate(percentBp) : `${formatRate(percentBp)} + ${money(fixedCents)}`;
}
