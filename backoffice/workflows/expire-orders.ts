import { listOverdue } from '#backoffice/commerce/order/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import { confirmPayment } from './confirm-payment.ts';
import { releaseUnpaidOrder } from './release-unpaid-order.ts';

/** Minutes between our own expiry and the processor's, and for news on its way; until then its page may still take the money. */
const GRACE_MS = 90_000;
const AT_ONCE = 100;

/**
 * The sweeper behind every crash between reservation and payment: orders whose time is over are closed at the processor first, so that
 * they cannot be paid any more; what turns out to be paid is placed, the rest gives its stock back.
 */
export async function expireOrders(services: Services): Promise<{ expired: number; placed: number; left: number }> {
  const tally = { expired: 0, placed: 0, left: 0 };
  const before = new Date(services.now().getTime() - GRACE_MS);
  for (const order of await listOverdue(services.db, before, AT_ONCE)) {
    try {
      tally[await settle(services, order)] += 1;
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      services.log.warn(
        { err: error, orderId: order.id },
        'an unpaid order could not be closed: the next sweep tries again',
      );
      tally.left += 1;
    }
  }
  return tally;
}

async function settle(
  services: Services,
  { id, sessionId }: { id: string; sessionId: string | null },
): Promise<'expired' | 'placed'> {
  const session = sessionId ? await services.payments.expireCheckout(sessionId) : null;
  if (session?.isPaid && session.paymentIntentId) {
    const charge = await services.payments.readCharge(session.paymentIntentId);
    await services.db.transaction(trx => confirmPayment(trx, services, { session, charge }));
    return 'placed';
  }
  await releaseUnpaidOrder(services, { orderId: id, status: 'expired', reason: 'Not paid in time' });
  return 'expired';
}
