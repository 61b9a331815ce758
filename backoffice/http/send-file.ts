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
