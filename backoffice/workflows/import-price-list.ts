import { CsvError } from 'csv-parse';
import { changeTiers, findListed, findPriceList, type TierChange } from '#backoffice/commerce/pricing/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { enqueueSearchSync } from './enqueue-search-sync.ts';
import { matchRow, type ReadRow, type RowNote, readHeader, readRow, tierNotes } from './import-price-list/read-row.ts';
import { MOST_ROWS, readRecords, sentence, tooLarge } from './import-products/read-csv.ts';

export interface PriceListImport {
  listId: string;
  /** Whose list; null: the platform's, whose rows may name the wholesaler. */
  wholesalerId: string | null;
  csv: string | AsyncIterable<Buffer | string>;
  /** Judges every row, changes nothing. */
  isDryRun: boolean;
}
export interface ImportedRow {
  row: number;
  sku: string;
  outcome: 'created' | 'updated' | 'unchanged' | 'removed' | 'failed';
  notes: RowNote[];
}
export interface PriceListReport {
  isDryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  failed: number;
  rows: ImportedRow[];
}

const ROWS_A_TRANSACTION = 500;

/**
 * Takes a list's CSV (sku, min_quantity, unit_price; or the word remove), some hundred rows a transaction: a bad row is answered and left
 * alone, the good ones are taken. Tiers the file does not name stay. Importing again changes nothing; a crash leaves whole batches.
 * Throws Refusal when it is no such file or too large.
 */
export async function importPriceList(services: Services, request: PriceListImport): Promise<PriceListReport> {
  const list = await findPriceList(services.db, { id: request.listId, wholesalerId: request.wholesalerId });
  if (!list) throw notFound('price list');
  const report = { isDryRun: request.isDryRun, created: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 };
  const rows: ImportedRow[] = [];
  const seen = new Map<string, number>();
  for await (const batch of batches(readRows(request.csv))) {
    const read = batch.filter((one): one is ReadRow => 'minQuantity' in one);
    rows.push(...batch.filter((one): one is ImportedRow => 'outcome' in one));
    rows.push(...(await importBatch(services, request, read, seen)));
  }
  for (const row of rows) report[row.outcome] += 1;
  return { ...report, rows: rows.sort((a, b) => a.row - b.row) };
}

async function importBatch(
  services: Services,
  { listId, wholesalerId, isDryRun }: PriceListImport,
  read: ReadRow[],
  seen: Map<string, number>,
): Promise<ImportedRow[]> {
  const answers: ImportedRow[] = [];
  const changes: TierChange[] = [];
  const productIds = new Set<string>();
  await services.db.transaction(async trx => {
    const listed = await findListed(trx, { listId, wholesalerId, skus: [...new Set(read.map(row => row.sku))] });
    for (const row of read) {
      const variant = matchRow(row, listed);
      const failed = (note: RowNote) => answers.push({ row: row.row, sku: row.sku, outcome: 'failed', notes: [note] });
      if ('field' in variant) {
        failed(variant);
        continue;
      }
      const key = `${variant.variantId} ${row.minQuantity}`;
      const before = seen.get(key);
      if (before !== undefined) {
        const message = `Row ${before} has a price from ${row.minQuantity} on already`;
        failed({ field: 'min_quantity', message, fix: 'Keep one of them' });
        continue;
      }
      seen.set(key, row.row);
      const outcome = outcomeOf(row, variant.tiers.find(tier => tier.minQuantity === row.minQuantity)?.unitPriceCents);
      answers.push({ row: row.row, sku: row.sku, outcome, notes: tierNotes(row, variant) });
      if (outcome === 'unchanged') continue;
      changes.push({ variantId: variant.variantId, minQuantity: row.minQuantity, unitPriceCents: row.unitPriceCents });
      productIds.add(variant.productId);
    }
    if (isDryRun || changes.length === 0) return;
    await changeTiers(trx, listId, changes);
    await enqueueSearchSync(services.queue, trx, [...productIds]);
  });
  return answers;
}

function outcomeOf(row: ReadRow, nowCents: number | undefined): ImportedRow['outcome'] {
  if (row.unitPriceCents === null) return nowCents === undefined ? 'unchanged' : 'removed';
  if (nowCents === undefined) return 'created';
  return nowCents === row.unitPriceCents ? 'unchanged' : 'updated';
}

/** What the parser cannot read is a failed row, and the end. */
async function* readRows(csv: PriceListImport['csv']): AsyncGenerator<ReadRow | ImportedRow> {
  let row = 1;
  try {
    for await (const cells of readRecords(from(typeof csv === 'string' ? [csv] : csv), readHeader)) {
      row += 1;
      if (row > MOST_ROWS + 1) throw tooLarge(`The file has more than ${MOST_ROWS.toLocaleString('en')} rows`);
      const read = readRow(row, cells as Record<string, string>);
      const sku = (cells as Record<string, string>).sku ?? '';
      yield Array.isArray(read) ? { row, sku, outcome: 'failed', notes: read } : read;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const notes = [{ field: 'file', message: 'The file cannot be read from here on', fix: sentence(error) }];
    yield { row: row + 1, sku: '', outcome: 'failed', notes };
  }
}

async function* from(source: Iterable<string> | AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  yield* source;
}

async function* batches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < ROWS_A_TRANSACTION) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
