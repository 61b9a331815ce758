import { redirect } from '@sveltejs/kit';
import type { SessionView } from '../../../../backoffice/http/contract.ts';

/** Sends a guest to sign in and back here afterwards. */
export function requireSignedIn(session: SessionView, url: URL): NonNullable<SessionView['user']> {
  if (!session.user) redirect(303, `/sign-in?returnTo=${encodeURIComponent(url.pathname + url.search)}`);
  return session.user;
}

const OWN = 'http://own.invalid';

/** A path of our own to go back to; anything else, like //elsewhere.example, becomes the fallback. Judged as a browser would read it. */
export function ownPath(path: unknown, fallback = '/'): string {
  if (typeof path !== 'string' || !path.startsWith('/') || !URL.canParse(path, OWN)) return fallback;
  const url = new URL(path, OWN);
  return url.origin === OWN ? url.pathname + url.search + url.hash : fallback;
}
