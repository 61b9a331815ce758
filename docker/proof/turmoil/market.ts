import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import pLimit from 'p-limit';
import { pino } from 'pino';
import { createStripePayments } from '../../../backoffice/providers/payments/stripe-payments.ts';
import { createQueue, startQueue } from '../../../backoffice/providers/queue/pg-boss-queue.ts';
import { drainQueue, stopQueue } from '../../../backoffice/providers/queue/work-queue.ts';
import { createEasyPostShipping } from '../../../backoffice/providers/shipping/easypost-shipping.ts';
import { createStripeTransfers } from '../../../backoffice/providers/transfers/stripe-transfers.ts';
import type { Services } from '../../../backoffice/services.ts';
import { receiveStripeEvent } from '../../../backoffice/workflows/receive-stripe-event.ts';
import { APPLICATION_ROLE, connect, urlAs } from '../../../db/connection.ts';
import type { Chance } from '../../../db/seeds/chance.ts';
import { queueHandlers } from '../../../jobs/queue.ts';
import { createEasyPost } from '../../stand-ins/easypost/index.ts';
import { listen } from '../../stand-ins/listen.ts';
import { createStripe } from '../../stand-ins/stripe/index.ts';

const SECRETS = { webhookSecret: 'whsec_platform', connectWebhookSecret: 'whsec_connect' };
/** What moves money or stock; letters, documents and the index are other tests' matter. */
const WORK = ['apply-stripe-event', 'refund-late-payment', 'send-refund', 'answer-dispute'] as const;
const DAY_SECONDS = 86_400;
/** A vendor's own limits are far below; ours before a payout takes a new key is ten. */
const MOST_HUNG_MINUTES = 5;

export type Market = Awaited<ReturnType<typeof openMarket>>;

/** The workflows of a whole marketplace in one process, vendors' stand-ins beside them, and a clock that is set by hand. */
export async function openMarket(databaseUrl: string, { startsAt, chance }: { startsAt: Date; chance: Chance }) {
  let now = startsAt;
  let hungMinutes = 0;
  const clock = () => now;
  const db = connect(urlAs(APPLICATION_ROLE, databaseUrl), { poolSize: 6 });
  const log = pino({ level: 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  let isOpen = true;
  const door = createServer((request, response) => void take(request, response));
  await new Promise<void>(resolve => door.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
  let address = '';
  const stripe = createStripe({
    publicUrl: () => address,
    now: clock,
    settleSeconds: 2 * DAY_SECONDS,
    webhooks: [
      { url: `${url}platform`, secret: SECRETS.webhookSecret, kind: 'platform' },
      { url: `${url}connect`, secret: SECRETS.connectWebhookSecret, kind: 'connect' },
    ],
  });
  const easypost = createEasyPost({ publicUrl: () => `${address}/easypost`, now: clock });
  const server = await listen(0, { '/easypost': easypost.router, '/': stripe.router });
  address = server.url;
  const adapter = { secretKey: 'sk_test_turmoil', apiUrl: address, ...SECRETS, timeoutMs: 250 };
  const services = {
    ...{ db, log, now: clock, queue: createQueue(boss), orderLimit: pLimit(50) },
    payments: createStripePayments(adapter),
    transfers: createStripeTransfers(adapter),
    shipping: createEasyPostShipping({
      ...{ apiKey: 'EZTK_turmoil', baseUrl: `${address}/easypost/v2`, webhookSecret: 'unused', timeoutMs: 2_000 },
    }),
    settings: {
      ...{ publicUrl: 'https://stackr.test', currency: 'EUR', reservationMinutes: 30, payoutReleaseAboveCents: null },
    },
  } as unknown as Services;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await buffer(request);
    if (!isOpen) return void response.writeHead(503).end();
    const signature = request.headers['stripe-signature'] as string | undefined;
    const endpoint = request.url === '/connect' ? 'connect' : 'platform';
    await receiveStripeEvent(services, { rawBody, signature, endpoint });
    response.end();
  }

  const all = queueHandlers(services);
  const handlers = Object.fromEntries(WORK.map(name => [name, all[name]]));
  return {
    ...{ db, services, chance, stripe: stripe.control, easypost },
    now: clock,
    /** What hangs goes on, or is dead, within minutes; keys are forgotten after a day. */
    async pass(minutes: number): Promise<void> {
      hungMinutes += minutes;
      if (hungMinutes >= MOST_HUNG_MINUTES) {
        stripe.control.releaseHung();
        await setImmediate();
        hungMinutes = 0;
      }
      now = new Date(now.getTime() + minutes * 60_000);
      stripe.control.advanceClock(0);
    },
    /** False: the service is away, and webhooks bounce. */
    setDoor(open: boolean) {
      isOpen = open;
    },
    /** Queued work is done, and what Stripe says meanwhile comes in. What failed is tried again at once. */
    async work(): Promise<void> {
      for (let done = -1; done !== 0; ) {
        await stripe.control.webhooks.settled();
        await db('pgboss.job').where({ state: 'retry' }).update({ start_after: db.fn.now() });
        done = await drainQueue(boss, handlers, log);
      }
    },
    async stop() {
      stripe.stop();
      easypost.stop();
      await server.stop();
      door.close();
      await stopQueue(boss, 1_000);
      await db.destroy();
    },
  };
}
