import type { Knex } from 'knex';
import type { Answer } from '#backoffice/http/shop.testing.ts';
import { WORLD } from '#db/seeds/world.ts';
import type { Ownership } from './scoping.owners.testing.ts';

/** What AdminJS gives every table; everything else is a step of ours. */
export const GENERIC = ['list', 'search', 'show', 'new', 'edit', 'delete', 'bulkDelete'];

export const addressOf = (
  table: string,
  action: { name: string; actionType: string | string[] },
  id: string,
): string =>
  action.actionType === 'record'
    ? `/admin/api/resources/${table}/records/${id}/${action.name}`
    : action.actionType === 'bulk'
      ? `/admin/api/resources/${table}/bulk/${action.name}?recordIds=${id}`
      : `/admin/api/resources/${table}/actions/${action.name}`;

export const isRefused = (answer: Answer): boolean =>
  answer.status >= 400 || answer.body?.notice?.type === 'error' || answer.body?.outcome?.isDone === false;

/** A value for every column of a table: another wholesaler's row wherever one can be named. */
export async function stolen(
  db: Knex,
  { table, id, owners, theirs }: { table: string; id: string; owners: Ownership; theirs: Map<string, string[]> },
): Promise<Record<string, unknown>> {
  const row = (await db(table).where(owners.keyOf(table), id).first()) ?? {};
  const targets: Record<string, string> = { wholesaler_id: WORLD.wholesalers.pottery };
  for (const name of Object.keys(row))
    if (name.endsWith('_id') && name !== 'wholesaler_id') {
      const target = [...theirs.keys()].find(known => known.startsWith(name.slice(0, -3)));
      if (target) targets[name] = theirs.get(target)![0]!;
    }
  const filled = Object.entries(row).map(([name, value]) => [
    name,
    typeof value === 'number' ? 1 : typeof value === 'string' ? 'stolen' : value,
  ]);
  return {
    ...Object.fromEntries(filled),
    ...targets,
    reason: 'stolen',
    onHand: 1,
    receivedOn: '2026-01-01',
    bankReference: 'stolen',
    isPreview: 'false',
  };
}
