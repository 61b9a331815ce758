import { houseLocale } from './company.ts';
import { formatDate } from './date.ts';
import { closePaper, openPaper } from './paper.ts';
import { type Address, addressLines } from './party.ts';
import { drawFacts, drawNote, drawParties } from './piece.ts';
import { itemName } from './say.ts';
import { type Column, drawTable, drawTotalRow } from './table.ts';

export interface PackingSlipLine {
  sku: string;
  barcode: string | null;
  title: string;
  variantTitle: string;
  quantity: number;
  /** 1: sold by the piece. */
  casePack: number;
}

/** No prices: the parcel may be opened by someone who must not see them. */
export interface PackingSlipData {
  locale?: string;
  /** Of the wholesaler order. */
  number: string;
  orderNumber: string;
  poNumber: string | null;
  issuedOn: string;
  wholesalerName: string;
  shipFrom: Address;
  shipTo: Address;
  shippingService: string;
  trackingCode: string | null;
  parcel: { position: number; count: number } | null;
  note: string | null;
  lines: PackingSlipLine[];
}

const columns: Column<PackingSlipLine>[] = [
  { label: 'Item', width: 219, align: 'left', text: itemName, isStrong: true },
  { label: 'SKU', width: 112, align: 'left', text: line => line.sku, detail: line => line.barcode ?? '' },
  { label: 'Case packs', width: 90, align: 'right', text: casePacks },
  { label: 'Quantity', width: 50, align: 'right', text: line => String(line.quantity), isStrong: true },
  { label: '✓', width: 28, align: 'right', text: () => '', isTick: true },
];

export async function renderPackingSlip(slip: PackingSlipData): Promise<Buffer> {
  const locale = slip.locale ?? houseLocale;
  const paper = openPaper({ kind: 'Packing slip', number: slip.number, issuedOn: slip.issuedOn, locale });
  drawFacts(paper, {
    Date: formatDate(slip.issuedOn, locale),
    Order: slip.orderNumber,
    'PO number': slip.poNumber,
    Parcel: slip.parcel && `${slip.parcel.position} of ${slip.parcel.count}`,
    Shipping: slip.shippingService,
    'Tracking number': slip.trackingCode,
  });
  drawParties(paper, {
    'Ship from': [
      slip.wholesalerName,
      ...addressLines(slip.shipFrom, locale).filter(line => line !== slip.wholesalerName),
    ],
    'Ship to': addressLines(slip.shipTo, locale),
  });
  drawTable(paper, columns, slip.lines, { heading: 'In this parcel', keepBelow: 26 });
  const pieces = slip.lines.reduce((total, line) => total + line.quantity, 0);
  drawTotalRow(paper, columns, [
    `${slip.lines.length} ${slip.lines.length === 1 ? 'item' : 'items'}`,
    '',
    '',
    String(pieces),
  ]);
  if (slip.note) drawNote(paper, 'Note from the buyer', slip.note);
  drawNote(
    paper,
    'Something missing or broken?',
    `Tell us on the page of order ${slip.orderNumber}: we put it right with ${slip.wholesalerName}.`,
  );
  return closePaper(paper);
}

/** 24 in cases of 12: '2 × 12'. What is over is named too. */
function casePacks({ quantity, casePack }: PackingSlipLine): string {
  if (casePack <= 1) return '–';
  const cases = Math.floor(quantity / casePack);
  const over = quantity % casePack;
  return `${cases} × ${casePack}${over === 0 ? '' : ` + ${over}`}`;
}
