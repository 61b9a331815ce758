import { buffer } from 'node:stream/consumers';
import { type DocumentKind, documentKey, findDocument, saveDocument } from '#backoffice/commerce/document/index.ts';
import type { QueuedWork } from '#backoffice/providers/queue/queue.ts';
import type { Services } from '#backoffice/services.ts';
import { type MadeDocument, makers } from './document-makers.ts';

type WantedKind = keyof typeof makers;

/** Queued: makes a document (a payout's statement also as CSV) and stores it. Making it again stores the same. */
export async function makeDocument(
  services: Services,
  { kind, subjectId }: QueuedWork['make-document'],
): Promise<void> {
  await readDocument(services, kind, subjectId);
  if (kind === 'payout_statement') await readDocument(services, 'payout_statement_csv', subjectId);
}

/** The stored document, made now if its turn has not come. Who may read it is the caller's to know. */
export async function readDocument(services: Services, kind: WantedKind, subjectId: string): Promise<MadeDocument> {
  const stored = await findDocument(services.db, kind, subjectId);
  const object = stored && (await services.storage.get(stored.key));
  if (object) return { content: await buffer(object.body), contentType: object.contentType };
  const made = await makers[kind](services, subjectId);
  await store(services, kind, subjectId, made);
  return made;
}

/** The object first: a row never names one that is not there. */
async function store(
  services: Services,
  kind: DocumentKind,
  subjectId: string,
  { content, contentType }: MadeDocument,
): Promise<void> {
  const key = documentKey(kind, subjectId, contentType === 'application/pdf' ? 'pdf' : 'csv');
  await services.storage.put(key, content, contentType);
  await services.db.transaction(trx => saveDocument(trx, { kind, subjectId, key, contentType, content }));
}
