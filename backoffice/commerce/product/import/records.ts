import type { Db } from '#db/connection.ts';

export interface ImportRow {
  row: number;
  handle: string;
  outcome: 'created' | 'updated' | 'unchanged' | 'failed';
  messages: string[];
}

export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

export async function openImport(
  db: Db,
  opening: { wholesalerId: string; fileName: string; isDryRun: boolean; requestedBy: string | null },
): Promise<string> {
  const [row] = await db('imports')
    .insert({
      wholesaler_id: opening.wholesalerId,
      file_name: opening.fileName,
      is_dry_run: opening.isDryRun,
      requested_by: opening.requestedBy,
    })
    .returning('id');
  return row.id;
}

export async function keepImportRows(trx: Db, importId: string, rows: ImportRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx.raw(
    `insert into import_rows (import_id, row_number, handle, outcome, messages)
     select :importId, r."row", r.handle, r.outcome, r.messages
     from jsonb_to_recordset(:rows::jsonb) as r("row" integer, handle text, outcome text, messages jsonb)`,
    { importId, rows: JSON.stringify(rows) },
  );
}

/** counts are of products, not of rows. */
export async function closeImport(db: Db, importId: string, counts: ImportCounts, now: Date): Promise<void> {
  await db('imports')
    .where({ id: importId })
    .update({
      product_count: counts.created + counts.updated + counts.unchanged + counts.failed,
      created_count: counts.created,
      updated_count: counts.updated,
      unchanged_count: counts.unchanged,
      failed_count: counts.failed,
      finished_at: now,
    });
}
