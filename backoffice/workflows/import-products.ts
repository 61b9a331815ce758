import type { Knex } from 'knex';
import {
  closeImport,
  type ImportCounts,
  type ImportRow,
  keepImportRows,
  openImport,
} from '#backoffice/commerce/product/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { importProduct, type ProductResult, type Seen } from './import-products/import-product.ts';
import { type RowGroup, readCsv, type Unreadable } from './import-products/read-csv.ts';

export interface ImportRequest {
  wholesalerId: string;
  fileName: string;
  csv: string | AsyncIterable<Buffer | string>;
  /** Does everything, keeps nothing but the report. */
  isDryRun: boolean;
  requestedBy: string | null;
  /** What new products become that have a category and are for sale in the file. */
  newStatus?: 'draft' | 'pending';
}

export interface ImportReport extends ImportCounts {
  id: string;
  isDryRun: boolean;
  rows: ImportRow[];
}

/**
 * Takes a Shopify product CSV, product by product: created, updated, unchanged or failed, with what to do about it. Each product has
 * its savepoint, so a bad one leaves the good alone; a few products share a transaction, so that no buyer waits long for a lock.
 * A dry run goes the same way and is rolled back. A crash leaves what was committed; importing again changes nothing twice.
 * Throws Refusal when the file is not such a CSV or too large.
 */
export async function importProducts(services: Services, request: ImportRequest): Promise<ImportReport> {
  const { db, now } = services;
  const importId = await openImport(db, request);
  const report: ImportReport = {
    id: importId,
    isDryRun: request.isDryRun,
    created: 0,
    updated: 0,
    unchanged: 0,
    failed: 0,
    rows: [],
  };
  try {
    await importAll(services, request, report);
  } catch (error) {
    // A file that is refused halfway keeps what came before it; the record says how much that was.
    if (error instanceof Refusal) await closeImport(db, importId, report, now());
    throw error;
  }
  await closeImport(db, importId, report, now());
  return report;
}

async function importAll(services: Services, request: ImportRequest, report: ImportReport): Promise<void> {
  const seen: Seen = { handles: new Set(), skus: new Map() };
  const source = typeof request.csv === 'string' ? [request.csv] : request.csv;
  for await (const groups of batches(readCsv(from(source)), PRODUCTS_A_TRANSACTION)) {
    const outcomes = await importBatch(services, { ...request, importId: report.id, groups, seen });
    for (const { outcome, rows } of outcomes) {
      report[outcome] += 1;
      report.rows.push(...rows);
    }
  }
}

const PRODUCTS_A_TRANSACTION = 20;

type Batch = ImportRequest & { importId: string; groups: (RowGroup | Unreadable)[]; seen: Seen };

async function importBatch(services: Services, batch: Batch): Promise<ProductResult[]> {
  const outcomes: ProductResult[] = [];
  await services.db.transaction(async trx => {
    await keptUnless(batch.isDryRun, trx, async savepoint => {
      for (const group of batch.groups) outcomes.push(await importOne(services, savepoint, batch, group));
    });
    await keepImportRows(
      trx,
      batch.importId,
      outcomes.flatMap(one => one.rows),
    );
  });
  return outcomes;
}

function importOne(
  services: Services,
  trx: Knex.Transaction,
  batch: Batch,
  group: RowGroup | Unreadable,
): Promise<ProductResult> {
  if ('problem' in group)
    return Promise.resolve({
      outcome: 'failed',
      rows: [{ row: group.row, handle: '', outcome: 'failed', messages: [group.problem] }],
    });
  const { wholesalerId, requestedBy, newStatus = 'draft', seen } = batch;
  return importProduct(services, trx, group, { wholesalerId, requestedBy, newStatus, seen });
}

/** Runs the work in a savepoint and takes it back when it is only a rehearsal. */
async function keptUnless(
  isRehearsal: boolean,
  trx: Knex.Transaction,
  work: (savepoint: Knex.Transaction) => Promise<void>,
) {
  const rehearsed = new Error('rehearsed');
  try {
    await trx.transaction(async savepoint => {
      await work(savepoint);
      if (isRehearsal) throw rehearsed;
    });
  } catch (error) {
    if (error !== rehearsed) throw error;
  }
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* from(source: Iterable<string> | AsyncIterable<Buffer | string>): AsyncGenerator<Buffer | string> {
  yield* source;
}
