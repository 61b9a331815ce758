import { stringify } from 'csv-stringify/sync';
import { findPriceList, type ListRow, readListRows } from '#backoffice/commerce/pricing/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

const HEADER = ['sku', 'wholesaler', 'title', 'min_quantity', 'unit_price'];

/** A list as importPriceList takes it, piece by piece: UTF-8 with a byte order mark, prices as plain decimals. */
export async function exportPriceList(
  services: Services,
  { listId, wholesalerId }: { listId: string; wholesalerId: string | null },
): Promise<{ fileName: string; pieces: AsyncGenerator<string> }> {
  const list = await findPriceList(services.db, { id: listId, wholesalerId });
  if (!list) throw notFound('price list');
  const name = list.name.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'price-list';
  return { fileName: `${name.toLowerCase()}.csv`, pieces: pieces(services, listId) };
}

async function* pieces(services: Services, listId: string): AsyncGenerator<string> {
  yield stringify([HEADER], { bom: true });
  for await (const rows of readListRows(services.db, listId)) yield stringify(rows.map(record));
}

const record = (row: ListRow): string[] => [
  safe(row.sku),
  row.wholesaler,
  safe(row.variantTitle ? `${row.title} (${row.variantTitle})` : row.title),
  String(row.minQuantity),
  decimal(row.unitPriceCents),
];

/** A spreadsheet runs what begins like a formula. */
const safe = (text: string): string => (/^\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/.test(text) ? `'${text}` : text);

function decimal(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
