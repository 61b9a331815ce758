import type { Db } from '#db/connection.ts';

/** UTC days, both within. */
export interface Period {
  from: string;
  to: string;
}

/** money: cents of the row's currency. rate: basis points. day: YYYY-MM-DD. time: ISO, UTC. */
export interface Column {
  key: string;
  label: string;
  kind: 'text' | 'money' | 'integer' | 'rate' | 'day' | 'time';
}
export type Row = Record<string, string | number | null> & { currency: string };

export interface Report {
  title: string;
  /** What is in it, in a sentence. */
  about: string;
  columns: Column[];
  /** Summaries show a line for each value of this, with the sums of these columns; a row of another status than counted is left out. */
  groupBy: { label: string; key: string };
  sums: string[];
  counts?: (row: Row) => boolean;
  /** Where adding up every row would take too long for a screen: the groups by one statement. */
  groups?: (db: Db, period: Period) => Promise<Group[]>;
  /** One page, and where the next begins. Pages are short, so that a million rows never lie in memory, nor in one transaction. */
  page: (db: Db, asked: Asked) => Promise<Page>;
}
export type Cursor = Record<string, string | number>;
/** limit: about how many rows. */
export interface Asked extends Period {
  after: Cursor | null;
  limit: number;
}
/** The sums of a report's columns over the rows of one group and currency. */
export interface Group {
  name: string;
  currency: string;
  rows: number;
  sums: number[];
}
export interface Page {
  rows: Row[];
  next: Cursor | null;
}

const PAGE_ROWS = 2_000;

/** All rows of a period, a page at a time. */
export async function* pagesOf(report: Report, db: Db, { from, to }: Period, limit = PAGE_ROWS): AsyncGenerator<Row[]> {
  for (let after: Cursor | null = null; ; ) {
    const { rows, next }: Page = await report.page(db, { from, to, after, limit });
    if (rows.length > 0) yield rows;
    if (!next) return;
    after = next;
  }
}

/** Bindings of a page's statement. */
export const bounds = ({ from, to, after, limit }: Asked, keys: string[]) => ({
  from,
  to,
  limit,
  ...Object.fromEntries(keys.map(key => [key, after?.[key] ?? null])),
});

/** Whole UTC days of a column. */
export const within = (column: string): string =>
  `${column} >= cast(:from as timestamp) at time zone 'UTC' and ${column} < (cast(:to as timestamp) + interval '1 day') at time zone 'UTC'`;
/** Behind a cursor of an instant and an id. Nothing but a comparison of rows, or the index would be read from the period's beginning for every page. */
export const behind = (at: string, id: string): string =>
  `(${at}, ${id}) > (coalesce(cast(:at as timestamptz), '-infinity'), coalesce(cast(:id as uuid), '00000000-0000-0000-0000-000000000000'))`;
/** As a file shows them. */
export const dayOf = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD')`;
export const timeOf = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

export const text = (key: string, label: string): Column => ({ key, label, kind: 'text' });
export const money = (key: string, label: string): Column => ({ key, label, kind: 'money' });
export const integer = (key: string, label: string): Column => ({ key, label, kind: 'integer' });
export const day = (key: string, label: string): Column => ({ key, label, kind: 'day' });
export const time = (key: string, label: string): Column => ({ key, label, kind: 'time' });
export const rate = (key: string, label: string): Column => ({ key, label, kind: 'rate' });

/** A keyset answer: the cursor is the last row's, and nothing follows a page that was not full. */
export function cut(rows: (Row & { cursor: Cursor })[], limit: number): Page {
  const next = rows.length < limit ? null : rows.at(-1)!.cursor;
  return { rows: rows.map(({ cursor: _, ...row }) => row as Row), next };
}
