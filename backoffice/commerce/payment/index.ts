import type { Db } from '#db/connection.ts';

export { receivedByBankReasons, sentByBankReasons } from './bank.ts';
export { type Invoice, lockInvoice, openCents, settleInvoice } from './invoices.ts';

export interface PaymentRow {
  id: string;
  order_id: string;
  status: 'pending' | 'succeeded' | 'failed' | 'expired';
  currency: string;
  amount_cents: number;
  captured_cents: number;
  stripe_checkout_session_id: string | null;
  stripe_payment_intent_id: string | null;
}

/** The open session of an order; a repeat of the same session is the same row. */
export async function keepSession(
  db: Db,
  session: {
    orderId: string;
    /** Set when it pays the invoice of an order on terms. */
    invoiceId?: string;
    currency: string;
    amountCents: number;
    sessionId: string;
    url: string | null;
  },
): Promise<void> {
  await db.raw(
    `insert into payments (order_id, invoice_id, currency, amount_cents, stripe_checkout_session_id, checkout_url)
     values (:orderId, :invoiceId, :currency, :amountCents, :sessionId, :url)
     on conflict (stripe_checkout_session_id) do nothing`,
    { ...session, invoiceId: session.invoiceId ?? null },
  );
}

export async function findPayment(
  db: Db,
  by:
    | { order_id: string }
    | { stripe_payment_intent_id: string }
    | { stripe_checkout_session_id: string }
    | { stripe_charge_id: string },
): Promise<PaymentRow | null> {
  return (await db('payments').where(by).orderByRaw(`status = 'succeeded' desc, created_at desc`).first()) ?? null;
}

export interface Captured {
  orderId: string;
  invoiceId: string | null;
  sessionId: string | null;
  currency: string;
  paymentIntentId: string;
  chargeId: string;
  amountCents: number;
  feeCents: number;
  availableOn: Date | null;
  at: Date;
}

/** pending, failed or expired → succeeded; a webhook that comes before the session was written down makes the row. Null: it was known already. */
export async function capturePayment(trx: Db, captured: Captured): Promise<string | null> {
  const { rows } = await trx.raw(
    `with updated as (
       update payments set status = 'succeeded', captured_cents = :amountCents, fee_cents = :feeCents, stripe_payment_intent_id = :paymentIntentId,
         stripe_charge_id = :chargeId, available_on = :availableOn, succeeded_at = :at, updated_at = :at
       where stripe_checkout_session_id = :sessionId and status <> 'succeeded' returning id
     ), inserted as (
       insert into payments (order_id, invoice_id, status, currency, amount_cents, captured_cents, fee_cents, stripe_checkout_session_id, stripe_payment_intent_id,
         stripe_charge_id, available_on, succeeded_at)
       select cast(:orderId as uuid), cast(:invoiceId as uuid), 'succeeded', :currency, cast(:amountCents as bigint), cast(:amountCents as bigint), cast(:feeCents as bigint), :sessionId, :paymentIntentId,
         :chargeId, cast(:availableOn as timestamptz), cast(:at as timestamptz)
       where not exists (select from payments where stripe_checkout_session_id = :sessionId or stripe_payment_intent_id = :paymentIntentId) returning id
     ) select id from updated union all select id from inserted`,
    { ...captured },
  );
  return rows[0]?.id ?? null;
}

export async function expirePayments(trx: Db, orderId: string): Promise<void> {
  await trx('payments')
    .where({ order_id: orderId })
    .whereIn('status', ['pending', 'failed'])
    .update({ status: 'expired', updated_at: trx.fn.now() });
}

/** A pay page that closed without being paid. */
export async function expirePayment(trx: Db, sessionId: string): Promise<void> {
  await trx('payments')
    .where({ stripe_checkout_session_id: sessionId })
    .whereIn('status', ['pending', 'failed'])
    .update({ status: 'expired', updated_at: trx.fn.now() });
}

export async function failPayment(trx: Db, sessionId: string, reason: string): Promise<void> {
  await trx('payments')
    .where({ stripe_checkout_session_id: sessionId, status: 'pending' })
    .update({ status: 'failed', failure_reason: reason, updated_at: trx.fn.now() });
}

/**
 * The invoice of an order on terms: due so many days after it was issued. Null: the store's limit no longer covers it, or an invoice is overdue.
 * hasCredit: an earlier one was credited after it was paid, and what is over settles this one.
 */
export async function issueInvoice(
  trx: Db,
  invoice: { orderId: string; storeId: string; currency: string; totalCents: number; issuedOn: string; days: number },
): Promise<{ hasCredit: boolean } | null> {
  const { rows } = await trx.raw(
    `insert into invoices as new (order_id, store_id, currency, total_cents, issued_on, due_on)
     select :orderId, s.id, :currency, :totalCents, cast(:issuedOn as date), cast(:issuedOn as date) + cast(:days as int)
     from stores s
     where s.id = :storeId and s.status = 'approved' and s.terms_days is not null and s.credit_limit_cents - cast(:totalCents as bigint) >= coalesce((
       select sum(i.total_cents - i.credited_cents - i.paid_cents) from invoices i where i.store_id = s.id and (i.status = 'open' or i.credited_cents + i.paid_cents > i.total_cents)), 0)
       and not exists (select from invoices i where i.store_id = s.id and i.status = 'open' and i.due_on < cast(:issuedOn as date))
     returning exists (select from invoices i where i.store_id = new.store_id and i.credited_cents + i.paid_cents > i.total_cents) as "hasCredit"`,
    invoice,
  );
  return rows[0] ?? null;
}
