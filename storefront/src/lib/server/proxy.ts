import type { RequestEvent } from '@sveltejs/kit';

const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'expect',
];

type Passed = Pick<RequestEvent, 'request' | 'url' | 'getClientAddress'> & { locals: { requestId: string } };

/** Passes a request to the service, body streamed and untouched, and its answer back: cookies apart, redirects not followed. */
export async function passToService(event: Passed, serviceUrl: string): Promise<Response> {
  const { request, url } = event;
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const answer = await fetch(serviceUrl + url.pathname + url.search, {
    method: request.method,
    headers: requestHeaders(event),
    redirect: 'manual',
    signal: request.signal,
    ...(hasBody && { body: request.body, duplex: 'half' }),
  } as RequestInit);
  return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer.headers) });
}

/** What a client says about its own address is overwritten: limits and the audit log rely on it. */
function requestHeaders({ request, url, locals, getClientAddress }: Passed): Headers {
  const headers = new Headers(request.headers);
  for (const name of hopByHop) headers.delete(name);
  headers.set('x-forwarded-for', getClientAddress());
  headers.set('x-forwarded-host', url.host);
  headers.set('x-forwarded-proto', url.protocol.slice(0, -1));
  headers.set('x-request-id', locals.requestId);
  return headers;
}

function answerHeaders(received: Headers): Headers {
  const headers = new Headers();
  for (const [name, value] of received) {
    // fetch has unpacked the body, so its length and packing are no longer true.
    const isStale = name === 'content-encoding' || name === 'content-length';
    if (!isStale && name !== 'set-cookie' && !hopByHop.includes(name)) headers.append(name, value);
  }
  for (const cookie of received.getSetCookie()) headers.append('set-cookie', cookie);
  return headers;
}
