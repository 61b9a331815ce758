import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { v7 as uuid } from 'uuid';
import { refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

const KINDS: Record<string, string> = { 'application/pdf': 'pdf', 'image/png': 'png', 'image/jpeg': 'jpg' };

export interface PrivateFile {
  key: string;
  contentType: string;
  byteSize: number;
  sha256: string;
}

/** Into private storage, judged by its own first bytes and not by its name. Without a row an object is nobody's, so it is written first. */
export async function storePrivateFile(
  services: Services,
  { folder, content, mostBytes }: { folder: string; content: Buffer; mostBytes: number },
): Promise<PrivateFile> {
  if (content.length === 0) refuseIfAny([{ code: 'file_missing', subject: 'file', message: 'Choose a file' }]);
  if (content.length > mostBytes) {
    const message = `A file may have ${mostBytes / 1024 / 1024} MB at most`;
    refuseIfAny([{ code: 'file_too_large', subject: 'file', message }]);
  }
  const type = await fileTypeFromBuffer(content);
  const extension = type && KINDS[type.mime];
  if (!extension) refuseIfAny([{ code: 'file_kind', subject: 'file', message: 'Choose a PDF, PNG or JPEG file' }]);
  const file = {
    key: `${folder}/${uuid()}.${extension}`,
    contentType: type!.mime,
    byteSize: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  await services.storage.put(file.key, content, file.contentType);
  return file;
}

/** What people see; never a path, a quote or a line break, and always with the ending of what it really is. */
export function safeName(fileName: string, key: string): string {
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
