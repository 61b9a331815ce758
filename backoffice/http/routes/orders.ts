import {
  buyerStatus,
  listOrderSummaries,
  maySee,
  type OrderDetail,
  readOrderDetail,
} from '#backoffice/commerce/order/index.ts';
import { saveReview } from '#backoffice/commerce/product/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import { RETURN_DAYS } from '#backoffice/commerce/returns/index.ts';
import type { Services } from '#backoffice/services.ts';
import { cancelOrder } from '#backoffice/workflows/cancel-order.ts';
import { readDocument } from '#backoffice/workflows/make-document.ts';
import { previewReorder, reorder } from '#backoffice/workflows/reorder.ts';
import { requestReturn } from '#backoffice/workflows/request-return.ts';
import { actorOf, type Caller, canBuyWholesale, userOf } from '../access.ts';
import type { OrderView } from '../contract.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { cartOwner } from '../guest.ts';
import type { Routes } from '../route.ts';
import { sendFile } from '../send-file.ts';

export const orderRoutes: Routes = on => {
  on('listOrders', async ({ services, caller, query }) => {
    const page = await listOrderSummaries(services.db, {
      userId: userOf(caller).id,
      storeId: storeOf(caller),
      channel: query.channel,
      search: query.q || null,
      limit: query.limit,
      after: readCursor(query.cursor),
    });
    return { items: page.items, nextCursor: writeCursor(page.after) };
  });

  on('readOrder', async ({ services, caller, params, query, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    return view(await find(services, caller, params.number, query.token), services.now());
  });

  on('cancelOrder', async ({ services, caller, params, query, body }) => {
    const order = await find(services, caller, params.number, query.token);
    const wholesalerId = body.wholesaler ? partOf(order, body.wholesaler).wholesalerId : undefined;
    await cancelOrder(services, { orderId: order.id, wholesalerId, reason: body.reason, actor: buyerOf(caller) });
    return view((await readOrderDetail(services.db, params.number))!, services.now());
  });

  on('requestReturn', async ({ services, caller, params, query, body, requestKey }) => {
    const order = await find(services, caller, params.number, query.token);
    return requestReturn(services, {
      orderId: order.id,
      wholesalerSlug: body.wholesaler,
      reason: body.reason,
      lines: body.lines,
      requestKey: requestKey!,
      requestedBy: caller.user?.id ?? null,
    });
  });

  on('previewReorder', async ({ services, caller, params, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const wanted = await findWanted(services, caller, params.number);
    return { currency: services.settings.currency, ...(await previewReorder(services, wanted)) };
  });

  on('reorder', async ({ services, caller, params, body }) => {
    const quantities = body.lines ? new Map(body.lines.map(line => [line.variantId, line.quantity])) : null;
    return reorder(services, { ...(await findWanted(services, caller, params.number)), quantities });
  });

  on('readDocument', async ({ services, caller, params, query, response }) => {
    const order = await find(services, caller, params.number, query.token);
    if (!hasInvoice(order)) throw notFound('document');
    sendFile(response, await readDocument(services, params.kind, order.id), `${params.kind}-${params.number}.pdf`);
    return undefined;
  });

  on('reviewProduct', async ({ services, caller, params, body }) => {
    const user = userOf(caller);
    const order = await find(services, caller, params.number, undefined);
    const isDelivered = order.parts.some(
      part =>
        part.deliveredAt &&
        (part.lines as { productSlug: string }[]).some(line => line.productSlug === body.productSlug),
    );
    if (!isDelivered) throw conflict('not_delivered', 'A product can be reviewed once it has arrived');
    return { id: await saveReview(services.db, { ...body, userId: user.id, author: user.name }) };
  });
};

const hasInvoice = ({ ownStatus, isReplacement }: { ownStatus: string; isReplacement?: unknown }): boolean =>
  ['placed', 'completed'].includes(ownStatus) && isReplacement !== true;
const storeOf = (caller: Caller): string | null => (canBuyWholesale(caller) ? caller.store!.id : null);

async function find(
  services: Services,
  caller: Caller,
  number: string,
  token: string | undefined,
): Promise<OrderDetail> {
  const order = await readOrderDetail(services.db, number);
  if (!order || !maySee(order, { userId: caller.user?.id ?? null, storeId: storeOf(caller), token: token ?? null }))
    throw notFound('order');
  return order;
}

async function findWanted(services: Services, caller: Caller, number: string) {
  const order = await find(services, caller, number, undefined);
  return { orderId: order.id, owner: cartOwner(caller, order.channel as 'b2c' | 'b2b') };
}

function partOf(order: OrderDetail, slug: string): { wholesalerId: string } {
  const part = order.parts.find(one => (one.wholesaler as { slug: string }).slug === slug);
  if (!part) throw notFound('part of this order');
  return { wholesalerId: part.wholesalerId as string };
}

const buyerOf = (caller: Caller) =>
  caller.user ? actorOf(caller) : { userId: null, role: 'guest', requestId: caller.requestId };

function view(
  { id: _, ownStatus, userId: __, storeId: ___, viewTokenHash: ____, parts, ...order }: OrderDetail,
  now: Date,
): OrderView {
  const isOpen = ownStatus === 'awaiting_payment';
  return {
    ...order,
    status: buyerStatus(
      ownStatus,
      parts.map(part => part.status),
    ),
    payUrl: isOpen ? order.payUrl : null,
    documents: hasInvoice({ ownStatus, isReplacement: order.isReplacement }) ? ['invoice'] : [],
    parts: parts.map(({ hasParcel, deliveredAt, wholesalerId: _____, ...part }) => ({
      ...part,
      canCancel: ['placed', 'accepted', 'packed'].includes(part.status) && !hasParcel,
      canReturn:
        deliveredAt !== null &&
        now.getTime() - new Date(deliveredAt).getTime() < RETURN_DAYS * 86_400_000 &&
        ['delivered', 'closed'].includes(part.status),
    })),
  } as unknown as OrderView;
}
