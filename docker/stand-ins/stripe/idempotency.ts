import { Refusal } from './refusal.ts';
import type { Desk, KeptAnswer } from './state.ts';

/** Stripe forgets a key after a day. */
const KEPT_SECONDS = 24 * 60 * 60;

export type Answer = { status: number; body: string; isReplayed: boolean; isKept: boolean };

export interface Claim {
  /** Keeps the answer, whatever its status: a later request with the key gets the same, a 500 too. */
  keep(answer: { status: number; body: string }): void;
  /** Frees the key: the request was refused before its work began. */
  drop(): void;
}

/** Takes a key for this request, or finds the first request's answer. Refuses other parameters and a second request at the same time. */
export function claimKey(
  desk: Desk,
  key: string,
  request: { fingerprint: string; requestId: string },
): Claim | { kept: { status: number; body: string }; firstRequestId: string } {
  if (key.length > 255) {
    throw new Refusal(400, {
      type: 'idempotency_error',
      message: 'Keys for idempotent requests have at most 255 characters.',
    });
  }
  const { keys } = desk.state;
  forgetOld(desk);
  const known = keys[key];
  if (known) {
    if (known.fingerprint !== request.fingerprint) throw otherParameters(key);
    if (!known.answer) throw inUse(key);
    return { kept: known.answer, firstRequestId: known.requestId };
  }
  const entry: KeptAnswer = { ...request, at: desk.now(), answer: null };
  keys[key] = entry;
  return {
    keep(answer) {
      entry.answer = answer;
    },
    drop() {
      if (keys[key] === entry) delete keys[key];
    },
  };
}

/** As after a restart: what was under way is over. */
export function forgetUnfinished({ keys }: Desk['state']): void {
  for (const [key, { answer }] of Object.entries(keys)) if (!answer) delete keys[key];
}

/** Keys are in the order they were claimed, so the old ones come first. */
function forgetOld(desk: Desk): void {
  const { keys } = desk.state;
  for (const key in keys) {
    if (keys[key]!.at > desk.now() - KEPT_SECONDS) return;
    delete keys[key];
  }
}

function otherParameters(key: string): Refusal {
  return new Refusal(400, {
    type: 'idempotency_error',
    message:
      'Keys for idempotent requests can only be used with the same parameters they were first used with. ' +
      `Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

function inUse(key: string): Refusal {
  return new Refusal(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try your request again later.`,
  });
}
