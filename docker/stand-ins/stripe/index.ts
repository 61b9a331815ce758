// A Stripe for a machine without one: the real client talks to it, people pay on its page, and it forgets nothing Stripe would remember.
// Other processes make things happen over /_control (JSON; createStripe().control does the same in one's own process):
//   POST   /_control/checkout/:id/pay {card?, email?}         pays without the page; answers {kind: paid | declined, message?}
//   POST   /_control/checkout/:id/expire
//   POST   /_control/checkout/:id/bank-debit {succeeds?}      without succeeds: pays by a debit that is under way; with it: its end
//   POST   /_control/funds {amount, currency?}                adds to the available balance
//   POST   /_control/charges {charges: PastCharge[]}         payments from before its time (see history.ts)
//   POST   /_control/refunds/:id {outcome: succeeded | failed}
//   POST   /_control/charges/:id/dispute {amount?, reason?, isInquiry?}   by charge or payment intent
//   POST   /_control/disputes/:id/close {outcome: won | lost}
//   PUT    /_control/accounts/:id {isReady?}                  a connected account with this id
//   POST   /_control/accounts/:id/onboard | restrict {due?, reason?} | disconnect | bank-payout {amount?}
//   POST   /_control/bank-payouts/:id {status: failed | canceled}
//   GET    /_control/transfers?group=payout_…    POST /_control/transfers/:id/reverse {amount?}
//   GET    /_control/events?type=…               POST /_control/events/:id/resend
//   POST   /_control/faults {kind: 500 | 429 | hang | reset, when?: before | during | after, method?, path?, times?} (see faults.ts)
//   DELETE /_control/faults                      POST /_control/faults/release lets hung work go on
//   DELETE /_control/keys                        forgets the idempotency keys
//   POST   /_control/clock {advanceSeconds}
//   POST   /_control/webhooks {copies?, delayMs?} | /hold | /release {order?: sent | reversed} | /retry | /settled
import express, { type Router } from 'express';
import { listen } from '../listen.ts';
import { openStateFile } from '../state-file.ts';
import { apiRoutes } from './api.ts';
import { expireOverdueSessions } from './checkout-sessions.ts';
import { type Control, createControl } from './control.ts';
import { controlRoutes } from './control-routes.ts';
import { recordEvent } from './events.ts';
import { createFaults } from './faults.ts';
import { forgetUnfinished } from './idempotency.ts';
import { pageRoutes } from './pages/routes.ts';
import { type Desk, emptyState, type State } from './state.ts';
import { createWebhooks, type Endpoint, type Webhooks } from './webhooks.ts';

export interface StripeOptions {
  /** Where people reach its pages. */
  publicUrl: () => string;
  webhooks?: Endpoint[];
  /** Without it the memory ends with the process. */
  stateFile?: string;
  businessName?: string;
  /** From a charge to its money being available; 0: at once. */
  settleSeconds?: number;
  now?: () => Date;
  log?: (line: string) => void;
}

export interface StripeStandIn {
  /** Mount it at the root: Stripe's client knows no base path. */
  router: Router;
  control: Control;
  stop(): void;
}

const WATCH_EVERY_MS = 2_000;

export function createStripe(options: StripeOptions): StripeStandIn {
  const { state, changed, close } = openStateFile<State>(options.stateFile, emptyState());
  const webhooks = createWebhooks(options.webhooks ?? [], changed, options.log ?? (() => {}));
  const clock = options.now ?? (() => new Date());
  const now = () => Math.floor(clock().getTime() / 1000) + state.clockAheadSeconds;
  const desk: Desk = {
    state,
    changed,
    now,
    publicUrl: options.publicUrl,
    businessName: options.businessName ?? 'Stackr',
    settleSeconds: options.settleSeconds ?? 0,
    emit(type, object, about = {}) {
      webhooks.send(recordEvent(state, { type, object, ...about, created: now() }));
    },
  };
  forgetUnfinished(state);
  sendUntaken(state, webhooks);
  const faults = createFaults();
  const control = createControl(desk, faults, webhooks);
  const watch = setInterval(() => expireOverdueSessions(desk), WATCH_EVERY_MS).unref();
  return {
    router: routes(desk, faults, control),
    control,
    stop() {
      clearInterval(watch);
      webhooks.stop();
      close();
    },
  };
}

/** A stand-in on a port of its own; 0 takes any. */
export async function startStripe({ port, ...options }: Partial<StripeOptions> & { port: number }) {
  let url = '';
  const { router, control, stop } = createStripe({ publicUrl: () => url, ...options });
  const server = await listen(port, { '/': router });
  url = server.url;
  return {
    url,
    control,
    async stop() {
      await server.stop();
      stop();
    },
  };
}

function routes(desk: Desk, faults: ReturnType<typeof createFaults>, control: Control): Router {
  const router = express.Router();
  router.use(express.raw({ type: 'multipart/form-data', limit: '8mb' }));
  router.use(express.text({ type: () => true, limit: '1mb' }));
  router.use('/_control', controlRoutes(control));
  router.use(pageRoutes(desk), apiRoutes(desk, faults));
  return router;
}

/** What no endpoint had taken when the last process ended. */
function sendUntaken({ events }: State, webhooks: Webhooks): void {
  for (const event of Object.values(events).filter(one => one.pending_webhooks > 0)) {
    event.pending_webhooks = 0;
    webhooks.send(event);
  }
}
