import { refundOrder } from '#backoffice/workflows/refund-order.ts';
import { replaceOrder } from '#backoffice/workflows/replace-order.ts';
import { actorOf } from '../access.ts';
import type { Routes } from '../route.ts';

export const refundRoutes: Routes = on => {
  on('refundPart', async ({ services, caller, params, body, requestKey }) =>
    refundOrder(services, {
      wholesalerOrderId: params.id,
      asked: { lines: body.lines, includeShipping: body.includeShipping },
      reason: body.reason,
      requestKey: requestKey!,
      actor: actorOf(caller),
    }),
  );

  on('replacePart', async ({ services, caller, params, body, requestKey }) =>
    replaceOrder(services, {
      ...body,
      partId: params.id,
      wholesalerId: null,
      requestKey: requestKey!,
      actor: actorOf(caller),
    }),
  );
};
