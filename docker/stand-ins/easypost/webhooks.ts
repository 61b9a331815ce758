import { createHmac } from 'node:crypto';

export interface WebhookTarget {
  url: string;
  secret: string;
}

export interface Webhooks {
  /** Sends after everything sent before; copies above 1 are the duplicates that EasyPost delivers at times. */
  send(event: object, copies: number): void;
  /** From now on events wait, so that they can be released in another order. */
  hold(): void;
  release(order: 'sent' | 'reversed'): void;
  /** Resolves when all that was sent has been answered or has failed its first try. */
  settled(): Promise<void>;
  stop(): void;
}

// EasyPost tries for hours; a local service that restarts is back within these.
const RETRY_AFTER_MS = [1_000, 4_000, 15_000];

export function createWebhooks(target: WebhookTarget | undefined, log: (line: string) => void): Webhooks {
  let held: string[] | null = null;
  let chain = Promise.resolve();
  const retries = new Set<NodeJS.Timeout>();
  const abort = new AbortController();

  const deliver = async (body: string, attempt: number) => {
    if (!target || abort.signal.aborted) return;
    const failed = await post(target, body, abort.signal);
    if (!failed || abort.signal.aborted) return;
    log(`webhook to ${target.url}: ${failed}`);
    const delay = RETRY_AFTER_MS[attempt];
    if (!delay) return;
    const timer = setTimeout(() => {
      retries.delete(timer);
      void deliver(body, attempt + 1);
    }, delay);
    retries.add(timer.unref());
  };
  const enqueue = (body: string) => {
    chain = chain.then(() => deliver(body, 0));
  };

  return {
    send(event, copies) {
      const body = bodyOf(event);
      for (let copy = 0; copy < copies; copy += 1) held ? held.push(body) : enqueue(body);
    },
    hold() {
      held ??= [];
    },
    release(order) {
      const bodies = held ?? [];
      held = null;
      for (const body of order === 'reversed' ? bodies.reverse() : bodies) enqueue(body);
    },
    settled: () => chain,
    stop() {
      abort.abort();
      for (const timer of retries) clearTimeout(timer);
    },
  };
}

/** EasyPost writes whole weights with a fraction (614.0) and signs that text; their client restores it before hashing. */
function bodyOf(event: object): string {
  return JSON.stringify(event).replace(/("weight":\s*\d+)(?=[,}])/g, '$1.0');
}

export function sign(body: string, secret: string): string {
  const hex = createHmac('sha256', secret.normalize('NFKD')).update(body, 'utf8').digest('hex');
  return `hmac-sha256-hex=${hex}`;
}

/** Null when the service took it, else what went wrong. */
async function post(target: WebhookTarget, body: string, stopped: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hmac-signature': sign(body, target.secret) },
      body,
      // EasyPost gives up on an answer after seven seconds.
      signal: AbortSignal.any([stopped, AbortSignal.timeout(7_000)]),
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? String(error.cause ?? error.message) : String(error);
  }
}
