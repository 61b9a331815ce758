import { createHmac, timingSafeEqual } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { mergeGuestCart } from '#backoffice/commerce/cart/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import type { Caller } from './access.ts';

export const GUEST_COOKIE = 'stackr_guest';
const SESSION_COOKIES = ['__Secure-stackr.session_token', 'stackr.session_token'];

/**
 * Who asks, in one statement and only when a session cookie is there. The cookie is Better Auth's (value.signature, HMAC-SHA-256);
 * reading the row ourselves keeps suspension and sign-out immediate without the library's two queries a request.
 */
export function readCaller(services: Services, secret: string): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const cookies = parseCookies(request.headers.cookie);
    const token = sessionToken(cookies, secret);
    const known = token ? await findSession(services.db, token) : null;
    const guestToken = cookies.get(GUEST_COOKIE) ?? null;
    if (known && guestToken) {
      await mergeGuestCart(services.db, { guestToken, userId: known.user!.id });
      response.clearCookie(GUEST_COOKIE, { path: '/' });
    }
    const caller: Caller = {
      user: known?.user ?? null,
      store: known?.store ?? null,
      wholesaler: known?.wholesaler ?? null,
      guestToken: known ? null : guestToken,
      requestId: response.locals.requestId,
      ip: request.ip ?? '',
    };
    response.locals.caller = caller;
    next();
  };
}

function sessionToken(cookies: Map<string, string>, secret: string): string | null {
  const signed = SESSION_COOKIES.map(name => cookies.get(name)).find(value => value);
  if (!signed) return null;
  const dot = signed.lastIndexOf('.');
  const token = signed.slice(0, dot);
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  const right = createHmac('sha256', secret).update(token).digest();
  return dot > 0 && given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

type Known = Pick<Caller, 'user' | 'store' | 'wholesaler'>;

async function findSession(db: Db, token: string): Promise<Known | null> {
  const { rows } = await db.raw(
    `select u.id, u.name, u.email, u.email_verified, u.role,
            s.id as store_id, s.name as store_name, s.status as store_status, sm.member_role,
            w.id as wholesaler_id, w.slug as wholesaler_slug, w.name as wholesaler_name, w.status as wholesaler_status
     from sessions
     join users u on u.id = sessions.user_id and u.suspended_at is null
     left join store_members sm on sm.user_id = u.id
     left join stores s on s.id = sm.store_id
     left join wholesaler_members wm on wm.user_id = u.id
     left join wholesalers w on w.id = wm.wholesaler_id
     where sessions.token = ? and sessions.expires_at > now()`,
    [token],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    user: { id: row.id, name: row.name, email: row.email, emailVerified: row.email_verified, role: row.role },
    store: row.store_id && {
      id: row.store_id,
      name: row.store_name,
      status: row.store_status,
      memberRole: row.member_role,
    },
    wholesaler: row.wholesaler_id && {
      id: row.wholesaler_id,
      slug: row.wholesaler_slug,
      name: row.wholesaler_name,
      status: row.wholesaler_status,
    },
  };
}

function parseCookies(header: string | undefined): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=');
    if (equals > 0) cookies.set(part.slice(0, equals).trim(), decode(part.slice(equals + 1).trim()));
  }
  return cookies;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // Not ours: a cookie may hold anything.
  }
}
