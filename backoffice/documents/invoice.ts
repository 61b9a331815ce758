import { formatMoney } from '#backoffice/commerce/money.ts';
import { houseLocale } from './company.ts';
import { formatDate } from './date.ts';
import {
  type InvoiceLine,
  type InvoicePart,
  invoiceTotals,
  partTotals,
  type TaxLine,
  type Totals,
  taxLines,
} from './invoice-totals.ts';
import { closePaper, openPaper, type Paper } from './paper.ts';
import { type Party, partyLines } from './party.ts';
import { type Aside, drawFacts, drawFigure, drawHeading, drawNote, drawParties, drawSums } from './piece.ts';
import { formatRate, itemName } from './say.ts';
import { type Column, drawTable } from './table.ts';
import { untaxedNotes } from './untaxed.ts';

export interface InvoiceData {
  locale?: string;
  number: string;
  issuedOn: string;
  /** Net terms. Null: paid by card. */
  dueOn: string | null;
  paidOn: string | null;
  orderNumber: string;
  orderedOn: string;
  poNumber: string | null;
  currency: string;
  pricesIncludeTax: boolean;
  seller: Party;
  billTo: Party;
  shipTo: Party;
  parts: InvoicePart[];
  /** What the order says. An invoice that does not sum to it is never made. */
  totalCents: number;
  payTo: { accountHolder: string; iban: string; bic: string } | null;
}

type Money = (cents: number) => string;

export async function renderInvoice(invoice: InvoiceData): Promise<Buffer> {
  const locale = invoice.locale ?? houseLocale;
  const totals = invoiceTotals(invoice.parts, invoice.pricesIncludeTax);
  if (totals.totalCents !== invoice.totalCents) {
    throw new Error(
      `invoice ${invoice.number}: its lines sum to ${totals.totalCents}, the order to ${invoice.totalCents}`,
    );
  }
  const money: Money = cents => formatMoney(cents, invoice.currency, locale);
  const paper = openPaper({ kind: 'Invoice', number: invoice.number, issuedOn: invoice.issuedOn, locale });
  drawFacts(paper, {
    'Invoice date': formatDate(invoice.issuedOn, locale),
    Order: invoice.orderNumber,
    'Order date': formatDate(invoice.orderedOn, locale),
    'PO number': invoice.poNumber,
  });
  drawParties(paper, {
    From: partyLines(invoice.seller, locale),
    'Bill to': partyLines(invoice.billTo, locale),
    'Ship to': partyLines(invoice.shipTo, locale),
  });
  drawFigure(paper, dueLabel(invoice, locale), money(totals.totalCents), payDetail(invoice));
  for (const part of invoice.parts) drawPart(paper, part, invoice, money);
  drawHeading(paper, 'Total');
  const rows = sumRows(totals, invoice.pricesIncludeTax, 'Invoice total', money);
  drawSums(paper, rows, taxesByRate(taxLines(invoice.parts, invoice.pricesIncludeTax), money));
  drawNotes(paper, invoice, locale);
  return closePaper(paper);
}

/** The sums of the only wholesaler would be those of the whole invoice. */
function drawPart(paper: Paper, part: InvoicePart, { pricesIncludeTax, parts }: InvoiceData, money: Money): void {
  const isOnly = parts.length === 1;
  drawTable(paper, lineColumns(money), part.lines, {
    heading: part.wholesalerName,
    detail: `Delivered with ${part.number}`,
    keepBelow: isOnly ? 0 : 100,
  });
  if (isOnly) return;
  const totals = partTotals(part, pricesIncludeTax);
  drawSums(paper, sumRows(totals, pricesIncludeTax, `From ${part.wholesalerName}`, money));
}

function sumRows(
  totals: Totals,
  pricesIncludeTax: boolean,
  label: string,
  money: Money,
): Record<string, string | null> {
  return {
    Goods: money(totals.goodsCents),
    Discount: totals.discountCents === 0 ? null : money(-totals.discountCents),
    Shipping: money(totals.shippingCents),
    [pricesIncludeTax ? 'VAT, included' : 'VAT']: money(totals.taxCents),
    [label]: money(totals.totalCents),
  };
}

function lineColumns(money: Money): Column<InvoiceLine>[] {
  return [
    { label: 'Item', width: 219, align: 'left', text: itemName, detail: line => line.sku, isStrong: true },
    { label: 'Quantity', width: 52, align: 'right', text: line => String(line.quantity) },
    { label: 'Unit price', width: 68, align: 'right', text: line => money(line.unitPriceCents) },
    {
      label: 'Discount',
      width: 62,
      align: 'right',
      text: line => (line.discountCents === 0 ? '–' : money(-line.discountCents)),
    },
    { label: 'VAT', width: 34, align: 'right', text: line => formatRate(line.taxRateBp) },
    {
      label: 'Amount',
      width: 64,
      align: 'right',
      text: line => money(line.goodsCents - line.discountCents),
      isStrong: true,
    },
  ];
}

function taxesByRate(taxes: TaxLine[], money: Money): Aside {
  const lines = taxes.map(({ rateBp, netCents, taxCents }) => {
    const what = rateBp === null ? 'Shipping' : formatRate(rateBp);
    return `${what} of ${money(netCents)} net: ${money(taxCents)}`;
  });
  return { heading: 'VAT by rate', lines };
}

function drawNotes(paper: Paper, invoice: InvoiceData, locale: string): void {
  for (const [heading, text] of untaxedNotes(invoice.parts)) drawNote(paper, heading, text);
  if (invoice.payTo && !invoice.paidOn) {
    const { accountHolder, iban, bic } = invoice.payTo;
    const until = invoice.dueOn ? ` by ${formatDate(invoice.dueOn, locale)}` : '';
    drawNote(
      paper,
      'How to pay',
      `Please transfer the total${until} to ${accountHolder}, IBAN ${iban}, BIC ${bic}, with reference ${invoice.number}.`,
    );
  }
}

function dueLabel({ paidOn, dueOn }: InvoiceData, locale: string): string {
  if (paidOn) return `Paid on ${formatDate(paidOn, locale)}`;
  return dueOn ? `Due on ${formatDate(dueOn, locale)}` : 'Total';
}

function payDetail({ paidOn, payTo, number }: InvoiceData): string {
  if (paidOn) return 'Nothing is left to pay.';
  return payTo ? `IBAN ${payTo.iban}\nReference ${number}` : `Reference ${number}`;
}
