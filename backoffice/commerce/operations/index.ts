import type { Db } from '#db/connection.ts';

const ISO = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const iso = (column: string) => `to_char(${column} at time zone 'UTC', ${ISO})`;

export interface Waiting {
  stores: { id: string; name: string; since: string }[];
  wholesalers: { id: string; name: string; since: string }[];
  products: { id: string; title: string; since: string }[];
}

/** What waits for a decision, longest first. */
export async function listWaiting(db: Db): Promise<Waiting> {
  const list = (select: string) => `coalesce((select json_agg(waiting) from (${select} limit 200) waiting), '[]')`;
  const { rows } = await db.raw(
    `select ${list(`select id, name, ${iso('updated_at')} as since from stores where status = 'in_review' order by updated_at`)} as stores,
       ${list(`select id, name, ${iso('updated_at')} as since from wholesalers where status = 'applied' order by updated_at`)} as wholesalers,
       ${list(`select id, title, ${iso('updated_at')} as since from products where status = 'pending' order by updated_at`)} as products`,
  );
  return rows[0];
}

export interface WebhookEventSummary {
  id: string;
  provider: string;
  eventId: string;
  type: string;
  receivedAt: string;
  appliedAt: string | null;
  outcome: string | null;
  lastError: string | null;
}

export async function listWebhookEvents(
  db: Db,
  { after, limit }: { after: [string | number, string] | null; limit: number },
): Promise<{ items: WebhookEventSummary[]; after: [string, string] | null }> {
  const { rows } = await db.raw(
    `select id, provider, event_id as "eventId", type, ${iso('received_at')} as "receivedAt", ${iso('applied_at')} as "appliedAt", outcome,
       last_error as "lastError", received_at::text as place
     from webhook_events where ${after ? '(received_at, id) < (cast(:value as timestamptz), cast(:id as uuid))' : 'true'}
     order by received_at desc, id desc limit :take`,
    { value: after?.[0] ?? null, id: after?.[1] ?? null, take: limit + 1 },
  );
  const items = rows.slice(0, limit).map(({ place: _, ...event }: WebhookEventSummary & { place: string }) => event);
  const last = rows.length > limit ? rows[limit - 1] : null;
  return { items, after: last ? [last.place, last.id] : null };
}

export interface JobRun {
  job: string;
  slot: string;
  status: string;
  startedAt: string;
  finishedAt: string | null;
  error: string | null;
}

export async function listJobRuns(db: Db, limit: number): Promise<JobRun[]> {
  const { rows } = await db.raw(
    `select job, ${iso('slot')} as slot, status, ${iso('started_at')} as "startedAt", ${iso('finished_at')} as "finishedAt", error
     from job_runs order by started_at desc limit ?`,
    [limit],
  );
  return rows;
}

/** What waits in the queue by kind, and what was given up into its dead letters. */
export async function listQueueDepths(db: Db): Promise<{ name: string; waiting: number; failed: number }[]> {
  const { rows } = await db.raw(
    `select name, count(*) filter (where state in ('created', 'retry', 'active'))::int as waiting, count(*) filter (where state = 'failed')::int as failed
     from pgboss.job group by name order by name`,
  );
  return rows;
}

/** A part of an order as staff name it to the workflows. */
export async function readStaffPart(
  db: Db,
  wholesalerOrderId: string,
): Promise<{ orderId: string; wholesalerId: string } | null> {
  return (
    (await db('wholesaler_orders')
      .where({ id: wholesalerOrderId })
      .first('order_id as orderId', 'wholesaler_id as wholesalerId')) ?? null
  );
}
