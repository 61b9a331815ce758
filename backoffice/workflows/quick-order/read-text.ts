import { CsvError, parse } from 'csv-parse/sync';
import { MOST_ROWS, type SheetRecord, sheetRefusal } from '#backoffice/commerce/quick-order/index.ts';

const LONGEST_LINE = 10_000;

/** What was pasted, or a text file: tab, semicolon, comma or spaces between the cells, quoted or not. Throws Refusal. */
export function readText(text: string): SheetRecord[] {
  const plain = text.replace(/^\ufeff/, '');
  const delimiter = delimiterOf(plain);
  try {
    const parsed = parse(plain, {
      delimiter,
      to: MOST_ROWS + 2,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      trim: delimiter !== '\t',
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      max_record_size: LONGEST_LINE,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return parsed.map(({ record, info }) => ({
      row: info.lines,
      cells: delimiter === ' ' ? codeAndLast(record) : record,
    }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isQuote = error.code === 'CSV_QUOTE_NOT_CLOSED';
    throw sheetRefusal(
      'unreadable',
      isQuote
        ? 'A quote is opened and never closed: close it, or take it away'
        : 'This cannot be read as rows of SKU and quantity',
    );
  }
}

/** Bytes of a text file: UTF-8, Excel's “Unicode text” (UTF-16), or the old Windows letters. Throws Refusal for anything else. */
export function decodeText(content: Buffer): string {
  if (content[0] === 0xff && content[1] === 0xfe) return new TextDecoder('utf-16le').decode(content);
  if (content.includes(0))
    throw sheetRefusal('unsupported', 'This is no text and no spreadsheet: send a CSV, TXT or XLSX file');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

/** The first that divides most lines; a space when none does. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 100_000)
    .split(/\r\n|\r|\n/)
    .filter(line => line.trim() !== '')
    .slice(0, 100);
  return ['\t', ';', ','].find(one => lines.filter(line => line.includes(one)).length * 2 > lines.length) ?? ' ';
}

/** Between spaces only the last word is a quantity; a SKU may hold some itself. */
function codeAndLast(cells: string[]): string[] {
  const words = cells.filter(cell => cell !== '');
  return words.length > 2 ? [words.slice(0, -1).join(' '), words.at(-1)!] : words;
}
