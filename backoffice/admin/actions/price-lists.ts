import { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import type { Services } from '#backoffice/services.ts';
import { exportPriceList } from '#backoffice/workflows/export-price-list.ts';
import { importPriceList } from '#backoffice/workflows/import-price-list.ts';
import { FORMS } from '../components/index.ts';
import { recordStep } from './perform.ts';

/** A wholesaler's list is its own to fill; a platform's list is filled by admins. */
const ownerOf = (record: Record<string, unknown>): string | null => (record.wholesaler_id as string | null) || null;

export const priceListActions = (services: Services) => ({
  importPrices: recordStep({
    label: 'Import prices',
    icon: 'Upload',
    roles: ['wholesaler', 'admin'],
    component: FORMS.importProducts,
    consequence:
      'Takes a CSV with the columns sku, min_quantity and unit_price (or the word remove). Try it first: every row is answered, and nothing is kept. Prices the file does not name stay as they are.',
    run: async ({ id, record, input, viewer }) => {
      const isDryRun = input.commit !== 'true' && input.commit !== true;
      const report = await importPriceList(services, {
        listId: id,
        wholesalerId: viewer.wholesalerId ?? ownerOf(record),
        csv: String(input.csv ?? ''),
        isDryRun,
      });
      const rows = report.rows.map(({ sku, notes, ...row }) => ({
        ...row,
        handle: sku,
        messages: notes.map(note => `${note.field}: ${note.message}. ${note.fix}.`),
      }));
      return {
        message: isDryRun ? 'This is what the import would do' : 'The import is done',
        data: { ...report, rows },
      };
    },
  }),
  exportPrices: recordStep({
    label: 'Export prices',
    icon: 'Download',
    roles: ['wholesaler', 'admin'],
    component: FORMS.download,
    consequence: 'Writes the list as a CSV, as the import takes it.',
    run: async ({ id, record, viewer }) => {
      const wholesalerId = viewer.wholesalerId ?? ownerOf(record);
      const { fileName, pieces } = await exportPriceList(services, { listId: id, wholesalerId });
      return { message: 'The list is ready', data: { fileName, text: await readAll(Readable.from(pieces)) } };
    },
  }),
});
