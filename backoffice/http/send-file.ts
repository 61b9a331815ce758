import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** A private document: shown by the browser, kept by no cache on the way. */
export function sendFile(
  response: Response,
  { content, contentType }: { content: Buffer; contentType: string },
  filename: string,
): void {
  const disposition = contentType === 'application/pdf' ? 'inline' : 'attachment';
  response
    .set({
      'Content-Type': contentType,
      'Content-Disposition': `${disposition}; filename="${filename}"`,
      'Cache-Control': 'private, no-store',
    })
    .send(content);
}

/** A download that is written as it is made. A reader who goes away ends it; what fails on the way breaks the connection, so that half a file is never taken for a whole one. */
export async function streamFile(
  response: Response,
  { fileName, contentType, content }: { fileName: string; contentType: string; content: AsyncIterable<Uint8Array> },
): Promise<void> {
  response.set({
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${fileName}"`,
    'Cache-Control': 'private, no-store',
  });
  try {
    await pipeline(Readable.from(content, { objectMode: false }), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
