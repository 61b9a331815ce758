import type { Db } from '#db/connection.ts';
import { type Column, type Group, type Period, pagesOf, type Report } from './report.ts';

export interface Summary {
  columns: Column[];
  /** A line for each group and currency, by name. */
  groups: Group[];
  totals: Omit<Group, 'name'>[];
}

export async function summarise(report: Report, db: Db, period: Period): Promise<Summary> {
  const groups = await (report.groups?.(db, period) ?? addUp(report, db, period));
  const sorted = groups.sort((a, b) => a.name.localeCompare(b.name) || a.currency.localeCompare(b.currency));
  return {
    columns: report.sums.map(key => report.columns.find(column => column.key === key)!),
    groups: sorted,
    totals: totalsOf(sorted),
  };
}

/** The very rows that the files have. */
async function addUp(report: Report, db: Db, period: Period): Promise<Group[]> {
  const groups = new Map<string, Group>();
  for await (const rows of pagesOf(report, db, period)) {
    for (const row of rows) {
      if (report.counts && !report.counts(row)) continue;
      const name = String(row[report.groupBy.key] ?? '–');
      const key = `${name}\n${row.currency}`;
      const group = groups.get(key) ?? { name, currency: row.currency, rows: 0, sums: report.sums.map(() => 0) };
      group.rows += 1;
      for (const [index, column] of report.sums.entries()) group.sums[index]! += Number(row[column] ?? 0);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function totalsOf(groups: Group[]): Summary['totals'] {
  return [...Map.groupBy(groups, group => group.currency)].map(([currency, own]) => ({
    currency,
    rows: own.reduce((sum, group) => sum + group.rows, 0),
    sums: own[0]!.sums.map((_, index) => own.reduce((sum, group) => sum + group.sums[index]!, 0)),
  }));
}
