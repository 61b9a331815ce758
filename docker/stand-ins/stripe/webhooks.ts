import { createHmac } from 'node:crypto';
import type { Event } from './shapes.ts';

export interface Endpoint {
  url: string;
  secret: string;
  /** connect: what happens on connected accounts. */
  kind: 'platform' | 'connect';
}

export interface Webhooks {
  send(event: Event): void;
  /** The duplicates that Stripe delivers at times: each event so often, until told otherwise. */
  setCopies(copies: number): void;
  setDelay(ms: number): void;
  /** From now on events wait, so that they can be released in another order. */
  hold(): void;
  release(order?: Order): void;
  held(): Event[];
  /** Tries at once what waits for its next try. */
  retryNow(): void;
  /** Resolves when all that was sent has been answered or has failed its first try. */
  settled(): Promise<void>;
  stop(): void;
}
export type Order = 'sent' | 'reversed';

// Stripe tries for three days; a local service that restarts is back within these.
const RETRY_AFTER_MS = [1_000, 3_000, 10_000, 30_000, 60_000, 300_000];
const ANSWER_WITHIN_MS = 10_000;

interface Delivery {
  event: Event;
  endpoint: Endpoint;
  tries: number;
}

/** changed: an event's pending_webhooks went down. */
export function createWebhooks(endpoints: Endpoint[], changed: () => void, log: (line: string) => void): Webhooks {
  let held: Event[] | null = null;
  let copies = 1;
  let delayMs = 0;
  let underWay: Promise<void> = Promise.resolve();
  const waiting = new Map<NodeJS.Timeout, Delivery>();
  const abort = new AbortController();

  const attempt = async (delivery: Delivery) => {
    if (abort.signal.aborted) return;
    const failure = await post(delivery, abort.signal);
    if (abort.signal.aborted) return;
    if (!failure) {
      delivery.event.pending_webhooks = Math.max(0, delivery.event.pending_webhooks - 1);
      changed();
      return;
    }
    log(`webhook ${delivery.event.type} to ${delivery.endpoint.url}: ${failure}`);
    const wait = RETRY_AFTER_MS[delivery.tries];
    if (wait) later({ ...delivery, tries: delivery.tries + 1 }, wait);
  };
  // One after the other, so that what is said first arrives first unless somebody asked for disorder.
  const enqueue = (delivery: Delivery) => {
    underWay = underWay.then(() => attempt(delivery));
  };
  const later = (delivery: Delivery, ms: number) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      enqueue(delivery);
    }, ms).unref();
    waiting.set(timer, delivery);
  };
  const send = (event: Event) => {
    for (const endpoint of endpoints.filter(one => (one.kind === 'connect') === Boolean(event.account))) {
      for (let copy = 0; copy < copies; copy += 1) {
        event.pending_webhooks += 1;
        const delivery = { event, endpoint, tries: 0 };
        delayMs > 0 ? later(delivery, delayMs) : enqueue(delivery);
      }
    }
  };

  return {
    send: event => void (held ? held.push(event) : send(event)),
    setCopies(count) {
      copies = count;
    },
    setDelay(ms) {
      delayMs = ms;
    },
    hold() {
      held ??= [];
    },
    release(order = 'sent') {
      const events = held ?? [];
      held = null;
      for (const event of order === 'reversed' ? events.reverse() : events) send(event);
    },
    held: () => held ?? [],
    retryNow() {
      for (const [timer, delivery] of waiting) {
        clearTimeout(timer);
        enqueue(delivery);
      }
      waiting.clear();
    },
    async settled() {
      for (let seen: unknown; seen !== underWay; await underWay) seen = underWay;
    },
    stop() {
      abort.abort();
      for (const timer of waiting.keys()) clearTimeout(timer);
    },
  };
}

/** The Stripe-Signature header. The time is the real one, whatever the stand-in's clock says: receivers compare it with theirs. */
export function sign(body: string, secret: string, at = new Date()): string {
  const time = Math.floor(at.getTime() / 1000);
  return `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}`;
}

/** Null when the endpoint took it, else what went wrong. */
async function post({ event, endpoint }: Delivery, stopped: AbortSignal): Promise<string | null> {
  const body = JSON.stringify(event, null, 2);
  try {
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': sign(body, endpoint.secret) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await answer.arrayBuffer();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? String(error.cause ?? error.message) : String(error);
  }
}
