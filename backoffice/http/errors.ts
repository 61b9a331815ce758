import type { ErrorRequestHandler, RequestHandler } from 'express';
import { Refusal, type RefusalKind } from '#backoffice/commerce/refusal.ts';
import { InvalidSignature, ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import type { ErrorBody } from './contract.ts';

const STATUS: Record<RefusalKind, number> = {
  malformed: 400,
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rule: 422,
  unavailable: 503,
};

interface Told {
  status: number;
  code: string;
  message: string;
  details?: ErrorBody['details'];
}

/** Refusals are told as they are; a body parser's complaints by their status; anything else is a defect, logged here once with its cause. */
export function answerErrors(services: Services): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      services.log.error({ err: error, path: request.path }, 'request failed half-way');
      return next(error);
    }
    const told = refusal(error) ?? vendor(error) ?? parserComplaint(error) ?? defect();
    if (told.status >= 500)
      services.log.error({ err: error, requestId: response.locals.requestId, path: request.path }, 'request failed');
    if (told.status === 503) response.setHeader('Retry-After', '5');
    const { status, ...body } = told;
    response.status(status).json({ ...body, requestId: response.locals.requestId ?? '' } satisfies ErrorBody);
  };
}

export const answerNotFound: RequestHandler = (request, response) => {
  response.status(404).json({
    code: 'not_found',
    message: `There is nothing at ${request.method} ${request.path}`,
    requestId: response.locals.requestId ?? '',
  } satisfies ErrorBody);
};

function refusal(error: unknown): Told | null {
  if (!(error instanceof Refusal)) return null;
  const details = error.details.length > 0 ? { details: error.details } : {};
  return { status: STATUS[error.kind], code: error.code, message: error.message, ...details };
}

function vendor(error: unknown): Told | null {
  if (error instanceof InvalidSignature) return { status: 400, code: 'invalid_signature', message: error.message };
  if (!(error instanceof ProviderFailure)) return null;
  if (error.kind === 'refused') return { status: 422, code: error.code, message: error.message };
  return {
    status: 503,
    code: 'provider_down',
    message: `${error.provider} does not answer right now. Nothing was changed: try again in a moment.`,
  };
}

function parserComplaint(error: unknown): Told | null {
  const { status, type } = error as { status?: number; type?: string };
  if (status === 413) return { status, code: 'too_large', message: 'The request is larger than this address takes' };
  if (status === 415) return { status, code: 'unsupported', message: 'Send JSON with Content-Type: application/json' };
  if (status === 400)
    return {
      status,
      code: 'malformed',
      message: type === 'entity.parse.failed' ? 'The body is not valid JSON' : 'The request is malformed',
    };
  return null;
}

const defect = (): Told => ({
  status: 500,
  code: 'defect',
  message: 'Something went wrong on our side. Nothing is lost: try again, and tell us the request id if it stays.',
});
