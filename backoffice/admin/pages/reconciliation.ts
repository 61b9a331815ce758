import { listDifferences, readOverview } from '#backoffice/commerce/reconciliation/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { ReconciliationData } from '../components/reconciliation.tsx';
import type { Viewer } from '../viewer.ts';

const SHOWN = 50;

export async function readReconciliationPage(services: Services, viewer: Viewer): Promise<ReconciliationData> {
  if (viewer.role === 'wholesaler')
    return { runs: [], totals: [], open: 0, proposed: 0, differences: [], hasMore: false, stripeUrl: null };
  const overview = await readOverview(services.db);
  const { items, next } = await listDifferences(services.db, { isOpen: true, after: null, limit: SHOWN });
  return {
    ...overview,
    differences: items.map(row => ({ ...row, occurredAt: row.occurredAt.toISOString() })),
    hasMore: next !== null,
    stripeUrl: services.settings.stripeDashboardUrl,
  };
}
