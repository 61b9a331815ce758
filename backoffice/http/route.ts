import { createHash } from 'node:crypto';
import type { Request, Response, Router } from 'express';
import { type ZodError, type ZodType, z } from 'zod';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import { type Caller, requireAccess } from './access.ts';
import type { Endpoint } from './contract/shared.ts';
import { type AnswerOf, type BodyOf, contract, type EndpointName, type ParamsOf, type QueryOf } from './contract.ts';
import { answerOnce } from './idempotency.ts';

/** What a handler works with: parsed and checked input, the caller, the services. */
export interface Context<Name extends EndpointName> {
  services: Services;
  caller: Caller;
  params: ParamsOf<Name>;
  query: QueryOf<Name>;
  body: BodyOf<Name>;
  /** Stable for a repeat of the same request by the same caller; null where the contract asks for no key. */
  requestKey: string | null;
  request: Request;
  response: Response;
}
/** Answers the body, or undefined after writing to the response itself (files, redirects). */
export type Handler<Name extends EndpointName> = (context: Context<Name>) => Promise<AnswerOf<Name> | undefined>;
export type On = <Name extends EndpointName>(name: Name, handler: Handler<Name>) => void;
/** A file in routes/ exports one of these. */
export type Routes = (on: On) => void;

export function mountRoutes(router: Router, services: Services, groups: Routes[]): void {
  const on: On = (name, handler) => mount(router, services, name, handler);
  for (const group of groups) group(on);
}

function mount<Name extends EndpointName>(
  router: Router,
  services: Services,
  name: Name,
  handler: Handler<Name>,
): void {
  const endpoint: Endpoint = contract[name];
  const verb = endpoint.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
  router[verb](endpoint.path, async (request: Request, response: Response) => {
    const caller = response.locals.caller as Caller;
    requireAccess(endpoint.access, caller);
    const context = {
      services,
      caller,
      params: parse(endpoint.params, request.params, 'path'),
      query: parse(endpoint.query, request.query, 'query'),
      body: endpoint.body ? parse(endpoint.body, request.body ?? {}, 'body') : undefined,
      requestKey: null as string | null,
      request,
      response,
    } as Context<Name>;
    const status = endpoint.status ?? 200;
    if (!endpoint.needsIdempotencyKey) {
      const answer = await handler(context);
      if (!response.headersSent && !response.writableEnded) response.status(status).json(answer);
      return;
    }
    const scope = `${caller.user?.id ?? caller.guestToken ?? caller.ip} ${endpoint.method} ${request.path}`;
    const key = readKey(request);
    context.requestKey = createHash('sha256').update(`${scope} ${key}`).digest('hex');
    const kept = await answerOnce(services.db, { scope: hash(scope), key, body: context.body }, async () => ({
      status,
      body: await handler(context),
    }));
    if (kept.isRepeat) response.setHeader('Idempotent-Replayed', 'true');
    response.status(kept.status).json(kept.body);
  });
}

function readKey(request: Request): string {
  const key = request.get('idempotency-key') ?? '';
  if (key.length >= 8 && key.length <= 255) return key;
  throw new Refusal('malformed', 'idempotency_key_missing', 'Send an Idempotency-Key header of 8 to 255 characters');
}

function parse(schema: ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return {};
  const result = schema.safeParse(value, { error: sayMissing });
  if (result.success) return result.data;
  throw new Refusal('malformed', 'malformed', firstProblem(result.error), problems(result.error, where));
}

/** What a schema does not say better itself. */
const sayMissing: z.core.$ZodErrorMap = ({ code, input }) =>
  code === 'invalid_type' && input === undefined ? 'This is missing' : undefined;

const problems = (error: ZodError, where: string) =>
  error.issues.map(issue => ({
    code: issue.code ?? 'invalid',
    subject: issue.path.join('.') || where,
    message: issue.message,
  }));

function firstProblem(error: ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || 'The request'}: ${issue.message}` : z.prettifyError(error);
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
