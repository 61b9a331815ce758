import type { Db } from '#db/connection.ts';
import type { RefundRow } from './queries.ts';

export interface FailedRefund extends RefundRow {
  orderNumber: string;
  partNumber: string | null;
  wholesalerName: string | null;
  buyerName: string;
  email: string;
  failures: { attempt: number; reason: string | null; failedAt: string }[];
  /** Somebody says it was paid by bank, and nobody has agreed yet. */
  isProposed: boolean;
  /** Of its payment: 'open' while the bank holds the money, 'lost' when the buyer got it that way and too little is left. */
  disputed: 'open' | 'lost' | null;
}

/** With lock: the row is held, so that it is tried again or paid once. */
export async function readFailedRefund(db: Db, id: string, isLocked = false): Promise<FailedRefund | null> {
  if (isLocked) await db('refunds').where({ id }).forUpdate().first('id');
  const { rows } = await db.raw(
    `select r.*, o.number as "orderNumber", p.number as "partNumber", w.name as "wholesalerName", o.shipping_address->>'name' as "buyerName", o.email,
       exists (select from refund_bank_payments b where b.refund_id = r.id and b.status = 'proposed') as "isProposed",
       (select case when bool_or(d.status <> 'lost') then 'open' 
             when count(*) > 0 and r.amount_cents > max(pay.captured_cents) - sum(d.amount_cents)
               - coalesce((select sum(o.amount_cents) from refunds o where o.payment_id = r.payment_id and o.status <> 'failed'), 0) then 'lost' end
         from disputes d join payments pay on pay.id = d.payment_id where d.payment_id = r.payment_id and d.status in ('needs_response', 'under_review', 'lost')) as disputed,
       coalesce((select json_agg(json_build_object('attempt', f.attempt, 'reason', f.reason,
           'failedAt', to_char(f.failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by f.attempt)
         from refund_failures f where f.refund_id = r.id), '[]') as failures
     from refunds r join orders o on o.id = r.order_id
     left join wholesaler_orders p on p.id = r.wholesaler_order_id left join wholesalers w on w.id = p.wholesaler_id
     where r.id = ?`,
    [id],
  );
  return rows[0] ?? null;
}

/** News of an attempt that failed before the present one began: late, or told twice. */
export async function isPastAttempt(db: Db, refund: RefundRow, stripeRefundId: string): Promise<boolean> {
  const known = { refund_id: refund.id, stripe_refund_id: stripeRefundId };
  return (await db('refund_failures').where(known).first('id')) !== undefined;
}

/** failed → pending, as the next attempt. False: somebody else was faster. */
export async function beginNextAttempt(trx: Db, refund: RefundRow, at: Date): Promise<boolean> {
  const count = await trx('refunds')
    .where({ id: refund.id, status: 'failed', attempt: refund.attempt })
    .update({ status: 'pending', attempt: refund.attempt + 1, failure_reason: null, updated_at: at });
  return count === 1;
}

export interface BankPayment {
  id: string;
  refund_id: string;
  status: 'proposed' | 'posted' | 'declined';
  currency: string;
  amount_cents: number;
  paid_on: string;
  bank_reference: string;
  note: string;
  proposed_by: string;
}

export async function proposeBankPayment(
  trx: Db,
  payment: { refund: RefundRow; paidOn: string; bankReference: string; note: string; proposedBy: string },
): Promise<string> {
  const { refund } = payment;
  const [{ id }] = await trx('refund_bank_payments')
    .insert({
      ...{ refund_id: refund.id, currency: refund.currency, amount_cents: refund.amount_cents },
      ...{ paid_on: payment.paidOn, bank_reference: payment.bankReference, note: payment.note },
      proposed_by: payment.proposedBy,
    })
    .returning('id');
  return id;
}

/** Locked, so that two people cannot decide it beside each other. */
export async function lockBankPayment(trx: Db, id: string): Promise<BankPayment | null> {
  return (await trx('refund_bank_payments').where({ id }).forUpdate().first()) ?? null;
}

/** With its entry: posted, and the refund is paid. Without: declined. */
export async function decideBankPayment(
  trx: Db,
  decision: { payment: BankPayment; decidedBy: string; ledgerTransactionId: string | null; at: Date },
): Promise<void> {
  const { payment, ledgerTransactionId, at } = decision;
  await trx('refund_bank_payments')
    .where({ id: payment.id, status: 'proposed' })
    .update({
      ...{ status: ledgerTransactionId ? 'posted' : 'declined', ledger_transaction_id: ledgerTransactionId },
      ...{ decided_by: decision.decidedBy, decided_at: at, updated_at: at },
    });
  if (ledgerTransactionId)
    await trx('refunds')
      .where({ id: payment.refund_id, status: 'failed' })
      .update({ status: 'paid_by_bank', updated_at: at });
}
