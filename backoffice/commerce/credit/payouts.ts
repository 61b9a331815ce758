import type { Db } from '#db/connection.ts';

export interface CreditPayout {
  id: string;
  storeId: string;
  status: 'proposed' | 'posted' | 'declined';
  currency: string;
  amountCents: number;
  paidOn: string;
  bankReference: string;
  note: string;
  proposedBy: string;
}

/** Null: one waits for a second person already. */
export async function proposeCreditPayout(
  trx: Db,
  payout: Omit<CreditPayout, 'id' | 'status'>,
): Promise<string | null> {
  const { rows } = await trx.raw(
    `insert into store_credit_payouts (store_id, currency, amount_cents, paid_on, bank_reference, note, proposed_by)
     values (:storeId, :currency, :amountCents, :paidOn, :bankReference, :note, :proposedBy)
     on conflict (store_id) where status = 'proposed' do nothing returning id`,
    { ...payout },
  );
  return rows[0]?.id ?? null;
}

/** Locked, so that two people cannot decide it beside each other. */
export async function lockCreditPayout(trx: Db, id: string): Promise<CreditPayout | null> {
  const { rows } = await trx.raw(
    `select id, store_id as "storeId", status, currency, amount_cents as "amountCents", to_char(paid_on, 'YYYY-MM-DD') as "paidOn",
       bank_reference as "bankReference", note, proposed_by as "proposedBy"
     from store_credit_payouts where id = :id for update`,
    { id },
  );
  return rows[0] ?? null;
}

/** With its entry: posted. Without: declined. */
export async function decideCreditPayout(
  trx: Db,
  decision: { id: string; decidedBy: string; ledgerTransactionId: string | null; at: Date },
): Promise<void> {
  await trx.raw(
    `update store_credit_payouts set status = case when cast(:ledgerTransactionId as uuid) is null then 'declined' else 'posted' end, decided_by = :decidedBy,
       decided_at = :at, ledger_transaction_id = cast(:ledgerTransactionId as uuid), updated_at = :at where id = :id and status = 'proposed'`,
    { ...decision },
  );
}
