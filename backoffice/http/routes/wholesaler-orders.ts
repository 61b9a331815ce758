import {
  listParts,
  readExpectedPayout,
  readOwnPart,
  readPart,
  readShipments,
} from '#backoffice/commerce/fulfillment/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { acceptOrder } from '#backoffice/workflows/accept-order.ts';
import { buyShippingLabel } from '#backoffice/workflows/buy-shipping-label.ts';
import { cancelOrder } from '#backoffice/workflows/cancel-order.ts';
import { decideReturn } from '#backoffice/workflows/decide-return.ts';
import { readDocument } from '#backoffice/workflows/make-document.ts';
import { packOrder } from '#backoffice/workflows/pack-order.ts';
import { readRates } from '#backoffice/workflows/read-rates.ts';
import { replaceOrder, replaceReturn } from '#backoffice/workflows/replace-order.ts';
import { voidShippingLabel } from '#backoffice/workflows/void-shipping-label.ts';
import { actorOf, wholesalerOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';

export const wholesalerOrderRoutes: Routes = on => {
  on('listOwnOrders', async ({ services, caller, query }) => {
    const { items, after } = await listParts(services.db, {
      wholesalerId: wholesalerOf(caller).id,
      status: query.status,
      after: readCursor(query.cursor),
      limit: query.limit,
    });
    return { items, nextCursor: writeCursor(after) };
  });

  on('readOwnOrder', async ({ services, caller, params }) =>
    readOrder(services, { partId: params.id, wholesalerId: wholesalerOf(caller).id }),
  );

  on('acceptOrder', async ({ services, caller, params }) => ({
    status: await acceptOrder(services, { partId: params.id, wholesalerId: wholesalerOf(caller).id }),
  }));

  on('packOrder', async ({ services, caller, params }) => ({
    status: await packOrder(services, { partId: params.id, wholesalerId: wholesalerOf(caller).id }),
  }));

  on('rejectOrder', async ({ services, caller, params, body }) => {
    const which = { partId: params.id, wholesalerId: wholesalerOf(caller).id };
    const part = await readPart(services.db, which);
    if (!part) throw notFound('order');
    const { wholesalerId } = which;
    await cancelOrder(services, { orderId: part.order_id, wholesalerId, reason: body.reason, actor: actorOf(caller) });
    return { status: 'cancelled' };
  });

  on('replaceOrder', async ({ services, caller, params, body, requestKey }) =>
    replaceOrder(services, {
      ...body,
      partId: params.id,
      wholesalerId: wholesalerOf(caller).id,
      requestKey: requestKey!,
      actor: actorOf(caller),
    }),
  );

  on('replaceReturn', async ({ services, caller, params, body }) =>
    replaceReturn(services, { ...body, ...params, wholesalerId: wholesalerOf(caller).id, actor: actorOf(caller) }),
  );

  on('decideReturn', async ({ services, caller, params, body }) =>
    decideReturn(services, {
      ...body,
      number: params.number,
      wholesalerId: wholesalerOf(caller).id,
      actor: actorOf(caller),
    }),
  );

  on('readRates', async ({ services, caller, params, body }) =>
    readRates(services, { ...body, partId: params.id, wholesalerId: wholesalerOf(caller).id }),
  );

  on('buyLabel', async ({ services, caller, params, body, requestKey }) =>
    buyShippingLabel(services, {
      ...body,
      partId: params.id,
      wholesalerId: wholesalerOf(caller).id,
      requestKey,
      actor: actorOf(caller),
    }),
  );

  on('voidLabel', async ({ services, caller, params }) =>
    voidShippingLabel(services, {
      shipmentId: params.id,
      wholesalerId: wholesalerOf(caller).id,
      actor: actorOf(caller),
    }),
  );

  on('packingSlip', async ({ services, caller, params, response }) => {
    const part = await readOwnPart(services.db, { partId: params.id, wholesalerId: wholesalerOf(caller).id });
    if (!part) throw notFound('order');
    sendFile(response, await readDocument(services, 'packing_slip', part.id), `packing-slip-${part.number}.pdf`);
    return undefined;
  });
};

async function readOrder(services: Services, which: { partId: string; wholesalerId: string }) {
  const part = await readOwnPart(services.db, which);
  if (!part) throw notFound('order');
  const shipments = await readShipments(services.db, { partId: part.id });
  const expectedPayout = await readExpectedPayout(services.db, which, services.now());
  return { ...part, canReturn: false, shipments, expectedPayout };
}
