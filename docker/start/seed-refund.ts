import { findRefund } from '../../backoffice/commerce/refund/index.ts';
import type { Services } from '../../backoffice/services.ts';
import { refundOrder } from '../../backoffice/workflows/refund-order.ts';
import { noteRefund, sendRefund } from '../../backoffice/workflows/send-refund.ts';
import { FINANCE } from '../../db/seeds/demo-people.ts';

/** A guest was given something back, and the card's bank did not take it: finance has to find another way. */
export async function failDemoRefund(
  services: Services,
  control: (path: string, body: object) => Promise<unknown>,
): Promise<void> {
  const { rows } = await services.db.raw(
    `select p.id from wholesaler_orders p join orders o on o.id = p.order_id and o.user_id is null
     join payments pay on pay.order_id = o.id and pay.status = 'succeeded'
     where p.status = 'delivered' and p.goods_cents >= 2000 and not exists (select from refunds r where r.order_id = o.id)
       and not exists (select from disputes d where d.payment_id = pay.id)
     order by p.delivered_at desc, p.id limit 1`,
  );
  if (!rows[0]) return;
  const { id: refundId } = await refundOrder(services, {
    ...{ wholesalerOrderId: rows[0].id, platformShareBp: 0, reason: 'One of them arrived with a crack' },
    asked: { lines: [], includeShipping: false, reduction: { orderLineId: null, amountCents: 1_260 } },
    ...{ requestKey: 'demo:failed-refund', actor: { userId: FINANCE.id, role: 'finance' } },
  });
  await sendRefund(services, { refundId });
  const sent = (await findRefund(services.db, { id: refundId }))!;
  const stripeRefundId = sent.stripe_refund_id!;
  await control(`refunds/${stripeRefundId}`, { outcome: 'failed' });
  const failed = { status: 'failed' as const, stripeRefundId, failureReason: 'expired_or_canceled_card' };
  await services.db.transaction(trx => noteRefund(trx, services, sent, failed));
}
