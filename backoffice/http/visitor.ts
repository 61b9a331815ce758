import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

const COOKIE = 'stackr_visitor';
const ONE_YEAR_MS = 365 * 24 * 3600 * 1000;

/** A random name for a browser, for recommendations and counts only; made when there is a response to set it on. */
export function visitorId(request: Request): string | null;
export function visitorId(request: Request, response: Response): string;
export function visitorId(request: Request, response?: Response): string | null {
  const kept = request.headers.cookie?.match(/(?:^|;\s*)stackr_visitor=([0-9a-f-]{36})/)?.[1];
  if (kept || !response) return kept ?? null;
  const fresh = randomUUID();
  response.cookie(COOKIE, fresh, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: ONE_YEAR_MS });
  return fresh;
}
