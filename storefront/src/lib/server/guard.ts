import { redirect } from '@sveltejs/kit';
import type { SessionView } from '../../../../backoffice/http/contract.ts';

/** Sends a guest to sign in and back here afterwards. */
export function requireSignedIn(session: SessionView, url: URL): NonNullable<SessionView['user']> {
  if (!session.user) redirect(303, `/sign-in?returnTo=${encodeURIComponent(url.pathname + url.search)}`);
  return session.user;
}

/** A path of our own to go back to; anything else, like //elsewhere.example, becomes the fallback. */
export function ownPath(path: unknown, fallback = '/'): string {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path) ? path : fallback;
}
