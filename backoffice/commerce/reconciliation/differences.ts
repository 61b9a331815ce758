import type { Db } from '#db/connection.ts';
import type { CounterAccount, Difference } from './rules.ts';

/**
 * Keeps what a run found: what is known stays and is seen again, what is not found any more is cleared. In the transaction that finishes
 * the run.
 */
export async function keepDifferences(trx: Db, runId: string, differences: Difference[], at: Date): Promise<void> {
  await trx.raw(
    `with found as (
       select * from jsonb_to_recordset(cast(:differences as jsonb)) as f (kind text, movement text, reference text, currency text, "ledgerCents" bigint,
         "processorCurrency" text, "processorCents" bigint, explanation text, "stripeObject" text, "balanceTransactionId" uuid, "orderId" uuid, "refundId" uuid,
         "payoutId" uuid, "occurredAt" timestamptz)
     ), gone as (
       update reconciliation_differences d set status = 'cleared', updated_at = :at where status in ('open', 'proposed')
         and not exists (select from found f where f.movement = d.movement and f.reference = d.reference and f.kind = d.kind)
     )
     insert into reconciliation_differences (kind, movement, reference, currency, ledger_cents, processor_currency, processor_cents, explanation, stripe_object,
       balance_transaction_id, order_id, refund_id, payout_id, occurred_at, first_seen_in, last_seen_in)
     select kind, movement, reference, currency, "ledgerCents", "processorCurrency", "processorCents", explanation, "stripeObject",
       "balanceTransactionId", "orderId", "refundId", "payoutId", "occurredAt", :run, :run from found
     on conflict (movement, reference, kind) where status in ('open', 'proposed') do update set last_seen_in = excluded.last_seen_in, explanation = excluded.explanation,
       ledger_cents = excluded.ledger_cents, processor_cents = excluded.processor_cents, updated_at = :at`,
    { run: runId, at, differences: JSON.stringify(differences) },
  );
  await trx.raw(
    `update reconciliations set difference_count = (select count(*) from reconciliation_differences where status in ('open', 'proposed')) where id = :run`,
    { run: runId },
  );
}

export interface DifferenceRow {
  id: string;
  kind: string;
  status: 'open' | 'proposed' | 'resolved' | 'cleared';
  movement: string;
  reference: string;
  currency: string;
  ledgerCents: number | null;
  processorCurrency: string;
  processorCents: number | null;
  explanation: string;
  stripeObject: string | null;
  orderId: string | null;
  orderNumber: string | null;
  refundId: string | null;
  payoutId: string | null;
  payoutNumber: string | null;
  occurredAt: Date;
  note: string | null;
  counterAccount: CounterAccount | null;
  proposedBy: string | null;
  proposerName: string | null;
  deciderName: string | null;
  ledgerTransactionId: string | null;
  resolvedAt: Date | null;
}

const SELECT = `select d.id, d.kind, d.status, d.movement, d.reference, d.currency, d.ledger_cents as "ledgerCents", d.processor_currency as "processorCurrency",
  d.processor_cents as "processorCents", d.explanation, d.stripe_object as "stripeObject", d.order_id as "orderId", o.number as "orderNumber", d.refund_id as "refundId",
  d.payout_id as "payoutId", p.number as "payoutNumber", d.occurred_at as "occurredAt", d.note, d.counter_account as "counterAccount", d.proposed_by as "proposedBy",
  proposer.name as "proposerName", decider.name as "deciderName", d.ledger_transaction_id as "ledgerTransactionId", d.resolved_at as "resolvedAt"
  from reconciliation_differences d left join orders o on o.id = d.order_id left join payouts p on p.id = d.payout_id
  left join users proposer on proposer.id = d.proposed_by left join users decider on decider.id = d.decided_by`;

/** Newest first; status null: all of them. */
export async function listDifferences(
  db: Db,
  { isOpen, after, limit }: { isOpen: boolean; after: readonly (string | number)[] | null; limit: number },
): Promise<{ items: DifferenceRow[]; next: [string, string] | null }> {
  const { rows } = await db.raw(
    `${SELECT} where (cast(:isOpen as boolean) is false or d.status in ('open', 'proposed'))
       and (cast(:at as timestamptz) is null or (d.occurred_at, d.id) < (cast(:at as timestamptz), cast(:id as uuid)))
     order by d.occurred_at desc, d.id desc limit :more`,
    { isOpen, at: after?.[0] ?? null, id: after?.[1] ?? null, more: limit + 1 },
  );
  const items = rows.slice(0, limit) as DifferenceRow[];
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? [last.occurredAt.toISOString(), last.id] : null };
}

export async function findDifference(db: Db, id: string): Promise<DifferenceRow | null> {
  const { rows } = await db.raw(`${SELECT} where d.id = :id`, { id });
  return rows[0] ?? null;
}

/** open → proposed with an account to stand against, open → resolved with a note alone. False: somebody has decided meanwhile. */
export async function proposeForDifference(
  trx: Db,
  proposal: { id: string; note: string; counterAccount: CounterAccount | null; userId: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw(
    `update reconciliation_differences set status = case when cast(:counterAccount as text) is null then 'resolved' else 'proposed' end, note = :note,
       counter_account = :counterAccount, proposed_by = :userId, resolved_at = case when cast(:counterAccount as text) is null then cast(:at as timestamptz) end, updated_at = :at
     where id = :id and status = 'open' returning id`,
    { ...proposal },
  );
  return rows.length === 1;
}

/** proposed → resolved with its entry, by somebody else than who proposed it. */
export async function settleDifference(
  trx: Db,
  decision: { id: string; userId: string; ledgerTransactionId: string | null; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw(
    `update reconciliation_differences set status = 'resolved', decided_by = :userId, ledger_transaction_id = :ledgerTransactionId, resolved_at = :at, updated_at = :at
     where id = :id and status = 'proposed' and proposed_by <> :userId returning id`,
    { ...decision },
  );
  return rows.length === 1;
}

/** proposed → open: the proposal was not good. */
export async function reopenDifference(trx: Db, { id, at }: { id: string; at: Date }): Promise<boolean> {
  const { rows } = await trx.raw(
    `update reconciliation_differences set status = 'open', counter_account = null, updated_at = :at where id = :id and status = 'proposed' returning id`,
    { id, at },
  );
  return rows.length === 1;
}
