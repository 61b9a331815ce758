import Stripe from 'stripe';
import { type FailureKind, ProviderFailure } from './failure.ts';

export interface StripeSettings {
  secretKey: string;
  /** Another address than Stripe's own, without a path. */
  apiUrl?: string | undefined;
  /** Signs what happens on the platform's account. */
  webhookSecret: string;
  /** Signs what happens on connected accounts. */
  connectWebhookSecret: string;
  /** For one try of one call. */
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 20_000;

/** For reads, and for writes that may be repeated under their key. */
export const RETRIES = 2;

/**
 * For money on its way: a failure shall speak of one try, and the caller looks up before it tries again.
 * (The client still repeats once, with the same key, when the connection was closed under it.)
 */
export const ONE_TRY = { maxNetworkRetries: 0 };

export function stripeClient({ secretKey, apiUrl, timeoutMs = TIMEOUT_MS }: StripeSettings): Stripe {
  return new Stripe(secretKey, {
    ...(apiUrl && addressOf(new URL(apiUrl))),
    timeout: timeoutMs,
    maxNetworkRetries: RETRIES,
    telemetry: false,
  });
}

function addressOf({ protocol, hostname, port }: URL) {
  const scheme = protocol === 'http:' ? ('http' as const) : ('https' as const);
  return { protocol: scheme, host: hostname, port: port || (scheme === 'http' ? 80 : 443) };
}

/** Runs a call and says what went wrong in our words. */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new ProviderFailure('stripe', kindOf(error), codeOf(error), error.message, error);
  }
}

function kindOf(error: Stripe.errors.StripeError): FailureKind {
  const status = error.statusCode;
  if (error.code === 'balance_insufficient') return 'insufficient';
  if (error instanceof Stripe.errors.StripeRateLimitError) return 'busy';
  // No answer, an answer that is no JSON, another request under the same key still at work (409), 5xx whether fresh or replayed
  // from an idempotency key: each may hide work that was done.
  return status && status >= 400 && status < 500 && status !== 409 ? 'refused' : 'unknown';
}

function codeOf({ code, decline_code, rawType, type }: Stripe.errors.StripeError): string {
  return decline_code ?? code ?? rawType ?? type;
}
