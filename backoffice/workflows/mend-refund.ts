import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  beginNextAttempt,
  DISPUTED,
  type FailedRefund,
  readFailedRefund,
  sayRefundFailure,
} from '#backoffice/commerce/refund/index.ts';
import { conflict, notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import type { Effects } from './effects.ts';

/** What trying a failed refund again would do. */
export async function previewRefundRetry(services: Services, refundId: string): Promise<Effects> {
  const refund = await mendable(services.db, refundId);
  return {
    ...{ currency: refund.currency, amountCents: refund.amount_cents, facts: factsOf(refund) },
    booked: [],
    ...{ balanceOf: null, balances: [] },
    notes: [
      'Nothing is booked now, and nothing is taken from the wholesaler a second time: its share was given back when the refund was made.',
      'Stripe is asked first whether an earlier try is on its way after all; only if not, the refund is sent once more, to the same card.',
    ],
  };
}

/** The next attempt, with a key of its own, sent by queued work. A second click finds it under way and changes nothing. */
export async function retryRefund(
  services: Services,
  { refundId, actor }: { refundId: string; actor: Actor },
): Promise<{ attempt: number }> {
  return services.db.transaction(async trx => {
    const refund = await mendable(trx, refundId, true);
    if (!(await beginNextAttempt(trx, refund, services.now())))
      throw conflict('not_failed', 'It is tried again already');
    const attempt = refund.attempt + 1;
    await writeAudit(trx, {
      ...{ actor, action: 'retry.refund', table: 'refunds', id: refund.id },
      before: { status: 'failed', attempt: refund.attempt, failure: refund.failure_reason },
      after: { status: 'pending', attempt, amountCents: refund.amount_cents, currency: refund.currency },
    });
    await services.queue.enqueue(trx, 'send-refund', { refundId: refund.id });
    return { attempt };
  });
}

/** A failed refund nobody is paying by bank; everything else is refused. */
export async function mendable(db: Db, refundId: string, isLocked = false): Promise<FailedRefund> {
  const refund = await readFailedRefund(db, refundId, isLocked);
  if (!refund) throw notFound('refund');
  if (refund.status !== 'failed')
    throw conflict('not_failed', `This refund is ${refund.status.replaceAll('_', ' ')}: there is nothing to mend`);
  if (refund.disputed) throw conflict('disputed', DISPUTED[refund.disputed]);
  if (refund.isProposed)
    throw conflict(
      'bank_payment_waits',
      'It is said to be paid by bank: a second person agrees to that or declines first',
    );
  return refund;
}

export const factsOf = (refund: FailedRefund): Effects['facts'] => [
  { label: 'Order', value: refund.partNumber ?? refund.orderNumber },
  { label: 'Buyer', value: `${refund.buyerName}, ${refund.email}` },
  ...(refund.wholesalerName ? [{ label: 'Bought from', value: refund.wholesalerName }] : []),
  ...refund.failures.map(({ attempt, reason, failedAt }) => ({
    label: `Try ${attempt}, ${failedAt.slice(0, 10)}`,
    value: sayRefundFailure(reason),
  })),
];
