import type { Db } from '#db/connection.ts';

export interface Adjustment {
  id: string;
  wholesalerId: string;
  status: 'proposed' | 'posted' | 'declined';
  currency: string;
  /** Positive: to the wholesaler. */
  amountCents: number;
  reason: string;
  proposedBy: string;
}

/** Null: there is no such wholesaler. */
export async function proposeAdjustment(
  trx: Db,
  adjustment: Pick<Adjustment, 'wholesalerId' | 'currency' | 'amountCents' | 'reason' | 'proposedBy'>,
): Promise<string | null> {
  const { rows } = await trx.raw(
    `insert into adjustments (wholesaler_id, currency, amount_cents, reason, proposed_by)
     select id, :currency, cast(:amountCents as bigint), :reason, cast(:proposedBy as uuid) from wholesalers where id = :wholesalerId returning id`,
    { ...adjustment },
  );
  return rows[0]?.id ?? null;
}

/** Locked, so that two people cannot decide it beside each other. */
export async function lockAdjustment(trx: Db, id: string): Promise<Adjustment | null> {
  const { rows } = await trx.raw(
    `select id, wholesaler_id as "wholesalerId", status, currency, amount_cents as "amountCents", reason, proposed_by as "proposedBy"
     from adjustments where id = :id for update`,
    { id },
  );
  return rows[0] ?? null;
}

/** With its entry: posted. Without: declined. */
export async function decideAdjustment(
  trx: Db,
  decision: { id: string; decidedBy: string; ledgerTransactionId: string | null; at: Date },
): Promise<void> {
  await trx.raw(
    `update adjustments set status = case when cast(:ledgerTransactionId as uuid) is null then 'declined' else 'posted' end, decided_by = :decidedBy,
       decided_at = :at, ledger_transaction_id = cast(:ledgerTransactionId as uuid), updated_at = :at where id = :id and status = 'proposed'`,
    { ...decision },
  );
}
