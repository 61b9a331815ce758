import { v7 as uuid } from 'uuid';
import type { Db } from '#db/connection.ts';

export interface StoreDocument {
  id: string;
  kind: 'application' | 'certificate';
  name: string;
  contentType: string;
  byteSize: number;
  uploadedOn: string;
}
export interface StoredFile {
  key: string;
  contentType: string;
  byteSize: number;
  sha256: string;
}

export async function insertDocument(
  trx: Db,
  document: { storeId: string; kind: StoreDocument['kind']; name: string; uploadedBy: string; file: StoredFile },
): Promise<string> {
  const id = uuid();
  const fileId = uuid();
  const { key, contentType, byteSize, sha256 } = document.file;
  await trx('files').insert({ id: fileId, key, content_type: contentType, byte_size: byteSize, sha256 });
  await trx('store_documents').insert({
    id,
    store_id: document.storeId,
    file_id: fileId,
    kind: document.kind,
    name: document.name,
    uploaded_by: document.uploadedBy,
  });
  return id;
}

export async function listDocuments(db: Db, storeId: string): Promise<StoreDocument[]> {
  const { rows } = await db.raw(
    `select d.id, d.kind, d.name, f.content_type as "contentType", f.byte_size as "byteSize",
       to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD') as "uploadedOn"
     from store_documents d join files f on f.id = d.file_id where d.store_id = ? order by d.created_at, d.id`,
    [storeId],
  );
  return rows;
}

/** storeId null: staff, who may read every store's. */
export async function findDocument(
  db: Db,
  id: string,
  storeId: string | null,
): Promise<{ key: string; name: string; contentType: string } | null> {
  const { rows } = await db.raw(
    `select f.key, d.name, f.content_type as "contentType" from store_documents d join files f on f.id = d.file_id
     where d.id = :id and (cast(:storeId as uuid) is null or d.store_id = cast(:storeId as uuid))`,
    { id, storeId },
  );
  return rows[0] ?? null;
}

/** Of a store, locked, so that two uploads at once are counted one after the other. */
export async function countDocuments(trx: Db, storeId: string): Promise<number> {
  await trx('stores').where({ id: storeId }).forUpdate().first('id');
  const [row] = await trx('store_documents').where({ store_id: storeId }).count<{ count: number }[]>();
  return Number(row!.count);
}
