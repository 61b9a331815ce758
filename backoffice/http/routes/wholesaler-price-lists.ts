import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  findPriceList,
  insertPriceList,
  listPriceLists,
  listStoreGroups,
  type PriceList,
} from '#backoffice/commerce/pricing/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import { exportPriceList } from '#backoffice/workflows/export-price-list.ts';
import { importPriceList } from '#backoffice/workflows/import-price-list.ts';
import { wholesalerOf } from '../access.ts';
import type { PriceListView } from '../contract.ts';
import type { Routes } from '../route.ts';

export const wholesalerPriceListRoutes: Routes = on => {
  on('listPriceLists', async ({ services, caller }) => ({
    items: (await listPriceLists(services.db, wholesalerOf(caller).id)).map(view),
    storeGroups: await listStoreGroups(services.db),
  }));

  on('createPriceList', async ({ services, caller, body }) => {
    const wholesalerId = wholesalerOf(caller).id;
    const groups = await listStoreGroups(services.db);
    if (body.storeGroupId && !groups.some(group => group.id === body.storeGroupId))
      throw new Refusal('malformed', 'unknown_group', 'There is no such store group', [
        { code: 'unknown_group', subject: 'storeGroupId', message: 'There is no such store group' },
      ]);
    const id = await insertPriceList(services.db, {
      wholesalerId,
      name: body.name,
      storeGroupId: body.storeGroupId,
      startsAt: body.startsAt ? new Date(body.startsAt) : null,
      endsAt: body.endsAt ? new Date(body.endsAt) : null,
    });
    return view((await findPriceList(services.db, { id, wholesalerId }))!);
  });

  on('importPriceList', async ({ services, caller, params, body }) =>
    importPriceList(services, {
      listId: params.id,
      wholesalerId: wholesalerOf(caller).id,
      csv: body.csv,
      isDryRun: !body.commit,
    }),
  );

  on('exportPriceList', async ({ services, caller, params, response }) => {
    const { fileName, pieces } = await exportPriceList(services, {
      listId: params.id,
      wholesalerId: wholesalerOf(caller).id,
    });
    response.setHeader('Content-Type', 'text/csv; charset=utf-8');
    response.setHeader('Content-Disposition', `attachment; filename="${fileName}"`);
    response.setHeader('Cache-Control', 'private, no-store');
    await pipeline(Readable.from(pieces), response);
    return undefined;
  });
};

const view = (list: PriceList): PriceListView => ({
  id: list.id,
  name: list.name,
  storeGroup: list.storeGroup,
  startsAt: list.startsAt?.toISOString() ?? null,
  endsAt: list.endsAt?.toISOString() ?? null,
  tierCount: list.tierCount,
});
