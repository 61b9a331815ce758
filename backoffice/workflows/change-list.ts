import {
  insertList,
  type ListLine,
  type ListSummary,
  MOST_LINES,
  putListLines,
  readLists,
  renameList,
} from '#backoffice/commerce/list/index.ts';
import { conflict, notFound, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

interface Whose {
  storeId: string;
  id: string;
}

/** A list of the store, with its first lines. */
export async function createList(
  services: Services,
  { lines, ...list }: { storeId: string; userId: string; name: string; lines: ListLine[] },
): Promise<ListSummary> {
  return services.db.transaction(async trx => {
    const made = await insertList(trx, list);
    if (!made) throw nameTaken();
    if (lines.length > 0) refuseIfTooLong(await putListLines(trx, made.id, lines));
    return (await readLists(trx, { storeId: list.storeId, id: made.id }))[0]!;
  });
}

/** The quantities given are the list's then; lines that are not named stay. */
export async function putIntoList(services: Services, { storeId, id }: Whose, lines: ListLine[]): Promise<ListSummary> {
  return services.db.transaction(async trx => {
    if ((await readLists(trx, { storeId, id })).length === 0) throw notFound('list');
    refuseIfTooLong(await putListLines(trx, id, lines));
    return (await readLists(trx, { storeId, id }))[0]!;
  });
}

export async function nameList(services: Services, whose: Whose, name: string): Promise<ListSummary> {
  const outcome = await renameList(services.db, { ...whose, name });
  if (outcome === 'no_such_list') throw notFound('list');
  if (outcome === 'name_taken') throw nameTaken();
  return (await readLists(services.db, whose))[0]!;
}

const nameTaken = () => {
  const message = 'There is a list of this name already, or there are a hundred: choose another name';
  return conflict('name_taken', message, [{ code: 'name_taken', subject: 'name', message }]);
};

function refuseIfTooLong(count: number): void {
  if (count > MOST_LINES)
    refuseIfAny([
      { code: 'list_full', subject: 'lines', message: `A list has room for ${MOST_LINES.toLocaleString('en')} lines` },
    ]);
}
