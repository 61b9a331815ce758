import { v7 as uuid } from 'uuid';
import type { LetterData, LetterKind } from '#backoffice/mail/letters.ts';
import type { Db } from '#db/connection.ts';

/** The one verb of the queue that letters need. */
export interface LetterQueue {
  enqueue(db: Db, name: 'send-letter', payload: { letterId: string }): Promise<void>;
}

/** dedupeKey: the cause ('order:<id>:confirmation'); a second letter for it is not written. data: what backoffice/mail renders this kind from. */
export interface NewLetter<Kind extends LetterKind = LetterKind> {
  kind: Kind;
  dedupeKey: string;
  to: { name: string; address: string };
  /** recipientName is taken from to.name. */
  data: Omit<LetterData<Kind>, 'recipientName'> & { recipientName?: string };
  orderId?: string | null;
  payoutId?: string | null;
  userId?: string | null;
}

export interface LetterRow {
  id: string;
  kind: string;
  recipient_name: string;
  recipient_address: string;
  data: Record<string, unknown>;
  message_id: string;
  status: 'queued' | 'sent' | 'failed';
  attempts: number;
  order_id: string | null;
  payout_id: string | null;
}

/** Writes a letter and its sending in the caller's transaction. Null when this cause already has one. */
export async function writeLetter<Kind extends LetterKind>(
  trx: Db,
  queue: LetterQueue,
  letter: NewLetter<Kind>,
): Promise<string | null> {
  const id = uuid();
  const { rows } = await trx.raw(
    `insert into letters (id, kind, dedupe_key, recipient_name, recipient_address, data, message_id, order_id, payout_id, user_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (dedupe_key) do nothing returning id`,
    [
      id,
      letter.kind,
      letter.dedupeKey,
      letter.to.name,
      letter.to.address,
      JSON.stringify({ recipientName: letter.to.name, ...letter.data }),
      `${id}@letters.stackr`,
      letter.orderId ?? null,
      letter.payoutId ?? null,
      letter.userId ?? null,
    ],
  );
  if (rows.length === 0) return null;
  await queue.enqueue(trx, 'send-letter', { letterId: id });
  return id;
}

export async function findLetter(db: Db, letterId: string): Promise<LetterRow | undefined> {
  return db('letters').where({ id: letterId }).first();
}

export async function markLetterSent(db: Db, letterId: string, sent: { subject: string; at: Date }): Promise<void> {
  await db('letters')
    .where({ id: letterId })
    .whereNot({ status: 'sent' })
    .update({ status: 'sent', subject: sent.subject, sent_at: sent.at, last_error: null, updated_at: sent.at });
}

export async function noteLetterAttempt(db: Db, letterId: string, at: Date): Promise<void> {
  await db('letters').where({ id: letterId }).increment('attempts', 1).update({ updated_at: at });
}

/** The mail server will not take it: someone has to look. */
export async function refuseLetter(db: Db, letterId: string, reason: string, at: Date): Promise<void> {
  await db('letters')
    .where({ id: letterId, status: 'queued' })
    .update({ status: 'failed', last_error: reason, updated_at: at });
}

/** A failed letter, or one whose work was lost, is written into the queue again. False when it was sent already. */
export async function requeueLetter(trx: Db, queue: LetterQueue, letterId: string): Promise<boolean> {
  const count = await trx('letters').where({ id: letterId }).whereNot({ status: 'sent' }).update({ status: 'queued' });
  if (count > 0) await queue.enqueue(trx, 'send-letter', { letterId });
  return count > 0;
}
