import type { Db } from '#db/connection.ts';

export interface Reconciliation {
  id: string;
  status: 'reading' | 'finished';
  readsFrom: Date | null;
  cursor: string | null;
  readCount: number;
  differenceCount: number;
  startedAt: Date;
  finishedAt: Date | null;
}

/** As the processor tells it; amounts in cents. */
export interface Movement {
  id: string;
  kind: string;
  type: string;
  currency: string;
  amountCents: number;
  feeCents: number;
  reference: string | null;
  about: object;
  description: string | null;
  occurredAt: Date;
  availableOn: Date;
}

/** A movement may be entered at the processor a little after the second it says. */
const OVERLAP_MS = 2 * 24 * 60 * 60_000;

const COLUMNS = `id, status, reads_from as "readsFrom", cursor, read_count as "readCount", difference_count as "differenceCount",
  started_at as "startedAt", finished_at as "finishedAt"`;

/** The run that is under way, or was cut off; otherwise a new one, which reads what came since the last. isNew: it is not somebody's half. */
export async function openReconciliation(
  db: Db,
  { at, requestedBy }: { at: Date; requestedBy: string | null },
): Promise<Reconciliation & { isNew: boolean }> {
  const { rows } = await db.raw(
    `with begun as (
       insert into reconciliations (requested_by, started_at, reads_from)
       select cast(:requestedBy as uuid), cast(:at as timestamptz), (select max(started_at) from reconciliations where status = 'finished') - make_interval(secs => :overlap)
       on conflict do nothing returning *
     )
     select ${COLUMNS}, true as "isNew" from begun
     union all select ${COLUMNS}, false from reconciliations where status = 'reading' and not exists (select from begun)`,
    { at, requestedBy, overlap: OVERLAP_MS / 1000 },
  );
  if (!rows[0]) return openReconciliation(db, { at, requestedBy });
  return rows[0];
}

export async function findReconciliation(db: Db, id: string): Promise<Reconciliation | null> {
  const { rows } = await db.raw(`select ${COLUMNS} from reconciliations where id = :id`, { id });
  return rows[0] ?? null;
}

/**
 * Keeps a page and moves the cursor behind it, in the caller's transaction. False: somebody else has moved it meanwhile, and with it
 * these movements.
 */
export async function keepPage(trx: Db, run: Reconciliation, items: Movement[]): Promise<boolean> {
  const cursor = items.at(-1)?.id ?? run.cursor;
  const { rows } = await trx.raw(
    `update reconciliations set cursor = :cursor, read_count = read_count + :count, updated_at = now()
     where id = :id and status = 'reading' and cursor is not distinct from cast(:before as text) returning id`,
    { id: run.id, before: run.cursor, cursor, count: items.length },
  );
  if (!rows[0]) return false;
  await trx.raw(
    `insert into balance_transactions (stripe_id, reconciliation_id, kind, type, currency, amount_cents, fee_cents, reference, about, description, occurred_at, available_on)
     select m.id, :run, m.kind, m.type, m.currency, m."amountCents", m."feeCents", m.reference, m.about, m.description, m."occurredAt", m."availableOn"
     from jsonb_to_recordset(cast(:items as jsonb)) as m (id text, kind text, type text, currency text, "amountCents" bigint, "feeCents" bigint,
       reference text, about jsonb, description text, "occurredAt" timestamptz, "availableOn" timestamptz)
     on conflict (stripe_id) do nothing`,
    { run: run.id, items: JSON.stringify(items) },
  );
  return true;
}

/** With both sides' sums as they were compared. False: somebody else finished it. */
export async function finishReconciliation(trx: Db, run: Reconciliation, at: Date): Promise<boolean> {
  const { rows } = await trx.raw(
    `update reconciliations set status = 'finished', finished_at = :at, updated_at = now(),
       ledger_cents = (select coalesce(jsonb_object_agg(currency, cents), '{}') from (
         select currency, sum(amount_cents) as cents from clearing_movements where occurred_at <= :until group by currency) ours),
       processor_cents = (select coalesce(jsonb_object_agg(currency, cents), '{}') from (
         select currency, sum(amount_cents - fee_cents) as cents from balance_transactions group by currency) theirs)
     where id = :id and status = 'reading' returning id`,
    { id: run.id, at, until: run.startedAt },
  );
  return rows.length === 1;
}
