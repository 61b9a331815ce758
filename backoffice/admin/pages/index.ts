import type { AdminPage } from 'adminjs';
import type { Services } from '#backoffice/services.ts';
import { PAGES } from '../components/index.ts';
import { readBalancePage } from '../dashboard/balance.ts';
import { type Viewer, viewerOf } from '../viewer.ts';
import { readStatementPage, readTrialBalancePage } from './accounts.ts';
import { readAttentionPage } from './attention.ts';
import { readCommissionPage } from './commission.ts';
import { readReconciliationPage } from './reconciliation.ts';
import { readReportsPage } from './reports.ts';

type Read = (services: Services, viewer: Viewer, query: Record<string, unknown>) => Promise<unknown>;

/** Pages that are not one table. Each answers by who looks; components/sidebar-pages.tsx says whose menu names it. */
export function panelPages(services: Services): Record<string, AdminPage> {
  const page = (component: string, icon: string, read: Read): AdminPage => ({
    component,
    icon,
    handler: async (
      request: { query?: Record<string, unknown> },
      _response: unknown,
      context: { currentAdmin?: unknown },
    ) => read(services, viewerOf(context), request.query ?? {}),
  });
  return {
    balance: page(PAGES.balance, 'DollarSign', readBalancePage),
    attention: page(PAGES.attention, 'Bell', readAttentionPage),
    reports: page(PAGES.reports, 'BarChart2', readReportsPage),
    trialBalance: page(PAGES.trialBalance, 'Columns', readTrialBalancePage),
    commission: page(PAGES.commission, 'Percent', readCommissionPage),
    statement: page(PAGES.statement, 'List', readStatementPage),
    reconciliation: page(PAGES.reconciliation, 'CheckSquare', readReconciliationPage),
  };
}
