import { createHash } from 'node:crypto';
import Postgres from 'knex/lib/dialects/postgres/index.js';

const MOST_NAMES = 1000;
const RESULT_TYPE_CHANGED = '0A000';

interface Connection {
  query(
    config: { text: string; values: unknown[]; name?: string },
    done: (error: unknown, response: unknown) => void,
  ): void;
  __knex__disposed?: unknown;
}
interface Query {
  sql?: string;
  bindings?: unknown[];
  response?: unknown;
}

/** By text; null: sent once so far. Bounded, for texts made of lists of values would fill the server. */
const names = new Map<string, string | null>();
/** Clients' configurations; knex makes a client anew for each transaction, but hands this on. */
const embedded = new WeakSet<object>();

/**
 * Postgres as knex speaks it, but a statement that comes again is prepared, once a connection: planning is a third of what our
 * catalogue reads cost. On the embedded database nothing is named, for its connections share one session.
 */
export class PreparingClient extends Postgres {
  override _parseVersion(version: string): string {
    if (version.includes('PGlite')) embedded.add(this.config);
    return super._parseVersion(version);
  }

  override _query(connection: Connection, query: Query): Promise<Query> {
    const { sql, bindings = [] } = query;
    if (!sql) throw new Error('The query is empty');
    const name = embedded.has(this.config) ? null : nameOf(sql);
    return new Promise((resolve, reject) => {
      connection.query({ text: sql, values: bindings, ...(name && { name }) }, (error, response) => {
        if (error) {
          // A migration changed a table under a plan: the next query gets a new connection.
          if ((error as { code?: string }).code === RESULT_TYPE_CHANGED) connection.__knex__disposed = error;
          return reject(error);
        }
        query.response = response;
        resolve(query);
      });
    });
  }
}

function nameOf(sql: string): string | null {
  if (!/^\s*(select|insert|update|delete|with)\b/i.test(sql)) return null;
  const known = names.get(sql);
  if (known) return known;
  if (known === undefined && names.size >= MOST_NAMES) return null;
  const name = known === null ? `s_${createHash('sha256').update(sql).digest('hex').slice(0, 24)}` : null;
  names.set(sql, name);
  return name;
}
