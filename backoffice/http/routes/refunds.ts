import { previewRefund } from '#backoffice/workflows/preview-refund.ts';
import { refundOrder } from '#backoffice/workflows/refund-order.ts';
import { replaceOrder } from '#backoffice/workflows/replace-order.ts';
import { actorOf } from '../access.ts';
import type { Routes } from '../route.ts';

export const refundRoutes: Routes = on => {
  on('refundPart', async ({ services, caller, params, body, requestKey }) =>
    refundOrder(services, {
      ...refundOf(params.id, body),
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
  on('previewRefund', async ({ services, params, body }) => previewRefund(services, refundOf(params.id, body)));
};

const refundOf = (
  wholesalerOrderId: string,
  {
    lines,
    includeShipping,
    reduction,
    platformShareBp,
  }: {
    lines: { orderLineId: string; quantity: number }[];
    includeShipping: boolean;
    reduction?: { orderLineId: string | null; amountCents: number } | undefined;
    platformShareBp: number;
  },
) => ({
  wholesalerOrderId,
  asked: { lines, includeShipping, reduction: reduction ?? null },
  platformShareBp,
});
