import { houseLocale } from './company.ts';
import { formatDate, formatShortDate } from './date.ts';
import { closePaper, ensureSpace, measure, openPaper, type Paper, sheet, write } from './paper.ts';
import { type Address, addressLines } from './party.ts';
import { drawFacts, drawHeading, drawParties } from './piece.ts';
import { type Column, drawTable } from './table.ts';

/** Instants in ISO form. */
export interface DeliveryRecordData {
  orderNumber: string;
  issuedOn: string;
  placedAt: string;
  shipTo: Address;
  parcels: {
    carrier: string;
    service: string;
    trackingCode: string;
    shippedAt: string;
    deliveredAt: string | null;
    deliveryNote: string | null;
    scans: { at: string; message: string; place: string | null }[];
  }[];
}

/** What the carriers scanned on the way to the door: for a bank that asks whether the goods arrived. */
export function renderDeliveryRecord(record: DeliveryRecordData): Promise<Buffer> {
  const paper = openPaper({
    ...{ kind: 'Delivery record', number: record.orderNumber, issuedOn: record.issuedOn, locale: houseLocale },
  });
  drawFacts(paper, { Ordered: formatDate(record.placedAt, houseLocale), Parcels: String(record.parcels.length) });
  drawParties(paper, { 'Delivered to': addressLines(record.shipTo, houseLocale) });
  for (const parcel of record.parcels) {
    drawHeading(paper, `${parcel.carrier} ${parcel.trackingCode}`, parcel.service);
    drawFacts(paper, {
      Shipped: formatDate(parcel.shippedAt, houseLocale),
      Delivered: parcel.deliveredAt ? formatDate(parcel.deliveredAt, houseLocale) : 'not yet',
      'Left with': parcel.deliveryNote,
    });
    if (parcel.scans.length > 0)
      drawTable(paper, SCANS, parcel.scans, { heading: 'Scans by the carrier, UTC', keepBelow: 20 });
  }
  return closePaper(paper);
}

const SCANS: Column<DeliveryRecordData['parcels'][number]['scans'][number]>[] = [
  {
    label: 'When',
    width: 120,
    align: 'left',
    text: ({ at }) => `${formatShortDate(at, houseLocale)}, ${at.slice(11, 16)}`,
  },
  { label: 'What', width: 229, align: 'left', text: ({ message }) => message },
  { label: 'Where', width: 150, align: 'left', text: ({ place }) => place ?? '' },
];

export interface CorrespondenceData {
  orderNumber: string;
  issuedOn: string;
  letters: { sentAt: string; to: string; subject: string; text: string }[];
}

/** Every letter about an order that its customer was sent, word for word. */
export function renderCorrespondence({ orderNumber, issuedOn, letters }: CorrespondenceData): Promise<Buffer> {
  const paper = openPaper({ kind: 'Correspondence', number: orderNumber, issuedOn, locale: houseLocale });
  for (const { sentAt, to, subject, text } of letters) {
    drawHeading(paper, subject, `${formatShortDate(sentAt, houseLocale)}, ${sentAt.slice(11, 16)} UTC, to ${to}`);
    for (const paragraph of text.split(/\n{2,}/)) drawParagraph(paper, paragraph.trim());
  }
  return closePaper(paper);
}

function drawParagraph(paper: Paper, text: string): void {
  if (text === '') return;
  ensureSpace(paper, measure(paper, text, sheet.width) + 8);
  paper.y += 8 + write(paper, text, { x: sheet.left, y: paper.y, width: sheet.width });
}
