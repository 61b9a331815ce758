const packable = /^(text\/html|application\/json|application\/xml)/;

/** Gzips a page or its data for a browser that takes it; static files were packed by the build, and what the proxy passes on is not touched. */
export function pack(request: Request, response: Response): Response {
  const accepts = request.headers.get('accept-encoding')?.includes('gzip');
  const type = response.headers.get('content-type') ?? '';
  if (!accepts || !response.body || !packable.test(type) || response.headers.has('content-encoding')) return response;
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.set('content-encoding', 'gzip');
  headers.append('vary', 'accept-encoding');
  const etag = headers.get('etag');
  if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
  const packed = response.body.pipeThrough(new CompressionStream('gzip'));
  return new Response(packed, { status: response.status, headers });
}
