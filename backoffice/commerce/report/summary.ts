import type { Db } from '#db/connection.ts';
import { type Column, type Period, pagesOf, type Report } from './report.ts';

export interface Summary {
  columns: Column[];
  /** A line for each group and currency, by name. */
  groups: { name: string; currency: string; rows: number; sums: number[] }[];
  totals: { currency: string; rows: number; sums: number[] }[];
}

/** The sums of the very rows that the files have, so that they cannot differ. */
export async function summarise(report: Report, db: Db, period: Period): Promise<Summary> {
  const groups = new Map<string, Summary['groups'][number]>();
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
  const sorted = [...groups.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.currency.localeCompare(b.currency),
  );
  return {
    columns: report.sums.map(key => report.columns.find(column => column.key === key)!),
    groups: sorted,
    totals: totalsOf(sorted),
  };
}

function totalsOf(groups: Summary['groups']): Summary['totals'] {
  return [...Map.groupBy(groups, group => group.currency)].map(([currency, own]) => ({
    currency,
    rows: own.reduce((sum, group) => sum + group.rows, 0),
    sums: own[0]!.sums.map((_, index) => own.reduce((sum, group) => sum + group.sums[index]!, 0)),
  }));
}
