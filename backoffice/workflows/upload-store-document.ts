import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuid } from 'uuid';
import { writeAudit } from '#backoffice/commerce/audit/index.ts';
import { notFound, type Reason, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import {
  countDocuments,
  findDocument,
  insertCertificate,
  insertDocument,
  type StoreDocument,
  type StoredFile,
} from '#backoffice/commerce/store/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';

export const LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024;
const MOST_DOCUMENTS = 30;
const KINDS: Record<string, string> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' };

export interface Upload {
  storeId: string;
  uploader: { userId: string; role: string };
  fileName: string;
  content: Buffer;
}

/** Into private storage, judged by its own first bytes and not by its name. Without a row an object is nobody's, so it is written first. */
export async function uploadStoreDocument(services: Services, upload: Upload): Promise<{ id: string }> {
  const file = await store(services, upload);
  return services.db.transaction(trx => write(trx, upload, 'application', file).then(id => ({ id })));
}

/** Proof of an exemption from tax: it counts once an admin has accepted it. */
export async function submitCertificate(
  services: Services,
  { number, expiresOn, ...upload }: Upload & { number: string; expiresOn: string },
): Promise<{ id: string }> {
  const reasons: Reason[] = [];
  if (!number.trim())
    reasons.push({ code: 'number_missing', subject: 'number', message: 'Enter the number on the certificate' });
  if (!/^\d{4}-\d\d-\d\d$/.test(expiresOn) || Number.isNaN(Date.parse(expiresOn)))
    reasons.push({ code: 'day_missing', subject: 'expiresOn', message: 'Say until when it is valid' });
  else if (expiresOn < services.now().toISOString().slice(0, 10))
    reasons.push({
      code: 'certificate_expired',
      subject: 'expiresOn',
      message: 'This certificate has expired already',
    });
  refuseIfAny(reasons);
  const file = await store(services, upload);
  return services.db.transaction(async trx => {
    const documentId = await write(trx, upload, 'certificate', file);
    const { storeId } = upload;
    return { id: await insertCertificate(trx, { storeId, documentId, number: number.trim().slice(0, 80), expiresOn }) };
  });
}

/** storeId null: staff. */
export async function readStoreDocument(
  services: Services,
  { id, storeId }: { id: string; storeId: string | null },
): Promise<{ content: Buffer; contentType: string; fileName: string }> {
  const document = await findDocument(services.db, id, storeId);
  const stored = document && (await services.storage.get(document.key));
  if (!document || !stored) throw notFound('document');
  return { content: await buffer(stored.body), contentType: document.contentType, fileName: document.name };
}

async function store(services: Services, { storeId, content }: Upload): Promise<StoredFile> {
  if (content.length === 0) refuseIfAny([{ code: 'file_missing', subject: 'file', message: 'Choose a file' }]);
  if (content.length > LARGEST_DOCUMENT_BYTES)
    refuseIfAny([{ code: 'file_too_large', subject: 'file', message: 'A file may have 10 MB at most' }]);
  const type = await fileTypeFromBuffer(content);
  const extension = type && KINDS[type.mime];
  if (!extension) refuseIfAny([{ code: 'file_kind', subject: 'file', message: 'Choose a PDF, PNG or JPEG file' }]);
  const file = {
    key: `stores/${storeId}/${uuid()}.${extension}`,
    contentType: type!.mime,
    byteSize: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  await services.storage.put(file.key, content, file.contentType);
  return file;
}

async function write(trx: Db, upload: Upload, kind: StoreDocument['kind'], file: StoredFile): Promise<string> {
  const { storeId, uploader } = upload;
  if ((await countDocuments(trx, storeId)) >= MOST_DOCUMENTS)
    refuseIfAny([{ code: 'too_many', subject: 'file', message: `A store keeps ${MOST_DOCUMENTS} documents at most` }]);
  const name = safeName(upload.fileName, file.key);
  const id = await insertDocument(trx, { storeId, kind, name, uploadedBy: uploader.userId, file });
  await writeAudit(trx, { actor: uploader, action: 'upload.document', table: 'store_documents', id, after: { name } });
  return id;
}

/** What people see; never a path, a quote or a line break, and always with the ending of what it really is. */
function safeName(fileName: string, key: string): string {
  const ending = key.slice(key.lastIndexOf('.'));
  const bare = fileName
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  const plain = bare
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .trim()
    .slice(0, 80);
  return `${plain || 'document'}${ending}`;
}
