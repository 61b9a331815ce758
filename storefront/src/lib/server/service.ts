import type { RequestEvent } from '@sveltejs/kit';
import { type Api, createApi } from '#lib/api.ts';
import { SERVICE_URL } from '$app/env/private';
import type { SessionView } from '../../../../backoffice/http/contract.ts';
import { withCookies } from './cookie-jar.ts';
import { log } from './log.ts';

export const nobody: SessionView = { user: null, store: null, canBuyWholesale: false, wholesaler: null };

/**
 * The service, in the name of whoever sent this request. Cookies it sets (a guest's cart, a session) go on to the browser, and along with what
 * is asked next.
 */
export function serviceFor(event: RequestEvent): Api {
  let cookie = event.request.headers.get('cookie') ?? undefined;
  return createApi({
    baseUrl: SERVICE_URL,
    fetch,
    headers: () => ({
      'x-request-id': event.locals.requestId,
      'x-forwarded-for': event.getClientAddress(),
      ...(cookie ? { cookie } : {}),
    }),
    onAnswer: response => {
      keepCookies(event, response);
      cookie = withCookies(cookie, response.headers.getSetCookie());
    },
  });
}

export function keepCookies(event: RequestEvent, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const { name, value, ...options } = event.cookies.parse(line);
    event.cookies.set(name, value ?? '', { secure: false, httpOnly: false, ...options, path: options.path ?? '/' });
  }
}

/** Asks only when a session cookie is there; a guest costs nothing. While the service is away everyone is a guest, never the reverse. */
export async function readSession(event: RequestEvent): Promise<SessionView> {
  const hasSession = event.cookies.getAll().some(({ name }) => name.endsWith('stackr.session_token'));
  if (!hasSession) return nobody;
  try {
    return await event.locals.api('GET /api/account/session');
  } catch (error) {
    log('warn', 'the session could not be read', { requestId: event.locals.requestId, err: error });
    return nobody;
  }
}
