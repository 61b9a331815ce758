import { createHash } from 'node:crypto';
import { conflict } from '#backoffice/commerce/refusal.ts';
import type { Db } from '#db/connection.ts';

interface Asked {
  scope: string;
  key: string;
  body: unknown;
}
interface Answer {
  status: number;
  body: unknown;
}

/** How long a started request without an answer counts as still running; after that its process is taken for dead. */
const ABANDONED_AFTER_SECONDS = 60;

/**
 * The first answer to a key, for every repeat. A refusal is not kept: the caller may mend its cause and repeat the key.
 * A crash between the work and this note is covered by the work's own unique request_key.
 */
export async function answerOnce(
  db: Db,
  asked: Asked,
  work: () => Promise<Answer>,
): Promise<Answer & { isRepeat: boolean }> {
  const requestHash = createHash('sha256')
    .update(JSON.stringify(asked.body ?? null))
    .digest('hex');
  const earlier = await claim(db, asked, requestHash);
  if (earlier) return { ...earlier, isRepeat: true };
  try {
    const answer = await work();
    await db('idempotency_keys')
      .where({ scope: asked.scope, key: asked.key })
      .update({ response_status: answer.status, response_body: JSON.stringify(answer.body ?? null) });
    return { ...answer, isRepeat: false };
  } catch (error) {
    await db('idempotency_keys')
      .where({ scope: asked.scope, key: asked.key, request_hash: requestHash })
      .whereNull('response_status')
      .delete();
    throw error;
  }
}

async function claim(db: Db, { scope, key }: Asked, requestHash: string): Promise<Answer | null> {
  const claimed = await db.raw(
    `insert into idempotency_keys (scope, key, request_hash) values (:scope, :key, :requestHash)
     on conflict (scope, key) do update set created_at = now()
       where idempotency_keys.response_status is null and idempotency_keys.request_hash = excluded.request_hash
         and idempotency_keys.created_at < now() - make_interval(secs => ${ABANDONED_AFTER_SECONDS})
     returning 1`,
    { scope, key, requestHash },
  );
  if (claimed.rows.length > 0) return null;
  const first = await db('idempotency_keys').where({ scope, key }).first();
  if (!first) return claim(db, { scope, key, body: null }, requestHash);
  if (first.request_hash !== requestHash)
    throw conflict('idempotency_key_reused', 'This Idempotency-Key was used with another request: use a new one');
  if (first.response_status === null)
    throw conflict('in_progress', 'The same request is still being worked on: repeat it in a moment');
  return { status: first.response_status, body: first.response_body };
}
