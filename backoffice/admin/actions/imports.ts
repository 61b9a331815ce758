import type { Services } from '#backoffice/services.ts';
import { importProducts } from '#backoffice/workflows/import-products.ts';
import { FORMS } from '../components/index.ts';
import { tableStep, text } from './perform.ts';

export const importActions = (services: Services) => ({
  importProducts: tableStep({
    label: 'Import products',
    icon: 'Upload',
    roles: ['wholesaler'],
    component: FORMS.importProducts,
    consequence:
      'Takes Shopify’s product CSV as it is exported. Try it first: every row is answered, and nothing is kept. New products become drafts; a second import updates them.',
    run: async ({ input, viewer }) => {
      const isDryRun = input.commit !== 'true' && input.commit !== true;
      const report = await importProducts(services, {
        wholesalerId: viewer.wholesalerId!,
        fileName: text(input.fileName) ?? 'import.csv',
        csv: String(input.csv ?? ''),
        isDryRun,
        requestedBy: viewer.id,
      });
      return { message: isDryRun ? 'This is what the import would do' : 'The import is done', data: report };
    },
  }),
});
