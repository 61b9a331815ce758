import { buffer } from 'node:stream/consumers';
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
import { safeName, storePrivateFile } from './store-private-file.ts';

export const LARGEST_DOCUMENT_BYTES = 10 * 1024 * 1024;
const MOST_DOCUMENTS = 30;

export interface Upload {
  storeId: string;
  uploader: { userId: string; role: string };
  fileName: string;
  content: Buffer;
}

export async function uploadStoreDocument(services: Services, upload: Upload): Promise<{ id: string }> {
  const file = await storePrivateFile(services, fileOf(upload));
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
  const file = await storePrivateFile(services, fileOf(upload));
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

const fileOf = ({ storeId, content }: Upload) => ({
  ...{ folder: `stores/${storeId}`, content, mostBytes: LARGEST_DOCUMENT_BYTES },
});

async function write(trx: Db, upload: Upload, kind: StoreDocument['kind'], file: StoredFile): Promise<string> {
  const { storeId, uploader } = upload;
  if ((await countDocuments(trx, storeId)) >= MOST_DOCUMENTS)
    refuseIfAny([{ code: 'too_many', subject: 'file', message: `A store keeps ${MOST_DOCUMENTS} documents at most` }]);
  const name = safeName(upload.fileName, file.key);
  const id = await insertDocument(trx, { storeId, kind, name, uploadedBy: uploader.userId, file });
  await writeAudit(trx, { actor: uploader, action: 'upload.document', table: 'store_documents', id, after: { name } });
  return id;
}
