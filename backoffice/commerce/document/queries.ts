import { createHash } from 'node:crypto';
import type { Db } from '#db/connection.ts';

export type DocumentKind =
  | 'invoice'
  | 'packing_slip'
  | 'payout_statement'
  | 'payout_statement_csv'
  | 'commission_invoice';

export interface StoredDocument {
  key: string;
  content_type: string;
}

/** One object a document: making it again overwrites it with the same. */
export const documentKey = (kind: DocumentKind, subjectId: string, extension: string): string =>
  `documents/${kind}/${subjectId}.${extension}`;

export async function findDocument(db: Db, kind: DocumentKind, subjectId: string): Promise<StoredDocument | undefined> {
  return db('documents as d')
    .join('files as f', 'f.id', 'd.file_id')
    .where({ kind, subject_id: subjectId })
    .first('f.key', 'f.content_type');
}

interface NewDocument {
  kind: DocumentKind;
  subjectId: string;
  key: string;
  contentType: string;
  content: Buffer;
}

/** After the object is stored. Twice is once. */
export async function saveDocument(trx: Db, document: NewDocument): Promise<void> {
  const file = {
    key: document.key,
    content_type: document.contentType,
    byte_size: document.content.length,
    sha256: createHash('sha256').update(document.content).digest('hex'),
  };
  const [{ id }] = await trx('files').insert(file).onConflict('key').merge().returning('id');
  await trx('documents')
    .insert({ kind: document.kind, subject_id: document.subjectId, file_id: id })
    .onConflict(['kind', 'subject_id'])
    .merge();
}
