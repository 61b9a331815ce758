import { REPORTS, summarise } from '#backoffice/commerce/report/index.ts';
import { exportReport, refusePeriod } from '#backoffice/workflows/export-report.ts';
import type { Routes } from '../route.ts';
import { streamFile } from '../send-file.ts';

export const reportRoutes: Routes = on => {
  on('readReport', async ({ services, params, query }) => {
    refusePeriod(query);
    const report = REPORTS[params.report];
    const { columns, groups, totals } = await summarise(report, services.db, query);
    return {
      ...{ title: report.title, about: report.about, groupLabel: report.groupBy.label, groups, totals },
      columns: columns.map(({ label, kind }) => ({ label, kind })),
    };
  });

  on('exportReport', async ({ services, params, query, response }) => {
    await streamFile(response, await exportReport(services, { ...params, ...query }));
    return undefined;
  });
};
