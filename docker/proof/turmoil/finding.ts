import type { Knex } from 'knex';
import { pick } from '../../../db/seeds/chance.ts';
import { WORLD } from '../../../db/seeds/world.ts';
import type { Market } from './market.ts';

export const FINANCE = { userId: WORLD.users.finance, role: 'finance' };
export const CONTROLLER = { userId: WORLD.users.controller, role: 'finance' };

// biome-ignore lint/suspicious/noExplicitAny: a row of whichever table
type Row = any;

/** One of the first thirty rows, by chance; undefined when there are none. */
export async function pickRow({ chance }: Market, query: Knex.QueryBuilder): Promise<Row> {
  return pick(chance, (await query.limit(30)) as Row[]);
}
