import type { ErrorRequestHandler } from 'express';

/** EasyPost's way of saying no. */
export class Refused extends Error {
  readonly status: number;
  readonly body: object;

  constructor(status: number, code: string, message: string, errors: object[] = []) {
    super(message);
    this.status = status;
    this.body = { error: { code, message, errors } };
  }
}

export const notFound = () => new Refused(404, 'NOT_FOUND', 'The requested resource could not be found.');

export const required = (fields: string[]) =>
  new Refused(
    422,
    'PARAMETER.REQUIRED',
    'Missing required parameter.',
    fields.map(field => ({ field, message: 'cannot be blank' })),
  );

export const faultBody = (status: number) =>
  status === 429
    ? { error: { code: 'RATE_LIMITED', message: 'You have been rate limited. Please try again later.', errors: [] } }
    : { error: { code: 'INTERNAL_SERVER_ERROR', message: "We're sorry, something went wrong.", errors: [] } };

export const answerErrors: ErrorRequestHandler = (error, _request, response, next) => {
  if (error instanceof Refused) response.status(error.status).json(error.body);
  else if (error instanceof SyntaxError) response.status(400).json(faultBody(400));
  else next(error);
};
