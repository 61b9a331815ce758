import { deleteList, deleteListLine, readLists } from '#backoffice/commerce/list/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { createList, nameList, putIntoList } from '#backoffice/workflows/change-list.ts';
import { readBought, readList } from '#backoffice/workflows/read-list.ts';
import { type Caller, userOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { cartOwner } from '../guest.ts';
import type { Routes } from '../route.ts';

const PRIVATE = 'private, no-store';

export const listRoutes: Routes = on => {
  on('listLists', async ({ services, caller, response }) => {
    response.setHeader('Cache-Control', PRIVATE);
    return { items: await readLists(services.db, { storeId: storeOf(caller) }) };
  });

  on('createList', async ({ services, caller, body }) =>
    createList(services, { ...body, storeId: storeOf(caller), userId: userOf(caller).id }),
  );

  on('readList', async ({ services, caller, params, response }) => {
    response.setHeader('Cache-Control', PRIVATE);
    return {
      currency: services.settings.currency,
      ...(await readList(services, cartOwner(caller, 'b2b'), params.id)),
    };
  });

  on('renameList', async ({ services, caller, params, body }) =>
    nameList(services, { ...params, storeId: storeOf(caller) }, body.name),
  );

  on('deleteList', async ({ services, caller, params }) => {
    if (!(await deleteList(services.db, { ...params, storeId: storeOf(caller) }))) throw notFound('list');
    return { ok: true };
  });

  on('putListLines', async ({ services, caller, params, body }) =>
    putIntoList(services, { ...params, storeId: storeOf(caller) }, body.lines),
  );

  on('removeListLine', async ({ services, caller, params }) => {
    if (!(await deleteListLine(services.db, { ...params, storeId: storeOf(caller) }))) throw notFound('line of a list');
    return { ok: true };
  });

  on('listBought', async ({ services, caller, query, response }) => {
    response.setHeader('Cache-Control', PRIVATE);
    const page = { limit: query.limit, after: readCursor(query.cursor) };
    const { items, after } = await readBought(services, cartOwner(caller, 'b2b'), page);
    return { items: items.map(({ variantId: _, ...item }) => item), nextCursor: writeCursor(after) };
  });
};

/** Its access lets members of approved stores in only. */
const storeOf = (caller: Caller): string => caller.store!.id;
