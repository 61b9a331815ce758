import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { postTransaction, refundPaidByBankEntries } from '#backoffice/commerce/ledger/index.ts';
import { writeLetter } from '#backoffice/commerce/letter/index.ts';
import { sentByBankReasons } from '#backoffice/commerce/payment/index.ts';
import {
  type BankPayment,
  decideBankPayment,
  type FailedRefund,
  lockBankPayment,
  proposeBankPayment,
  readFailedRefund,
} from '#backoffice/commerce/refund/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import type { Effects } from './effects.ts';
import { factsOf, mendable } from './mend-refund.ts';

type Person = Actor & { userId: string };

export async function previewBankRefund(services: Services, refundId: string): Promise<Effects> {
  const refund = await mendable(services.db, refundId);
  const { currency, amount_cents: amountCents } = refund;
  return {
    ...{ currency, amountCents, facts: factsOf(refund) },
    booked: [
      { words: 'Refunds in flight fall by: the buyer has the money', amountCents },
      { words: 'The bank account falls by', amountCents },
    ],
    ...{ balanceOf: null, balances: [] },
    notes: [
      'It is booked when a second person agrees; then the buyer gets a letter with the reference.',
      'Nothing is taken from the wholesaler a second time: its share was given back when the refund was made.',
    ],
  };
}

/** Says that the buyer of a failed refund was paid from the bank account. Nothing is booked until a second person agrees. */
export async function askToPayByBank(
  services: Services,
  request: { refundId: string; paidOn: string; bankReference: string; note: string; actor: Person },
): Promise<{ id: string }> {
  const { paidOn, actor } = request;
  const bankReference = request.bankReference.trim();
  const note = request.note.trim();
  const noted = { agreedWith: 'the buyer', at: services.now() };
  refuseIfAny(sentByBankReasons({ paidOn, bankReference, note }, noted));
  return services.db.transaction(async trx => {
    const refund = await mendable(trx, request.refundId, true);
    const id = await proposeBankPayment(trx, { refund, paidOn, bankReference, note, proposedBy: actor.userId });
    await writeAudit(trx, {
      ...{ actor, action: 'propose.bank_refund', table: 'refunds', id: refund.id },
      before: { status: refund.status, attempt: refund.attempt },
      after: { amountCents: refund.amount_cents, currency: refund.currency, paidOn, bankReference },
      reason: note,
    });
    return { id };
  });
}

/** The second person agrees, and it is booked once and the buyer told; or declines, and the refund waits as before. */
export async function decideOnBankRefund(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<{ status: string }> {
  return services.db.transaction(async trx => {
    const payment = await lockBankPayment(trx, id);
    if (!payment) throw notFound('bank payment');
    if (payment.status !== 'proposed') throw conflict('not_proposed', `This payment is ${payment.status} already`);
    if (isApproved && payment.proposed_by === actor.userId)
      throw new Refusal('forbidden', 'second_person', 'Who proposed it cannot agree to it: ask a second person');
    const refund = (await readFailedRefund(trx, payment.refund_id, true))!;
    const at = services.now();
    const ledgerTransactionId = isApproved ? await post(trx, refund, payment, at) : null;
    await decideBankPayment(trx, { payment, decidedBy: actor.userId, ledgerTransactionId, at });
    if (isApproved) await tellBuyer(trx, services, refund, payment);
    const status = isApproved ? 'posted' : 'declined';
    await writeAudit(trx, {
      ...{ actor, action: isApproved ? 'approve.bank_refund' : 'decline.bank_refund', table: 'refunds', id: refund.id },
      before: { status: refund.status },
      after: { status: isApproved ? 'paid_by_bank' : refund.status, ledgerTransactionId, paymentId: id },
      reason: payment.note,
    });
    return { status };
  });
}

async function post(trx: Db, refund: FailedRefund, payment: BankPayment, at: Date): Promise<string> {
  const id = await postTransaction(trx, {
    kind: 'refund',
    cause: `refund:${refund.id}:paid_by_bank`,
    memo: `Refund on ${refund.partNumber ?? refund.orderNumber} paid by bank: ${payment.bank_reference}`,
    occurredAt: at,
    orderId: refund.order_id,
    wholesalerOrderId: refund.wholesaler_order_id,
    refundId: refund.id,
    entries: refundPaidByBankEntries({ currency: refund.currency, amountCents: refund.amount_cents }),
  });
  if (!id) throw conflict('posted_before', 'This refund was booked as paid by bank before');
  return id;
}

const tellBuyer = (trx: Db, services: Services, refund: FailedRefund, payment: BankPayment) =>
  writeLetter(trx, services.queue, {
    kind: 'refund-paid-by-bank',
    dedupeKey: `refund:${refund.id}:paid_by_bank`,
    to: { name: refund.buyerName, address: refund.email },
    orderId: refund.order_id,
    data: {
      orderNumber: refund.orderNumber,
      orderUrl: `${services.settings.publicUrl}/orders/${refund.orderNumber}`,
      currency: refund.currency,
      amountCents: refund.amount_cents,
      paidOn: payment.paid_on,
      bankReference: payment.bank_reference,
      reason: refund.reason,
    },
  });
