import { REPORT_NAMES, REPORTS, readAccountingSettings } from '#backoffice/commerce/report/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { ReportsData } from '../components/reports.tsx';
import type { Viewer } from '../viewer.ts';

/** What there is to report; the numbers come from the API, which the downloads come from, too. */
export async function readReportsPage(services: Services, viewer: Viewer): Promise<ReportsData> {
  const today = services.now().toISOString().slice(0, 10);
  if (viewer.role === 'wholesaler') return { today, reports: [], accounting: { unmapped: [], tooLong: [] } };
  const { unmapped, tooLong } = await readAccountingSettings(services.db);
  return {
    today,
    reports: REPORT_NAMES.map(name => ({ name, title: REPORTS[name].title, about: REPORTS[name].about })),
    accounting: { unmapped, tooLong },
  };
}
