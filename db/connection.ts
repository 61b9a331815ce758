import knex, { type Knex } from 'knex';
import pg from 'pg';
import { PreparingClient } from './prepared-statements.ts';

export type Db = Knex | Knex.Transaction;

export interface ConnectOptions {
  /** The most connections this process opens; the embedded database serves them one at a time. */
  poolSize: number;
}

/** The role that the application acts as: it cannot change what is append only. */
export const APPLICATION_ROLE = 'stackr_app';

/** The same database as another role; empty: as whoever signs in. The embedded database has one session and stays its owner. */
export function urlAs(role: string, url: string): string {
  if (!role) return url;
  const changed = new URL(url);
  changed.searchParams.set('options', `-c role=${role}`);
  return changed.href;
}

export function connect(url: string, { poolSize }: ConnectOptions): Knex {
  return knex({
    client: PreparingClient,
    connection: connectionSettings(url),
    pool: { min: 0, max: poolSize },
    acquireConnectionTimeout: 15_000,
  });
}

/** For the libraries that bring their own pool (identity, queue), so that a value has one form in the whole process. */
export function connectionSettings(url: string) {
  return { connectionString: url, types: { getTypeParser } };
}

/** The embedded database is one session shared by every connection: no query may run beside an open transaction. */
export async function isEmbedded(db: Db): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { version: string }[] }>('select version()');
  return rows[0]!.version.includes('PGlite');
}

const { builtins, getTypeParser: defaultParser } = pg.types;
const textArray = 1009 as number;
const int8Array = 1016;
const dateArray = 1182;

const ownParsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [builtins.DATE, text => text],
  [int8Array, text => strings(text).map(safeInteger)],
  [dateArray, strings],
]);

// biome-ignore lint/suspicious/noExplicitAny: a column's value has no type before its query gives it one
function getTypeParser(oid: number, format?: any): any {
  return (format !== 'binary' && ownParsers.get(oid)) || defaultParser(oid, format);
}

function strings(text: string): string[] {
  return defaultParser(textArray)(text);
}

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript integer`);
  return value;
}
