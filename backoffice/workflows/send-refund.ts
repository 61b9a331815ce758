import { postTransaction, refundConfirmedEntries } from '#backoffice/commerce/ledger/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { findRefund, type RefundRow, readRefundLetter, settleRefund } from '#backoffice/commerce/refund/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

/** Asks the processor; its idempotency key is our row and its attempt, so a second try after a time-out is the same refund. What it refuses is kept as failed. */
export async function sendRefund(services: Services, { refundId }: { refundId: string }): Promise<void> {
  const refund = await findRefund(services.db, { id: refundId });
  if (refund?.status !== 'pending' || !refund.payment_id) return;
  const payment = await services.db('payments').where({ id: refund.payment_id }).first('stripe_payment_intent_id');
  try {
    const sent = await services.payments.refund({
      paymentIntentId: payment.stripe_payment_intent_id,
      amountCents: refund.amount_cents,
      refundId,
      attempt: refund.attempt,
      orderId: refund.order_id,
    });
    const status = sent.status === 'pending' ? 'sent' : sent.status;
    const { id: stripeRefundId, failureReason } = sent;
    await services.db.transaction(trx => noteRefund(trx, services, refund, { status, stripeRefundId, failureReason }));
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== 'refused') throw error;
    services.log.error({ err: error, refundId }, 'the processor refused a refund: it waits for finance');
    const failed = { status: 'failed' as const, stripeRefundId: null, failureReason: error.message };
    await services.db.transaction(trx => settleRefund(trx, refund, { ...failed, at: services.now() }));
  }
}

/** The processor's news of a refund, from its answer or from a webhook: the ledger follows once. */
export async function noteRefund(
  trx: Db,
  services: Services,
  refund: RefundRow,
  news: { status: 'sent' | 'succeeded' | 'failed'; stripeRefundId: string; failureReason?: string | null },
): Promise<boolean> {
  if (!(await settleRefund(trx, refund, { ...news, at: services.now() }))) return false;
  if (news.status === 'failed') await owedAgain(trx, services, refund);
  if (news.status !== 'succeeded') return true;
  await postTransaction(trx, {
    kind: 'refund',
    cause: causeOf(refund, 'confirmed'),
    memo: 'Refund sent by the processor',
    occurredAt: services.now(),
    orderId: refund.order_id,
    wholesalerOrderId: refund.wholesaler_order_id,
    refundId: refund.id,
    entries: refundConfirmedEntries({ currency: refund.currency, amountCents: refund.amount_cents }),
  });
  const letter = await readRefundLetter(trx, refund.id);
  if (letter)
    await writeLetter(trx, services.queue, {
      kind: 'refund-issued',
      dedupeKey: causeOf(refund, 'issued'),
      to: { name: letter.buyerName, address: letter.email },
      orderId: refund.order_id,
      data: { ...letter.data, orderUrl: `${services.settings.publicUrl}/orders/${letter.data.orderNumber}` },
    });
  return true;
}

/** The buyer's bank sent back what had arrived there: the money is ours again, and the buyer is still owed it. */
async function owedAgain(trx: Db, services: Services, refund: RefundRow): Promise<void> {
  const confirmed = await trx('ledger_transactions')
    .where({ cause: causeOf(refund, 'confirmed') })
    .first('id');
  if (!confirmed) return;
  await postTransaction(trx, {
    kind: 'refund',
    cause: causeOf(refund, 'failed'),
    memo: 'Refund returned by the buyer’s bank',
    occurredAt: services.now(),
    orderId: refund.order_id,
    wholesalerOrderId: refund.wholesaler_order_id,
    refundId: refund.id,
    entries: refundConfirmedEntries({ currency: refund.currency, amountCents: -refund.amount_cents }),
  });
}

/** Each attempt is booked, and told, by itself. */
const causeOf = ({ id, attempt }: RefundRow, what: string) =>
  attempt === 1 ? `refund:${id}:${what}` : `refund:${id}:${what}:${attempt}`;
