import PDFDocument from 'pdfkit';
import type { Address, Shipment } from './shapes.ts';

/** A 4 × 6 inch label as a carrier would print it: addresses, service, routing, bars. Marked as a specimen. */
export function drawLabel(shipment: Shipment): NodeJS.ReadableStream {
  const page = new PDFDocument({ size: [288, 432], margin: 0, info: { Title: `Label ${shipment.tracking_code}` } });
  const rate = shipment.selected_rate!;
  page.lineWidth(1.5).rect(8, 8, 272, 416).stroke();
  drawSender(page, shipment.from_address);
  page.font('Helvetica-Bold').fontSize(20).text(rate.carrier, 170, 18, { width: 102, align: 'right' });
  page.font('Helvetica').fontSize(8).text(rate.service, 170, 42, { width: 102, align: 'right' });
  page.text(`${(shipment.parcel.weight / 35.274).toFixed(1)} kg`, 170, 54, { width: 102, align: 'right' });
  line(page, 84);
  drawReceiver(page, shipment.to_address);
  line(page, 206);
  const { country, zip } = shipment.to_address;
  page.font('Helvetica-Bold').fontSize(30).text(`${country} ${zip}`, 18, 216, { width: 252, align: 'center' });
  line(page, 256);
  drawBars(page, shipment.tracking_code!, 28, 270, 232, 82);
  page.font('Courier-Bold').fontSize(11).text(shipment.tracking_code!, 18, 360, { width: 252, align: 'center' });
  line(page, 384);
  page
    .font('Helvetica')
    .fontSize(8)
    .text(`Ref ${shipment.reference ?? '–'}`, 18, 392, { width: 160 });
  page.text(shipment.is_return ? 'RETURN' : 'SPECIMEN, NOT POSTAGE', 150, 392, { width: 122, align: 'right' });
  page.end();
  return page;
}

function drawSender(page: PDFKit.PDFDocument, from: Address) {
  page.font('Helvetica').fontSize(7).text('FROM', 18, 16);
  page.fontSize(8).text(lines(from).join('\n'), 18, 26, { width: 148, height: 54, ellipsis: true });
}

function drawReceiver(page: PDFKit.PDFDocument, to: Address) {
  page.font('Helvetica').fontSize(7).text('TO', 18, 92);
  page
    .font('Helvetica-Bold')
    .fontSize(13)
    .text(lines(to).join('\n'), 18, 104, { width: 252, height: 98, ellipsis: true });
}

function lines(address: Address): string[] {
  const town = `${address.zip} ${address.city}${address.state ? `, ${address.state}` : ''}`;
  const all = [address.name, address.company, address.street1, address.street2, town, address.country];
  // The built-in fonts know Latin only: what lies outside becomes a question mark instead of a broken label.
  return all.filter(text => text !== null && text !== '').map(text => text!.replace(/[^ -ÿ]/g, '?'));
}

/** Bars that differ by code and look like a barcode; no scanner reads them. */
function drawBars(page: PDFKit.PDFDocument, code: string, left: number, top: number, width: number, height: number) {
  const bits = [...code].flatMap(character => [...character.charCodeAt(0).toString(2).padStart(8, '0'), '1', '0']);
  const step = width / bits.length;
  bits.forEach((bit, index) => {
    if (bit === '1') page.rect(left + index * step, top, step, height).fill('black');
  });
}

function line(page: PDFKit.PDFDocument, y: number) {
  page.moveTo(8, y).lineTo(280, y).stroke();
}
