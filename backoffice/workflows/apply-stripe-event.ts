import { expirePayment, failPayment } from '#backoffice/commerce/payment/index.ts';
import { findRefund, isPastAttempt } from '#backoffice/commerce/refund/index.ts';
import {
  findEvent,
  lockUnappliedEvent,
  markEventApplied,
  noteEventFailure,
  type StoredEvent,
} from '#backoffice/commerce/webhook/index.ts';
import { applyAccountUpdate } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { applyDispute } from './apply-dispute.ts';
import { applyBankPayoutFailed, applyTransferReversed } from './apply-transfer-event.ts';
import { confirmInvoicePayment } from './confirm-invoice-payment.ts';
import { confirmPayment } from './confirm-payment.ts';
import { releaseUnpaidOrder } from './release-unpaid-order.ts';
import { noteRefund } from './send-refund.ts';

/** News can overtake the row it is about; after this time there is no such row of ours. */
const UNKNOWN_AFTER_MS = 10 * 60_000;

type StripeObject = Record<string, unknown> & { id: string };
/** What is done in the event's own transaction, after whatever had to be asked of the processor first. Answers one clause for people. */
type Effect = (trx: Db) => Promise<string>;
type Prepare = (services: Services, object: StripeObject, event: StoredEvent) => Promise<Effect>;

/**
 * Applies a stored event once. The processor is asked for the present state before the transaction (an event may be old), and every
 * effect moves forward only, so duplicates and reordering change nothing.
 */
export async function applyStripeEvent(
  services: Services,
  { webhookEventId }: { webhookEventId: string },
): Promise<void> {
  const event = await findEvent(services.db, webhookEventId);
  if (!event || event.applied_at) return;
  try {
    const prepare = HANDLERS[event.type] ?? ignore;
    const effect = await prepare(services, event.payload.object as StripeObject, event);
    await services.db.transaction(async trx => {
      const locked = await lockUnappliedEvent(trx, webhookEventId);
      if (locked) await markEventApplied(trx, locked.id, await effect(trx), services.now());
    });
  } catch (error) {
    await noteEventFailure(services.db, webhookEventId, String((error as Error).message));
    throw error;
  }
}

const ignore: Prepare = async () => async () => 'Nothing to do';

const sessionPaid: Prepare = async (services, { id }, event) => {
  const session = await services.payments.readCheckout(id);
  if (!session.isPaid || !session.paymentIntentId) return async () => 'Not paid yet';
  const charge = await services.payments.readCharge(session.paymentIntentId);
  if (session.invoiceId) return trx => confirmInvoicePayment(trx, services, { session, charge });
  return async trx => {
    const outcome = await confirmPayment(trx, services, { session, charge });
    const age = services.now().getTime() - event.received_at.getTime();
    if (outcome === 'unknown_order' && age < UNKNOWN_AFTER_MS)
      throw new Error(`The order of session ${id} is not known yet`);
    return {
      placed: 'Order placed',
      known: 'Known already',
      unknown_order: 'No order of ours',
      refunded_late: 'Paid too late: refunded',
    }[outcome];
  };
};

/** Its own transaction, before the event's: ending an unpaid order twice changes nothing. */
const sessionExpired: Prepare = async (services, { id }) => {
  const session = await services.payments.readCheckout(id);
  if (session.isPaid || !session.orderId) return async () => 'Nothing to release';
  if (session.invoiceId)
    return async trx => {
      await expirePayment(trx, id);
      return 'Not paid: the invoice stays open';
    };
  const isReleased = await releaseUnpaidOrder(services, {
    orderId: session.orderId,
    status: 'expired',
    reason: 'Not paid in time',
  });
  return async () => (isReleased ? 'Order expired, stock released' : 'Nothing to release');
};

const paymentFailed: Prepare =
  async (_services, { id }) =>
  async trx => {
    await failPayment(trx, id, 'The bank refused the payment');
    return 'Payment failed';
  };

const refundNews: Prepare = async (services, refund) => async trx => {
  const { refund_id: ourId } = (refund.metadata ?? {}) as { refund_id?: string };
  const row =
    (ourId && (await findRefund(trx, { id: ourId }))) || (await findRefund(trx, { stripe_refund_id: refund.id }));
  if (!row) return 'No refund of ours';
  if (await isPastAttempt(trx, row, refund.id)) return 'Of an attempt that failed before';
  const status =
    refund.status === 'succeeded'
      ? 'succeeded'
      : refund.status === 'failed' || refund.status === 'canceled'
        ? 'failed'
        : 'sent';
  const failureReason = (refund.failure_reason as string | undefined) ?? null;
  return (await noteRefund(trx, services, row, { status, stripeRefundId: refund.id, failureReason }))
    ? `Refund ${status}`
    : 'Nothing new';
};

const disputeNews: Prepare = async (services, { id }) => {
  const at = services.now();
  const dispute = await services.payments.readDispute(id);
  return async trx =>
    (await applyDispute(trx, services, dispute, at)) ? `Dispute ${dispute.status}` : 'No payment of ours';
};

/** Also of its capabilities, bank accounts and people: whatever changed, the account as a whole is read anew. */
const accountUpdated: Prepare = async (services, { id }, event) => {
  const at = services.now();
  const account = await services.transfers.readAccount(String(event.payload.account ?? id));
  return async trx => ((await applyAccountUpdate(trx, account, at)) ? 'Account updated' : 'No account of ours');
};

const transferReversed: Prepare = async (services, transfer) => async trx => {
  const isOurs = await applyTransferReversed(trx, services, {
    transferId: transfer.id,
    totalReversedCents: Number(transfer.amount_reversed),
    ours: ownReversals(transfer),
  });
  return isOurs ? 'Transfer reversed: the debt is open again' : 'No payout of ours';
};

function ownReversals({ reversals }: StripeObject) {
  const told = (reversals as { data?: { id: string; metadata?: { reversal_id?: string } }[] } | undefined)?.data ?? [];
  return told.flatMap(({ id, metadata }) =>
    metadata?.reversal_id ? [{ reversalId: metadata.reversal_id, stripeReversalId: id }] : [],
  );
}

const accountDisconnected: Prepare = async (services, _application, event) => async trx => {
  const id = String(event.payload.account);
  const gone = {
    id,
    payoutsEnabled: false,
    requirements: [],
    disabledReason: 'account_disconnected',
    state: null,
    payoutCurrencies: [],
  };
  return (await applyAccountUpdate(trx, gone, services.now())) ? 'Account disconnected' : 'No account of ours';
};

const bankPayoutFailed: Prepare = async (services, bankPayout, event) => async trx => {
  const isOurs = await applyBankPayoutFailed(trx, services, {
    accountId: String(event.payload.account),
    bankPayoutId: bankPayout.id,
    amountCents: Number(bankPayout.amount),
    message: (bankPayout.failure_message as string | undefined) ?? null,
  });
  return isOurs ? 'The bank sent the money back: the wholesaler is told' : 'No payout of ours';
};

const HANDLERS: Record<string, Prepare> = {
  'checkout.session.completed': sessionPaid,
  'checkout.session.async_payment_succeeded': sessionPaid,
  'checkout.session.async_payment_failed': paymentFailed,
  'checkout.session.expired': sessionExpired,
  'refund.created': refundNews,
  'refund.updated': refundNews,
  'refund.failed': refundNews,
  'charge.dispute.created': disputeNews,
  'charge.dispute.updated': disputeNews,
  'charge.dispute.closed': disputeNews,
  'charge.dispute.funds_withdrawn': disputeNews,
  'charge.dispute.funds_reinstated': disputeNews,
  'account.updated': accountUpdated,
  'account.external_account.created': accountUpdated,
  'account.external_account.updated': accountUpdated,
  'account.external_account.deleted': accountUpdated,
  'capability.updated': accountUpdated,
  'person.updated': accountUpdated,
  'account.application.deauthorized': accountDisconnected,
  'payout.failed': bankPayoutFailed,
  'transfer.reversed': transferReversed,
};
