import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { company } from './company.ts';
import { addressLines } from './party.ts';

export type Paper = PDFKit.PDFDocument;

export interface Title {
  /** 'Invoice' */
  kind: string;
  /** 'INV-2026-0042' */
  number: string;
  /** ISO. Also the creation date inside the file: the same data always makes the same bytes. */
  issuedOn: string;
  locale: string;
}

export const ink = {
  text: '#1B1D1A',
  muted: '#5C6057',
  line: '#E1DED5',
  soft: '#F4F2EC',
  pine: '#0B6B50',
  amber: '#E9A13B',
};

/** A4 in points. */
export const sheet = { left: 48, right: 547, width: 499, top: 48, bottom: 778 };
const continuedTop = 96;

const require = createRequire(import.meta.url);
const inter = (weight: string) => require.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`);

export function openPaper(title: Title): Paper {
  const paper = new PDFDocument({
    size: 'A4',
    // Nothing flows to a new page by itself: ensureSpace turns pages, so that headers repeat and rows stay whole.
    margin: 0,
    bufferPages: true,
    pdfVersion: '1.7',
    lang: title.locale,
    displayTitle: true,
    info: {
      Title: `${title.kind} ${title.number}`,
      Author: company.address.name,
      Creator: 'Stackr',
      Producer: 'Stackr',
      CreationDate: new Date(title.issuedOn),
    },
  });
  paper.registerFont('regular', inter('400Regular'));
  paper.registerFont('medium', inter('500Medium'));
  paper.registerFont('bold', inter('700Bold'));
  letterhead(paper, title);
  paper.on('pageAdded', () => continuation(paper, title));
  return paper;
}

/** Turns the page when less than this is left on it. */
export function ensureSpace(paper: Paper, height: number): void {
  if (paper.y + height > sheet.bottom) paper.addPage();
}

export interface TextStyle {
  font: 'regular' | 'medium' | 'bold';
  size: number;
  colour: string;
  align: 'left' | 'right';
  /** Digits of one width, so that columns of amounts stand under each other. */
  isTabular: boolean;
}
export interface Place {
  x: number;
  y: number;
  width: number;
}
const plain: TextStyle = { font: 'regular', size: 9, colour: ink.text, align: 'left', isTabular: false };

/** Writes wrapped text and answers its height. The cursor stays where it was. */
export function write(paper: Paper, text: string, { x, y, width }: Place, style: Partial<TextStyle> = {}): number {
  const { font, size, colour, align, isTabular } = { ...plain, ...style };
  const cursor = paper.y;
  paper.font(font).fontSize(size).fillColor(colour);
  paper.text(text, x, y, { width, align, lineGap: size * 0.22, ...features(isTabular) });
  const height = paper.y - y;
  paper.y = cursor;
  return height;
}

export function measure(paper: Paper, text: string, width: number, style: Partial<TextStyle> = {}): number {
  const { font, size, isTabular } = { ...plain, ...style };
  paper.font(font).fontSize(size);
  return paper.heightOfString(text, { width, lineGap: size * 0.22, ...features(isTabular) });
}

/** For what is never broken over lines, such as an amount: it gets smaller instead. */
export function fitting<Style extends Pick<TextStyle, 'font' | 'size'>>(
  paper: Paper,
  text: string,
  width: number,
  style: Style,
): Style {
  const needed = paper.font(style.font).fontSize(style.size).widthOfString(text, features(true));
  return needed < width ? style : { ...style, size: (style.size * (width - 0.5)) / needed };
}

/** None at all for words: pdfkit remembers the shape of a word only without features, and that halves the time of a long table. */
function features(isTabular: boolean): { features?: PDFKit.Mixins.OpenTypeFeatures[] } {
  return isTabular ? { features: ['tnum'] } : {};
}

export function rule(paper: Paper, y: number, colour = ink.line): void {
  paper.moveTo(sheet.left, y).lineTo(sheet.right, y).lineWidth(0.7).strokeColor(colour).stroke();
}

export async function closePaper(paper: Paper): Promise<Buffer> {
  const { start, count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    paper.switchToPage(start + page);
    foot(paper, page + 1, count);
  }
  const chunks: Buffer[] = [];
  paper.on('data', chunk => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject));
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}

function letterhead(paper: Paper, { kind, number }: Title): void {
  band(paper);
  mark(paper, sheet.left, 48, 1);
  write(paper, 'Stackr', { x: sheet.left + 36, y: 49, width: 120 }, { font: 'bold', size: 18 });
  write(paper, kind, { x: 250, y: 46, width: sheet.right - 250 }, { font: 'bold', size: 22, align: 'right' });
  write(paper, number, { x: 250, y: 76, width: sheet.right - 250 }, { size: 11, colour: ink.muted, align: 'right' });
  paper.y = 122;
}

function continuation(paper: Paper, { kind, number }: Title): void {
  band(paper);
  mark(paper, sheet.left, 46.5, 0.68);
  write(paper, 'Stackr', { x: sheet.left + 26, y: 47, width: 120 }, { font: 'bold', size: 12 });
  const words = `${kind} ${number}, continued`;
  write(paper, words, { x: 250, y: 50, width: sheet.right - 250 }, { colour: ink.muted, align: 'right' });
  paper.y = continuedTop;
}

function band(paper: Paper): void {
  paper.rect(0, 0, 596, 7).fill(ink.pine);
  paper.rect(sheet.left, 0, 66, 7).fill(ink.amber);
}

/** Three stacked bars, each a little offset. */
function mark(paper: Paper, x: number, y: number, scale: number): void {
  const bars = [
    { offset: 6, length: 20, colour: ink.amber },
    { offset: 0, length: 22, colour: ink.pine },
    { offset: 4, length: 22, colour: ink.pine },
  ];
  for (const [index, { offset, length, colour }] of bars.entries()) {
    paper.roundedRect(x + offset * scale, y + index * 9 * scale, length * scale, 6 * scale, 2 * scale).fill(colour);
  }
}

function foot(paper: Paper, page: number, count: number): void {
  rule(paper, 790);
  const place = addressLines(company.address, 'en').slice(1).join(', ');
  const line = `${company.address.name} · ${place} · VAT ${company.vatId} · ${company.email}`;
  write(paper, line, { x: sheet.left, y: 799, width: 420 }, { size: 7.5, colour: ink.muted });
  write(
    paper,
    `Page ${page} of ${count}`,
    { x: 470, y: 799, width: sheet.right - 470 },
    { size: 7.5, colour: ink.muted, align: 'right' },
  );
}
