import {
  listForStore,
  listForWholesaler,
  readForStore,
  readForWholesaler,
} from '#backoffice/commerce/quotation/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import { acceptQuotation, putQuotationIntoCart } from '#backoffice/workflows/accept-quotation.ts';
import { answerQuotation } from '#backoffice/workflows/answer-quotation.ts';
import { counterQuotation } from '#backoffice/workflows/counter-quotation.ts';
import { declineQuotation, withdrawOffer, withdrawQuotation } from '#backoffice/workflows/decline-quotation.ts';
import { requestQuotation } from '#backoffice/workflows/request-quotation.ts';
import { type Caller, userOf, wholesalerOf } from '../access.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { cartOwner } from '../guest.ts';
import type { Routes } from '../route.ts';

export const quotationRoutes: Routes = on => {
  on('listQuotations', async ({ services, caller, query, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const { items, after } = await listForStore(services.db, {
      storeId: caller.store!.id,
      limit: query.limit,
      after: readCursor(query.cursor),
    });
    return { items, nextCursor: writeCursor(after) };
  });

  on('requestQuotation', async ({ services, caller, body, requestKey }) =>
    requestQuotation(services, {
      ...body,
      storeId: caller.store!.id,
      storeName: caller.store!.name,
      userId: userOf(caller).id,
      requestKey: requestKey!,
    }),
  );

  on('readQuotation', async ({ services, caller, params, response }) => {
    response.setHeader('Cache-Control', 'private, no-store');
    const quotation = await readForStore(services.db, { number: params.number, storeId: caller.store!.id });
    if (!quotation) throw notFound('request for a quote');
    return quotation;
  });

  on('counterQuotation', async ({ services, caller, params, body }) =>
    counterQuotation(services, { ...body, ...params, storeId: caller.store!.id, userId: userOf(caller).id }),
  );

  on('acceptQuotation', async ({ services, caller, params, body }) =>
    acceptQuotation(services, { ...body, ...params, owner: buyerOf(caller) }),
  );

  on('quotationToCart', async ({ services, caller, params, body }) =>
    putQuotationIntoCart(services, { ...body, ...params, owner: buyerOf(caller) }),
  );

  on('declineQuotation', async ({ services, caller, params, body: { wholesaler, reason } }) =>
    declineQuotation(services, {
      which: { ...params, wholesaler, storeId: caller.store!.id },
      userId: userOf(caller).id,
      reason,
    }),
  );

  on('withdrawQuotation', async ({ services, caller, params, body }) =>
    withdrawQuotation(services, { ...body, ...params, storeId: caller.store!.id, userId: userOf(caller).id }),
  );

  on('listOwnQuotations', async ({ services, caller, query }) => {
    const { items, after } = await listForWholesaler(services.db, {
      wholesalerId: wholesalerOf(caller).id,
      status: query.status,
      limit: query.limit,
      after: readCursor(query.cursor),
    });
    return { items, nextCursor: writeCursor(after) };
  });

  on('readOwnQuotation', async ({ services, caller, params }) => {
    const part = await readForWholesaler(services.db, { partId: params.id, wholesalerId: wholesalerOf(caller).id });
    if (!part) throw notFound('request for a quote');
    return part;
  });

  on('answerQuotation', async ({ services, caller, params, body }) =>
    answerQuotation(services, { ...body, ...ownPart(caller, params), userId: userOf(caller).id }),
  );

  on('refuseQuotation', async ({ services, caller, params, body }) =>
    declineQuotation(services, { ...body, which: ownPart(caller, params), userId: userOf(caller).id }),
  );

  on('withdrawOffer', async ({ services, caller, params, body }) =>
    withdrawOffer(services, { ...body, which: ownPart(caller, params), userId: userOf(caller).id }),
  );
};

const ownPart = (caller: Caller, { id }: { id: string }) => ({ partId: id, wholesalerId: wholesalerOf(caller).id });

/** Whose cart takes the agreed lines; the endpoint lets approved stores in only. */
function buyerOf(caller: Caller) {
  const owner = cartOwner(caller, 'b2b');
  return { ...owner, userId: owner.userId!, storeId: owner.storeId! };
}
