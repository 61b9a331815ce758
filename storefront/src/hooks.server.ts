import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { ApiFailure } from '#lib/api.ts';
import { log } from '#lib/server/log.ts';
import { pack } from '#lib/server/pack.ts';
import { passToService } from '#lib/server/proxy.ts';
import { nobody, readSession, serviceFor } from '#lib/server/service.ts';
import { SERVICE_URL } from '$app/env/private';

export const handle: Handle = async ({ event, resolve }) => {
  const started = performance.now();
  const given = event.request.headers.get('x-request-id');
  event.locals.requestId = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  if (/^\/(api|admin)(\/|$)/.test(event.url.pathname)) return await passOn(event);

  event.locals.api = serviceFor(event);
  event.locals.theme = themeOf(event.cookies.get('theme'));
  event.locals.session = event.route.id ? await readSession(event) : nobody;
  const wantsWholesale = event.cookies.get('channel') === 'b2b';
  event.locals.channel = wantsWholesale && event.locals.session.canBuyWholesale ? 'b2b' : 'b2c';

  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%stackr.theme%', event.locals.theme),
    preload: input => (input.type === 'font' ? input.filename.includes('inter-latin-opsz') : input.type !== 'asset'),
  });
  secure(response.headers, event.locals.requestId);
  if (event.route.id) logRequest(event, response.status, performance.now() - started);
  return pack(event.request, response);
};

type Event = Parameters<Handle>[0]['event'];

async function passOn(event: Event): Promise<Response> {
  try {
    return await passToService(event, SERVICE_URL);
  } catch (error) {
    if (event.request.signal.aborted) return new Response(null, { status: 499 });
    log('error', 'the service cannot be reached', { requestId: event.locals.requestId, err: error });
    const message = 'The shop is not reachable right now. Try again in a moment.';
    return Response.json({ code: 'service_down', message, requestId: event.locals.requestId }, { status: 503 });
  }
}

const themeOf = (cookie: string | undefined) => (cookie === 'light' || cookie === 'dark' ? cookie : 'system');

function secure(headers: Headers, requestId: string): void {
  headers.set('x-request-id', requestId);
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
}

function logRequest({ request, url, locals }: Event, status: number, ms: number): void {
  const fields = {
    requestId: locals.requestId,
    method: request.method,
    path: url.pathname,
    status,
    ms: Math.round(ms),
  };
  log(status >= 500 ? 'warn' : 'info', 'request', fields);
}

/** A refusal of the service keeps its status and words; a defect is logged once, with its cause, and answered with a reference. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  const { requestId } = event.locals;
  if (kind === 'app' || kind === 'framework' || kind === 'validation') return { requestId };
  if (error instanceof ApiFailure && error.status < 500)
    return { status: error.status, message: error.message, requestId };
  log('error', 'a page failed', { requestId, path: event.url.pathname, err: error });
  return { status: isUnreachable(error) ? 503 : 500, message: 'Something went wrong on our side', requestId };
};

const isUnreachable = (error: unknown): boolean =>
  (error instanceof TypeError && error.message === 'fetch failed') ||
  (error instanceof ApiFailure && error.status === 503);
