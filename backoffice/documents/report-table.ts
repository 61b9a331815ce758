/** A table without end: rows come a page at a time and are forgotten once written. */
export interface TableColumn {
  key: string;
  label: string;
  /** money: cents. rate: basis points. day: YYYY-MM-DD. time: ISO, UTC. */
  kind: 'text' | 'money' | 'integer' | 'rate' | 'day' | 'time';
}
export type TableRow = Record<string, string | number | null>;
export type TablePages = AsyncIterable<TableRow[]>;
