import type { Request, Response } from 'express';
import multer, { MulterError } from 'multer';
import { type Reason, Refusal } from '#backoffice/commerce/refusal.ts';
import { LARGEST_DOCUMENT_BYTES } from '#backoffice/workflows/upload-store-document.ts';

const takeFile = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: LARGEST_DOCUMENT_BYTES, files: 1, fields: 10, fieldSize: 10_000, parts: 12 },
  defParamCharset: 'utf8',
}).single('file');

export interface UploadedForm {
  fileName: string;
  content: Buffer;
  fields: Record<string, string>;
}

/** One file, named "file", and a few fields, as multipart/form-data. Read only after the caller's access has been judged. */
export async function readUpload(request: Request, response: Response): Promise<UploadedForm> {
  if (!request.is('multipart/form-data'))
    throw new Refusal('malformed', 'unsupported', 'Send the file as multipart/form-data');
  await new Promise<void>((resolve, reject) =>
    takeFile(request, response, error => (error ? reject(asRefusal(error)) : resolve())),
  );
  const { file } = request;
  return {
    fileName: file?.originalname ?? '',
    content: file?.buffer ?? Buffer.alloc(0),
    fields: { ...(request.body as Record<string, string>) },
  };
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof MulterError)) return new Refusal('malformed', 'malformed', 'The upload is malformed');
  const isTooLarge = error.code === 'LIMIT_FILE_SIZE';
  const reason: Reason = {
    code: isTooLarge ? 'file_too_large' : 'malformed',
    subject: 'file',
    message: isTooLarge ? 'A file may have 10 MB at most' : 'Send one file, named "file"',
  };
  return new Refusal(isTooLarge ? 'rule' : 'malformed', reason.code, reason.message, [reason]);
}
