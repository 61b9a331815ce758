import type { Db } from '#db/connection.ts';
import { type EvidenceFields, mergeEvidence } from './evidence.ts';

export interface DisputeAnswer {
  evidence: EvidenceFields;
  gathered: EvidenceFields;
  gatheredAt: Date | null;
  decision: 'contested' | 'accepted' | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  attempt: number;
  sentAt: Date | null;
  failureReason: string | null;
}

/** Of a dispute that nobody has touched: empty. */
export async function readAnswer(db: Db, disputeId: string): Promise<DisputeAnswer> {
  const row = await db('dispute_answers').where({ dispute_id: disputeId }).first();
  const gathered = { texts: row?.gathered ?? {}, files: row?.gathered_files ?? {} };
  return {
    gathered,
    evidence: mergeEvidence(gathered, { texts: row?.edits ?? {}, files: row?.edited_files ?? {} }),
    gatheredAt: row?.gathered_at ?? null,
    decision: row?.decision ?? null,
    decidedAt: row?.decided_at ?? null,
    decidedBy: row?.decided_by ?? null,
    attempt: row?.attempt ?? 1,
    sentAt: row?.sent_at ?? null,
    failureReason: row?.failure_reason ?? null,
  };
}

/** What was found anew; what a person wrote stays. After the decision nothing changes any more: false. */
export async function keepGathered(
  trx: Db,
  disputeId: string,
  { texts, files }: EvidenceFields,
  at: Date,
): Promise<boolean> {
  const { rows } = await trx.raw(
    `insert into dispute_answers (dispute_id, gathered, gathered_files, gathered_at, updated_at)
     values (:disputeId, :texts, :files, :at, :at)
     on conflict (dispute_id) do update set gathered = excluded.gathered, gathered_files = excluded.gathered_files,
       gathered_at = excluded.gathered_at, updated_at = excluded.updated_at
     where dispute_answers.decision is null returning 1`,
    { disputeId, texts: JSON.stringify(texts), files: JSON.stringify(files), at },
  );
  return rows.length === 1;
}

/** Adds to what was edited before. False: it is decided already. */
export async function keepEdits(
  trx: Db,
  disputeId: string,
  { texts, files }: EvidenceFields,
  at: Date,
): Promise<boolean> {
  const { rows } = await trx.raw(
    `insert into dispute_answers (dispute_id, edits, edited_files, updated_at) values (:disputeId, :texts, :files, :at)
     on conflict (dispute_id) do update set edits = dispute_answers.edits || excluded.edits,
       edited_files = dispute_answers.edited_files || excluded.edited_files, updated_at = excluded.updated_at
     where dispute_answers.decision is null returning 1`,
    { disputeId, texts: JSON.stringify(texts), files: JSON.stringify(files), at },
  );
  return rows.length === 1;
}

/** Once: false when it was decided before. */
export async function decideAnswer(
  trx: Db,
  disputeId: string,
  decided: { decision: 'contested' | 'accepted'; by: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw(
    `insert into dispute_answers (dispute_id, decision, decided_by, decided_at, updated_at) values (:disputeId, :decision, :by, :at, :at)
     on conflict (dispute_id) do update set decision = excluded.decision, decided_by = excluded.decided_by, decided_at = excluded.decided_at,
       failure_reason = null, updated_at = excluded.updated_at
     where dispute_answers.decision is null returning 1`,
    { disputeId, ...decided },
  );
  return rows.length === 1;
}

export async function noteAnswerSent(trx: Db, disputeId: string, at: Date): Promise<void> {
  await trx('dispute_answers').where({ dispute_id: disputeId, sent_at: null }).update({ sent_at: at, updated_at: at });
}

/** The processor said no: the desk decides anew, and the next try has a key of its own. */
export async function noteAnswerRefused(trx: Db, disputeId: string, reason: string, at: Date): Promise<void> {
  await trx('dispute_answers')
    .where({ dispute_id: disputeId, sent_at: null })
    .update({
      ...{ decision: null, decided_by: null, decided_at: null, failure_reason: reason, updated_at: at },
      attempt: trx.raw('attempt + 1'),
    });
}

export interface DisputeFile {
  id: string;
  name: string;
  key: string;
  contentType: string;
  byteSize: number;
  /** Null: made by ourselves. */
  uploadedBy: string | null;
  wholesalerId: string | null;
  wholesalerName: string | null;
  stripeFileId: string | null;
  createdAt: Date;
}

export async function listDisputeFiles(db: Db, by: { dispute_id: string } | { id: string }): Promise<DisputeFile[]> {
  return db('dispute_files as d')
    .join('files as f', 'f.id', 'd.file_id')
    .leftJoin('dispute_parts as p', 'p.id', 'd.dispute_part_id')
    .leftJoin('wholesalers as w', 'w.id', 'p.wholesaler_id')
    .leftJoin('users as u', 'u.id', 'd.uploaded_by')
    .where('dispute_id' in by ? { 'd.dispute_id': by.dispute_id } : { 'd.id': by.id })
    .orderBy(['d.created_at', 'd.id'])
    .select({
      ...{ id: 'd.id', name: 'd.name', key: 'f.key', contentType: 'f.content_type', byteSize: 'f.byte_size' },
      ...{ uploadedBy: 'u.name', wholesalerId: 'p.wholesaler_id', wholesalerName: 'w.name' },
      ...{ stripeFileId: 'd.stripe_file_id', createdAt: 'd.created_at' },
    });
}

export interface NewDisputeFile {
  disputeId: string;
  partId: string | null;
  name: string;
  uploadedBy: string | null;
  file: { key: string; contentType: string; byteSize: number; sha256: string };
}

export async function insertDisputeFile(trx: Db, { file, ...given }: NewDisputeFile): Promise<string> {
  const stored = { key: file.key, content_type: file.contentType, byte_size: file.byteSize, sha256: file.sha256 };
  const [{ id: fileId }] = await trx('files').insert(stored).returning('id');
  const [{ id }] = await trx('dispute_files')
    .insert({
      ...{ dispute_id: given.disputeId, dispute_part_id: given.partId, file_id: fileId },
      ...{ name: given.name, uploaded_by: given.uploadedBy },
    })
    .returning('id');
  return id;
}

export async function noteFileSent(db: Db, id: string, stripeFileId: string): Promise<void> {
  await db('dispute_files').where({ id, stripe_file_id: null }).update({ stripe_file_id: stripeFileId });
}

export async function insertDisputeMessage(
  trx: Db,
  message: { partId: string; authorId: string; body: string; at: Date },
): Promise<void> {
  await trx('dispute_messages').insert({
    ...{ dispute_part_id: message.partId, author_id: message.authorId, body: message.body, created_at: message.at },
  });
}
