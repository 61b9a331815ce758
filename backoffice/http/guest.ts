import { randomBytes } from 'node:crypto';
import type { Response } from 'express';
import { type CartOwner, hashGuestToken } from '#backoffice/commerce/cart/index.ts';
import type { Caller } from './access.ts';
import { GUEST_COOKIE } from './session.ts';
import { requireChannel } from './wholesale-view.ts';

const NINETY_DAYS_MS = 90 * 24 * 3600 * 1000;
/** Nobody's token: reading with it finds an empty cart. */
const NOBODY = '';

/** Whose cart of a channel; b2b only for approved stores. */
export function cartOwner(caller: Caller, channel: 'b2c' | 'b2b'): CartOwner {
  requireChannel(caller, channel);
  const guestTokenHash = caller.user ? null : hashGuestToken(caller.guestToken ?? NOBODY);
  return {
    userId: caller.user?.id ?? null,
    guestTokenHash,
    channel,
    storeId: channel === 'b2b' ? caller.store!.id : null,
  };
}

/** The same for writing: a guest without a token gets one, as a cookie. */
export function cartOwnerForWriting(
  caller: Caller,
  channel: 'b2c' | 'b2b',
  response: Response,
  isSecure: boolean,
): CartOwner {
  if (caller.user || caller.guestToken) return cartOwner(caller, channel);
  requireChannel(caller, channel);
  const token = randomBytes(24).toString('base64url');
  response.cookie(GUEST_COOKIE, token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    path: '/',
    maxAge: NINETY_DAYS_MS,
  });
  return { userId: null, guestTokenHash: hashGuestToken(token), channel, storeId: null };
}
