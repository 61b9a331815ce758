export interface RefusalWords {
  type?: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error' | 'rate_limit_error';
  code?: string;
  decline_code?: string;
  param?: string;
  message: string;
  /** Refused before the work began: Stripe keeps no such answer under an idempotency key. */
  isValidation?: boolean;
}

/** An answer in the shape of Stripe's errors. */
export class Refusal extends Error {
  readonly status: number;
  readonly isValidation: boolean;
  readonly words: Omit<RefusalWords, 'isValidation'>;

  constructor(status: number, { isValidation = false, ...words }: RefusalWords) {
    super(words.message);
    this.status = status;
    this.isValidation = isValidation;
    this.words = words;
  }

  body(requestId: string): object {
    const { type = 'invalid_request_error', code, ...words } = this.words;
    return {
      error: {
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...words,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type,
      },
    };
  }
}

export function missingParameter(param: string): Refusal {
  return new Refusal(400, {
    code: 'parameter_missing',
    param,
    message: `Missing required param: ${param}.`,
    isValidation: true,
  });
}

export function noSuch(kind: string, id: string, { param = 'id', status = 404 } = {}): Refusal {
  return new Refusal(status, {
    code: 'resource_missing',
    param,
    message: `No such ${kind}: '${id}'`,
    isValidation: true,
  });
}

export const serverError = (): Refusal =>
  new Refusal(500, { type: 'api_error', message: 'An unknown error occurred on our side.' });

export const rateLimited = (): Refusal =>
  new Refusal(429, {
    code: 'rate_limit',
    message:
      'Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.',
  });
