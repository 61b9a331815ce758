import { commitReservations, reserveStock } from '#backoffice/commerce/inventory/index.ts';
import { postTransactions } from '#backoffice/commerce/ledger/index.ts';
import { lockOrder, type StandingOrder } from '#backoffice/commerce/order/index.ts';
import { capturePayment } from '#backoffice/commerce/payment/index.ts';
import type { Charge, CheckoutSession } from '#backoffice/providers/payments/payments.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { completeOrder } from './complete-order.ts';

export type Confirmation = 'placed' | 'known' | 'unknown_order' | 'refunded_late';

/**
 * A paid session makes its order real, once. An order whose time had run out gets its stock again if it is still there; if not, all of
 * the money goes back and the buyer is told. Money is never taken and forgotten.
 */
export async function confirmPayment(
  trx: Db,
  services: Services,
  { session, charge }: { session: CheckoutSession; charge: Charge },
): Promise<Confirmation> {
  const order = session.orderId ? await lockOrder(trx, session.orderId) : null;
  if (!order) return 'unknown_order';
  const paymentId = await capturePayment(trx, {
    orderId: order.id,
    invoiceId: null,
    sessionId: session.id,
    currency: charge.currency,
    paymentIntentId: charge.paymentIntentId,
    chargeId: charge.id,
    amountCents: charge.amountCents,
    feeCents: charge.feeCents,
    availableOn: charge.availableOn,
    at: services.now(),
  });
  if (!paymentId) return 'known';
  await postCardFee(trx, services, order, charge);
  if (await holdsStock(trx, order)) {
    await completeOrder(trx, services, { orderId: order.id, onTermsOf: null });
    return 'placed';
  }
  await giveBack(trx, services, order, charge);
  return 'refunded_late';
}

/** Committed now: held since checkout, or taken again because it had been released. */
async function holdsStock(trx: Db, order: StandingOrder): Promise<boolean> {
  if (order.status === 'awaiting_payment') return (await commitReservations(trx, order.id)) === order.lines.length;
  if (order.status !== 'expired') return false;
  return (await reserveStock(trx, { orderId: order.id, lines: order.lines, expiresAt: null })).length === 0;
}

async function giveBack(trx: Db, services: Services, order: StandingOrder, charge: Charge): Promise<void> {
  await postTransactions(trx, [
    {
      kind: 'cancelled',
      cause: `charge:${charge.id}:late`,
      memo: `Payment of ${order.number} came too late and goes back`,
      occurredAt: services.now(),
      orderId: order.id,
      entries: [
        { account: { kind: 'stripe_clearing' }, currency: charge.currency, amountCents: charge.amountCents },
        { account: { kind: 'refunds_in_flight' }, currency: charge.currency, amountCents: -charge.amountCents },
      ],
    },
  ]);
  await services.queue.enqueue(trx, 'refund-late-payment', { orderId: order.id });
}

export async function postCardFee(
  trx: Db,
  services: Services,
  order: { id: string; number: string },
  charge: Charge,
): Promise<void> {
  await postTransactions(trx, [
    {
      kind: 'fee',
      cause: `charge:${charge.id}:fee`,
      memo: `Card fee of ${order.number}`,
      occurredAt: services.now(),
      orderId: order.id,
      entries: [
        { account: { kind: 'stripe_fees' }, currency: charge.currency, amountCents: charge.feeCents },
        { account: { kind: 'stripe_clearing' }, currency: charge.currency, amountCents: -charge.feeCents },
      ],
    },
  ]);
}
