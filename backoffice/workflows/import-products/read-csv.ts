import { finished } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { type CsvRow, cell, missingColumns } from '#backoffice/commerce/product/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';

export const LARGEST_FILE_BYTES = 20_000_000;
export const MOST_ROWS = 50_000;
const LARGEST_ROW_BYTES = 400_000;
/** 100 variants and 30 pictures, and some: more rows than that are not one product. */
const MOST_ROWS_OF_A_PRODUCT = 300;

/** The rows of one handle that follow each other. */
export interface RowGroup {
  handle: string;
  rows: CsvRow[];
}

/** Where the file could not be read any further, and why; everything before it was. */
export interface Unreadable {
  row: number;
  problem: string;
}

/**
 * Reads a Shopify product CSV product by product; at most one product is in memory. Commas, semicolons or tabs, with or without
 * a byte order mark, any line ending. Throws Refusal when it is no such file or too large.
 */
export async function* readCsv(source: AsyncIterable<Buffer | string>): AsyncGenerator<RowGroup | Unreadable> {
  let group: RowGroup | null = null;
  let number = 1;
  try {
    for await (const cells of readRecords(source, header)) {
      number += 1;
      if (number > MOST_ROWS + 1) throw tooLarge(`The file has more than ${MOST_ROWS.toLocaleString('en')} rows`);
      const row = { number, cells: cells as Record<string, string> };
      const handle = cell(row, 'handle');
      if (group && group.handle === handle && handle !== '' && group.rows.length < MOST_ROWS_OF_A_PRODUCT) {
        group.rows.push(row);
        continue;
      }
      if (group) yield group;
      group = { handle, rows: [row] };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (group) yield group;
    yield { row: number + 1, problem: `The file cannot be read from here on: ${sentence(error)}` };
    return;
  }
  if (group) yield group;
}

/** Records leave the parser as it reads them, so that those before a fault are not lost with it. */
export async function* readRecords(
  source: AsyncIterable<Buffer | string>,
  header: (names: string[]) => string[],
): AsyncGenerator<unknown> {
  const chunks = bounded(source)[Symbol.asyncIterator]();
  const start = await firstLine(chunks);
  let read: unknown[] = [];
  let hasHeader = false;
  const parser = parse({
    bom: true,
    columns: (names: string[]) => {
      hasHeader = true;
      return header(names);
    },
    delimiter: delimiterOf(start),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LARGEST_ROW_BYTES,
    on_record: record => {
      read.push(record);
      return null;
    },
  }).resume();
  // Whoever waits for a write or the end hears of an error there.
  parser.on('error', () => {});
  const taken = () => {
    const records = read;
    read = [];
    return records;
  };
  try {
    for await (const chunk of resumed(start, chunks)) {
      await new Promise<void>((done, fail) => parser.write(chunk, error => (error ? fail(error) : done())));
      yield* taken();
    }
    parser.end();
    await finished(parser, { readable: false });
  } catch (error) {
    yield* taken();
    throw error;
  }
  if (!hasHeader) header([]);
  yield* taken();
}

async function* bounded(source: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of source) {
    const buffer = Buffer.from(chunk as Buffer);
    bytes += buffer.length;
    if (bytes > LARGEST_FILE_BYTES) throw tooLarge(`The file is larger than ${LARGEST_FILE_BYTES / 1_000_000} MB`);
    for (let at = 0; at < buffer.length; at += CHUNK_BYTES) yield buffer.subarray(at, at + CHUNK_BYTES);
  }
}

/** What is parsed at a time, however large the pieces are in which the file comes. */
const CHUNK_BYTES = 65_536;

async function firstLine(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let start = Buffer.alloc(0);
  while (!start.includes(10) && !start.includes(13) && start.length < LARGEST_ROW_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  return start;
}

async function* resumed(start: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield start;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}

/** Spreadsheets in many countries export with semicolons; the header tells, for none of its names holds one. */
function delimiterOf(start: Buffer): string {
  const line = start.toString('utf8').split(/[\r\n]/, 1)[0]!;
  const count = (character: string) => line.split(character).length;
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
}

function header(names: string[]): string[] {
  const missing = missingColumns(names);
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw new Refusal(
      'malformed',
      'not_a_product_csv',
      `This is not a product file as Shopify exports it: ${list} is missing`,
    );
  }
  return names.map(name => name.trim().toLowerCase());
}

export function sentence(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return 'a quote is opened and never closed. Close it, or double quotes inside a text';
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'a row is far too long; a quote before it is probably not closed';
  return error.message;
}

export const tooLarge = (message: string) =>
  new Refusal('malformed', 'file_too_large', `${message}. Split it and import the parts`);
