import { stringify } from 'csv-stringify/sync';
import { decimal, safeText } from './cell.ts';
import type { TableColumn, TablePages } from './report-table.ts';

/** UTF-8 with a byte order mark, for spreadsheets. Amounts and rates (in percent) are plain decimals with a point. */
export async function* writeCsv(columns: TableColumn[], pages: TablePages): AsyncGenerator<Buffer> {
  const header = columns.map(({ label, kind }) => (kind === 'rate' ? `${label} (%)` : label));
  yield Buffer.from(stringify([header], { bom: true, record_delimiter: 'windows' }));
  for await (const rows of pages) {
    const records = rows.map(row => columns.map(column => cell(column, row[column.key] ?? null)));
    yield Buffer.from(stringify(records, { record_delimiter: 'windows' }));
  }
}

function cell({ kind }: TableColumn, value: string | number | null): string {
  if (value === null) return '';
  if (kind === 'money') return decimal(Number(value));
  if (kind === 'rate') return String(Number(value) / 100);
  return kind === 'text' ? safeText(String(value)) : String(value);
}
