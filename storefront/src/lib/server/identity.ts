import { fail, type RequestEvent } from '@sveltejs/kit';
import { SERVICE_URL } from '$app/env/private';
import { keepCookies } from './service.ts';

export type IdentityAnswer = { isDone: true } | { isDone: false; status: number; code: string; message: string };

/** Asks the service's identity endpoints in the visitor's name; the session cookie it sets goes on to the browser. */
export async function askIdentity(
  event: RequestEvent,
  path: string,
  body: Record<string, unknown>,
): Promise<IdentityAnswer> {
  const cookie = event.request.headers.get('cookie');
  const response = await fetch(`${SERVICE_URL}/api/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: event.url.origin,
      'x-request-id': event.locals.requestId,
      'x-forwarded-for': event.getClientAddress(),
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  });
  keepCookies(event, response);
  if (response.ok) return { isDone: true };
  const { code = 'UNKNOWN', message = '' } = (await response.json().catch(() => ({}))) as {
    code?: string;
    message?: string;
  };
  if (response.status >= 500) throw new Error(`identity answered ${response.status} to ${path}: ${message}`);
  return { isDone: false, status: response.status, code, message: inWords(code, response.status) ?? message };
}

const WORDS: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'This e-mail address and password do not belong together',
  EMAIL_NOT_VERIFIED: 'Confirm your e-mail address first: we have just sent you the link again',
  USER_ALREADY_EXISTS: 'There is already an account with this e-mail address: sign in instead',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'There is already an account with this e-mail address: sign in instead',
  PASSWORD_TOO_SHORT: 'Use at least ten characters',
  PASSWORD_TOO_LONG: 'Use at most 128 characters',
  INVALID_EMAIL: 'This is not an e-mail address',
  INVALID_TOKEN: 'This link has run out or was used before: ask for a new one',
  INVALID_PASSWORD: 'The present password is not right',
};

function inWords(code: string, status: number): string | undefined {
  if (status === 429) return 'Too many tries: wait a minute and try again';
  return WORDS[code];
}

/** A form's text, trimmed; passwords are passed as they were typed. */
export const typed = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();

export const failWith = (answer: { status: number; message: string }, values: Record<string, string> = {}) =>
  fail(answer.status, { message: answer.message, values });
