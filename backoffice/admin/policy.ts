import type { Knex } from 'knex';
import type { Viewer } from './viewer.ts';

// biome-ignore lint/suspicious/noExplicitAny: knex's builder changes its row type at every step
export type Rows = Knex.QueryBuilder<any, any>;

/** Which rows and columns of a table the panel shows, to whom. What is not listed does not exist for it. */
export interface Policy {
  table: string;
  /** Read, filtered and sorted by. The first is the key. */
  columns: readonly string[];
  /** Written by the stock forms; everything else changes through actions that call workflows. */
  writable?: readonly string[];
  readers: readonly Viewer['role'][];
  writers?: readonly Viewer['role'][];
  /** Narrows to a wholesaler's own rows. Without it the table is closed to wholesalers, whatever readers says. */
  ofWholesaler?: (rows: Rows, wholesalerId: string) => Rows;
  /** Narrows to what finance may see. */
  ofFinance?: (rows: Rows) => Rows;
  /** The column that is forced to the wholesaler's id in what it creates. */
  tenantColumn?: string;
  /** Foreign keys a wholesaler may only point at its own rows with: [column, table with a wholesaler_id]. */
  ownReferences?: readonly (readonly [column: string, table: string])[];
  /** Of what a wholesaler sees, the rows it may change. Without it: all of them. */
  ownedByWholesaler?: (rows: Rows, wholesalerId: string) => Rows;
  /** What creating adds that no form asks for. */
  onCreate?: (row: Record<string, unknown>) => Record<string, unknown>;
  /** A workflow that writes instead of the stock form, with its own audit. Throws Refusal. */
  update?: (given: { id: string; change: Record<string, unknown>; viewer: Viewer }) => Promise<void>;
}

export const byColumn =
  (column = 'wholesaler_id') =>
  (rows: Rows, wholesalerId: string): Rows =>
    rows.where(column, wholesalerId);

/** For tables that belong to a wholesaler through another one. */
export const through =
  (column: string, table: string, key = 'id', tenant = 'wholesaler_id') =>
  (rows: Rows, wholesalerId: string): Rows =>
    rows.whereIn(column, (sub: Rows) => void sub.select(key).from(table).where(tenant, wholesalerId));

/** The one door to a table: narrowed for a wholesaler and where it says so for finance, whole for admins, shut for everyone else. */
export function openRows(rows: Rows, policy: Policy, viewer: Viewer): Rows {
  if (!policy.readers.includes(viewer.role)) return rows.whereRaw('false');
  if (viewer.role === 'finance' && policy.ofFinance) return policy.ofFinance(rows);
  if (viewer.role !== 'wholesaler' && !viewer.wholesalerId) return rows;
  if (!policy.ofWholesaler || !viewer.wholesalerId) return rows.whereRaw('false');
  return policy.ofWholesaler(rows, viewer.wholesalerId);
}

export const mayWrite = (policy: Policy, viewer: Viewer): boolean => policy.writers?.includes(viewer.role) ?? false;
