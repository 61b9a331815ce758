import type { Db } from '#db/connection.ts';

export type WebhookProvider = 'stripe' | 'stripe_connect' | 'easypost';

export interface IncomingEvent {
  provider: WebhookProvider;
  eventId: string;
  type: string;
  payload: object;
  occurredAt: Date;
}

export interface StoredEvent {
  id: string;
  provider: WebhookProvider;
  event_id: string;
  type: string;
  payload: Record<string, unknown>;
  occurred_at: Date;
  received_at: Date;
  applied_at: Date | null;
  attempts: number;
}

/** Keeps what came in, once. Null: this event is here already. */
export async function storeEvent(trx: Db, event: IncomingEvent): Promise<string | null> {
  const { rows } = await trx.raw(
    `insert into webhook_events (provider, event_id, type, payload, occurred_at) values (?, ?, ?, ?, ?)
     on conflict (provider, event_id) do nothing returning id`,
    [event.provider, event.eventId, event.type, JSON.stringify(event.payload), event.occurredAt],
  );
  return rows[0]?.id ?? null;
}

/** The event, locked until the transaction ends; null when it was applied already. */
export async function lockUnappliedEvent(trx: Db, id: string): Promise<StoredEvent | null> {
  const event = await trx('webhook_events').where({ id }).whereNull('applied_at').forUpdate().first();
  return event ?? null;
}

/** In the transaction of the event's effects, so that both happen or neither. outcome: one clause for people. */
export async function markEventApplied(trx: Db, id: string, outcome: string, at: Date): Promise<void> {
  await trx('webhook_events').where({ id }).update({ applied_at: at, outcome, last_error: null });
}

/** After the failed transaction was rolled back: on the pool. */
export async function noteEventFailure(db: Db, id: string, message: string): Promise<void> {
  await db('webhook_events')
    .where({ id })
    .whereNull('applied_at')
    .increment('attempts', 1)
    .update({ last_error: message });
}

/** For a replay: its effects know their own causes, so applying it again adds only what is missing. */
export async function reopenEvent(trx: Db, id: string): Promise<StoredEvent | null> {
  const [event] = await trx('webhook_events').where({ id }).update({ applied_at: null, outcome: null }).returning('*');
  return event ?? null;
}

/** What should have been applied by now: its work was lost, or failed too often. */
export async function unappliedEvents(db: Db, receivedBefore: Date): Promise<StoredEvent[]> {
  return db('webhook_events')
    .whereNull('applied_at')
    .where('received_at', '<', receivedBefore)
    .orderBy('received_at')
    .limit(500);
}

export async function findEvent(db: Db, id: string): Promise<StoredEvent | null> {
  return (await db('webhook_events').where({ id }).first()) ?? null;
}
