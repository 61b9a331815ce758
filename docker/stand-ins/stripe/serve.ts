import type { Request, RequestHandler, Response } from 'express';
import type { Endpoint } from './endpoint.ts';
import { expand } from './expand.ts';
import { type Fault, type Faults, spokenBy } from './faults.ts';
import { parseUpload } from './files.ts';
import { type Form, parseForm } from './form.ts';
import { type Claim, claimKey } from './idempotency.ts';
import { Refusal } from './refusal.ts';
import { type Desk, newId } from './state.ts';

interface Answer {
  status: number;
  body: string;
  headers?: Record<string, string>;
}

/** Around every endpoint: scripted faults, the key check, idempotency, expansion, Stripe's headers and error bodies. */
export function serve(desk: Desk, faults: Faults, endpoint: Endpoint): RequestHandler {
  return async (request, response) => {
    const requestId = newId('req_', 14);
    const fault = faults.take(request.method, request.path);
    if (fault?.when === 'before') return strike(fault, request, response, requestId);
    const answer = await answerTo({ desk, faults, endpoint, request, requestId, fault });
    if (fault?.when === 'after' && !spokenBy(fault)) return strike(fault, request, response, requestId);
    send(request, response, requestId, answer);
  };
}

interface Work {
  desk: Desk;
  faults: Faults;
  endpoint: Endpoint;
  request: Request;
  requestId: string;
  fault: Fault | null;
}

async function answerTo(work: Work): Promise<Answer> {
  const { desk, request, requestId } = work;
  try {
    requireKey(request);
    const form = await formOf(request);
    request.body = form;
    const key = request.method === 'POST' ? request.get('idempotency-key') : undefined;
    if (!key) return await execute(work, form, null);
    const account = request.get('stripe-account') ?? '';
    const fingerprint = `${request.method} ${request.path} ${JSON.stringify(sorted(form))}`;
    const claim = claimKey(desk, account + key, { fingerprint, requestId });
    if (!('kept' in claim)) return await execute(work, form, claim);
    return { ...claim.kept, headers: { 'idempotent-replayed': 'true', 'original-request': claim.firstRequestId } };
  } catch (error) {
    return spoken(error, requestId);
  }
}

async function execute({ desk, faults, endpoint, request, requestId, fault }: Work, form: Form, claim: Claim | null) {
  if (fault?.when === 'during' && fault.kind === 'hang') await faults.hang();
  let answer: Answer;
  try {
    if (fault?.when === 'during' && spokenBy(fault)) throw spokenBy(fault);
    const { id = '', child = '' } = request.params as Record<string, string>;
    const account = request.get('stripe-account') ?? null;
    const thing = endpoint(desk, { id, child, form, account });
    answer = { status: 200, body: JSON.stringify(expand(desk, thing, form), null, 2) };
    desk.changed();
    if (fault?.when === 'after' && spokenBy(fault)) throw spokenBy(fault);
  } catch (error) {
    answer = spoken(error, requestId);
    if (error instanceof Refusal && error.isValidation) claim?.drop();
  }
  claim?.keep({ status: answer.status, body: answer.body });
  desk.changed();
  return answer;
}

function spoken(error: unknown, requestId: string): Answer {
  if (!(error instanceof Refusal)) throw error;
  const retryAfter = error.status === 429 && { headers: { 'retry-after': '1' } };
  return { status: error.status, body: JSON.stringify(error.body(requestId), null, 2), ...retryAfter };
}

function send(request: Request, response: Response, requestId: string, { status, body, headers }: Answer): void {
  const key = request.get('idempotency-key');
  response
    .status(status)
    .set({ 'request-id': requestId, 'stripe-version': request.get('stripe-version') ?? '', ...headers });
  if (key) response.set('idempotency-key', key);
  // What is kept under a key would only be said again.
  if (key && status >= 500) response.set('stripe-should-retry', 'false');
  response.json(JSON.parse(body));
}

/** hang: silence; reset: the connection breaks; else Stripe's words from its outer doors, which remember nothing. */
function strike(fault: Fault, request: Request, response: Response, requestId: string): void {
  const words = spokenBy(fault);
  if (fault.kind === 'reset') request.socket.resetAndDestroy();
  if (!words) return;
  const { status, body, headers } = spoken(words, requestId);
  response
    .status(status)
    .set({ 'request-id': requestId, ...headers })
    .json(JSON.parse(body));
}

function requireKey(request: Request): void {
  if (/^Bearer (sk|rk)_test_\w+$/.test(request.get('authorization') ?? '')) return;
  const given = request.get('authorization') ? 'Invalid API Key provided.' : 'You did not provide an API key.';
  const message = `${given} The stand-in takes test keys: Authorization: Bearer sk_test_…`;
  throw new Refusal(401, { message });
}

async function formOf(request: Request): Promise<Form> {
  const { body } = request;
  if (Buffer.isBuffer(body)) return parseUpload(body, request.get('content-type')!);
  return parseForm(request.method === 'GET' ? queryOf(request) : String(body ?? ''));
}

const queryOf = ({ originalUrl }: Request) => new URL(originalUrl, 'http://stripe').search.slice(1);

/** The order of parameters does not matter. */
function sorted(form: Form): Form {
  return Object.fromEntries(Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1)));
}
