import type { Db } from '#db/connection.ts';

/** Who does something in the name of which role; a job is nobody. */
export interface Actor {
  userId: string | null;
  role: string;
  requestId?: string | null;
}

export interface AuditEntry {
  actor: Actor;
  /** verb.noun: approve.store */
  action: string;
  table: string;
  id: string;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

/** In the same transaction as what it records. */
export async function writeAudit(
  trx: Db,
  { actor, action, table, id, before, after, reason }: AuditEntry,
): Promise<void> {
  await trx('audit_log').insert({
    actor_id: actor.userId,
    actor_role: actor.role,
    action,
    subject_table: table,
    subject_id: id,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
    reason: reason ?? null,
    request_id: actor.requestId ?? null,
  });
}
