import { type FailureKind, ProviderFailure } from './failure.ts';

/** What an HTTP vendor answered, or how the way to it broke. */
export interface HttpAnswer {
  status?: number | undefined;
  /** The vendor's own code, or Node's name of a broken connection. */
  code?: string | undefined;
  message: string;
}

/** The one reading of status codes and broken connections shared by the adapters that speak HTTP. */
export function httpFailure(provider: string, answer: HttpAnswer, cause: unknown): ProviderFailure {
  const code = answer.code ?? (answer.status ? `http_${answer.status}` : 'no_answer');
  return new ProviderFailure(provider, kindOf(answer), code, answer.message, cause);
}

// The connection was never made, so nothing can have happened at the other end.
const NEVER_ARRIVED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function kindOf({ status, code }: HttpAnswer): FailureKind {
  if (!status) return code && NEVER_ARRIVED.has(code) ? 'busy' : 'unknown';
  if (status === 402) return 'insufficient';
  if (status === 429) return 'busy';
  // 408 and everything from 500 up may have been said after the work was done.
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}
