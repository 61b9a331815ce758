import { Unzip, UnzipInflate } from 'fflate';
import { Parser } from 'saxen';
import { MOST_ROWS, type SheetRecord, sheetRefusal } from '#backoffice/commerce/quick-order/index.ts';

/** A thousand rows are some hundred kilobytes; what unfolds to more is refused while it unfolds. */
const LARGEST_UNFOLDED_BYTES = 16_000_000;
const MOST_PARTS = 300;
const PIECE_BYTES = 16_384;
const MOST_COLUMNS = 60;
/** Styled empty rows count for nothing, but are not read for ever. */
const LAST_ROW = 20_000;

export const isSpreadsheet = (content: Buffer): boolean => content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'));

/** The first sheet of an XLSX file as text. A formula stays a formula: it is never worked out, nor is what it once gave believed. Throws Refusal. */
export function readXlsx(content: Buffer): SheetRecord[] {
  try {
    const parts = unfold(content);
    const sheet = parts.get(firstSheet(parts));
    if (sheet === undefined) throw unreadable();
    return readSheet(sheet, readSharedTexts(parts.get('xl/sharedStrings.xml') ?? ''));
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error;
    // Whatever the unpacker or the parser stumbled over, the file is broken.
    throw unreadable();
  }
}

const unreadable = () =>
  sheetRefusal('unreadable', 'This spreadsheet cannot be read: save it again as XLSX, or as CSV');

/** The parts that are looked at, unpacked piece by piece so that a bomb is noticed before it has gone off. */
function unfold(content: Buffer): Map<string, string> {
  const parts = new Map<string, string>();
  let bytes = 0;
  let count = 0;
  const zip = new Unzip(file => {
    count += 1;
    if (count > MOST_PARTS) throw tooLarge();
    if (!/^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[^/]+\.xml)$/.test(file.name))
      return;
    const pieces: Uint8Array[] = [];
    file.ondata = (error, piece, isLast) => {
      if (error) throw error;
      bytes += piece.length;
      if (bytes > LARGEST_UNFOLDED_BYTES) throw tooLarge();
      pieces.push(piece);
      if (isLast) parts.set(file.name, Buffer.concat(pieces).toString('utf8'));
    };
    file.start();
  });
  zip.register(UnzipInflate);
  for (let at = 0; at < content.length; at += PIECE_BYTES)
    zip.push(content.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= content.length);
  return parts;
}

const tooLarge = () =>
  sheetRefusal(
    'too_large_inside',
    'This spreadsheet is far larger than a thousand rows: copy the two columns into a new one',
  );

function firstSheet(parts: Map<string, string>): string {
  let id = '';
  const targets = new Map<string, string>();
  walk(parts.get('xl/workbook.xml') ?? '', (name, attributes) => {
    if (name === 'sheet') id ||= attributes()['r:id'] ?? '';
  });
  walk(parts.get('xl/_rels/workbook.xml.rels') ?? '', (name, attributes) => {
    if (name === 'Relationship') targets.set(attributes().Id ?? '', attributes().Target ?? '');
  });
  const target = (targets.get(id) ?? 'worksheets/sheet1.xml').replace(/^\/?(xl\/)?/, '');
  return `xl/${target}`;
}

function readSharedTexts(xml: string): string[] {
  const texts: string[] = [];
  let isText = false;
  walk(
    xml,
    name => {
      if (name === 'si') texts.push('');
      isText = name === 't';
    },
    name => {
      if (name === 't') isText = false;
    },
    text => {
      if (isText) texts[texts.length - 1] += text;
    },
  );
  return texts;
}

function readSheet(xml: string, shared: string[]): SheetRecord[] {
  const records: SheetRecord[] = [];
  let row = 0;
  let cells: string[] = [];
  let column = 0;
  let cell = { kind: '', value: '', isFormula: false };
  let inside = '';
  walk(
    xml,
    (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes().r) || row + 1;
        cells = [];
        column = 0;
      }
      if (name === 'c') {
        const { r, t = 'n' } = attributes();
        column = r ? columnOf(r) : column + 1;
        cell = { kind: t, value: '', isFormula: false };
      }
      if (name === 'f') cell.isFormula = true;
      inside = name;
    },
    name => {
      inside = '';
      if (name === 'c' && column <= MOST_COLUMNS) {
        const value = cell.kind === 's' ? (shared[Number(cell.value)] ?? '') : cell.value;
        cells[column - 1] = cell.isFormula ? `=${value}` : plain(value, cell.kind);
      }
      const isRead = records.length < MOST_ROWS + 2 && row <= LAST_ROW;
      if (name === 'row' && isRead && cells.some(one => one?.trim()))
        records.push({ row, cells: Array.from(cells, one => one ?? '') });
    },
    text => {
      if (inside === 'v' || inside === 't') cell.value += text;
    },
  );
  return records;
}

/** A number as people would write it: 4012345678901, not 4.012345678901E12. */
const plain = (value: string, kind: string): string =>
  kind === 'n' && /e/i.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value;

/** 'B7' → 2 */
const columnOf = (place: string): number =>
  [...place.replace(/\d+/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

type Open = (name: string, attributes: () => Record<string, string>) => void;

/** Prefixes are left away: some programs write x:row. Entities beyond XML's own are not known here, so nothing can unfold. */
function walk(
  xml: string,
  onOpen: Open,
  onClose: (name: string) => void = () => {},
  onText: (text: string) => void = () => {},
): void {
  const parser = new Parser();
  const bare = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('openTag', (name, attributes, decode) =>
    onOpen(bare(name), () =>
      Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)])),
    ),
  );
  parser.on('closeTag', name => onClose(bare(name)));
  parser.on('text', (text, decode) => onText(decode(text)));
  parser.on('cdata', text => onText(text));
  parser.on('error', error => {
    throw error;
  });
  if (xml) parser.parse(xml);
}
