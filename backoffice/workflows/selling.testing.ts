import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Knex } from 'knex';
import pLimit from 'p-limit';
import { pino } from 'pino';
import { afterAll } from 'vitest';
import { addUnits, type CartOwner, hashGuestToken } from '#backoffice/commerce/cart/index.ts';
import { createStripePayments } from '#backoffice/providers/payments/stripe-payments.ts';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { drainQueue, stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import type { Storage } from '#backoffice/providers/storage/storage.ts';
import { createStripeTransfers } from '#backoffice/providers/transfers/stripe-transfers.ts';
import type { Services } from '#backoffice/services.ts';
import { WORLD } from '#db/seeds/world.ts';
import { startStripe } from '../../docker/stand-ins/stripe/index.ts';
import { announceOrder } from './announce-order.ts';
import { answerDispute } from './answer-dispute.ts';
import { applyStripeEvent } from './apply-stripe-event.ts';
import { gatherDisputeEvidence } from './gather-dispute-evidence.ts';
import type { OrderRequest } from './place-order.ts';
import { receiveStripeEvent } from './receive-stripe-event.ts';
import { refundLatePayment } from './refund-late-payment.ts';
import { sendRefund } from './send-refund.ts';

const SECRETS = { webhookSecret: 'whsec_platform', connectWebhookSecret: 'whsec_connect' };

/** Services for what is sold: the real queue, Stripe's adapters against its stand-in, whose webhooks come in by a door of their own. */
export async function sellingRig(db: Knex, { storage }: { storage?: Storage } = {}) {
  let now = new Date();
  const log = pino({ level: 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  let isOpen = true;
  const door = createServer((request, response) => void take(request, response));
  await new Promise<void>(resolve => door.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
  const stripe = await startStripe({
    port: 0,
    now: () => now,
    webhooks: [{ url, secret: SECRETS.webhookSecret, kind: 'platform' }],
  });
  afterAll(async () => {
    await stripe.stop();
    door.close();
    await stopQueue(boss);
  });
  const adapter = { secretKey: 'sk_test_selling', apiUrl: stripe.url, ...SECRETS, timeoutMs: 400 };
  const services = {
    db,
    log,
    now: () => now,
    queue: createQueue(boss),
    orderLimit: pLimit(50),
    payments: createStripePayments(adapter),
    transfers: createStripeTransfers(adapter),
    storage,
    settings: {
      ...{ publicUrl: 'https://stackr.test', currency: 'EUR', reservationMinutes: 30, payoutReleaseAboveCents: null },
    },
  } as unknown as Services;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await buffer(request);
    const signature = request.headers['stripe-signature'] as string | undefined;
    if (!isOpen) return void response.writeHead(503).end();
    await receiveStripeEvent(services, { rawBody, signature, endpoint: 'platform' });
    response.end();
  }

  const handlers = {
    'apply-stripe-event': (payload: { webhookEventId: string }) => applyStripeEvent(services, payload),
    'announce-order': (payload: { orderId: string }) => announceOrder(services, payload),
    'refund-late-payment': (payload: { orderId: string }) => refundLatePayment(services, payload),
    'send-refund': (payload: { refundId: string }) => sendRefund(services, payload),
    'answer-dispute': (payload: { disputeId: string }) => answerDispute(services, payload),
    ...(storage && {
      'gather-dispute-evidence': async (payload: { disputeId: string }) =>
        void (await gatherDisputeEvidence(services, payload)),
    }),
  };

  return {
    services,
    stripe: stripe.control,
    setNow(to: Date) {
      now = to;
    },
    /** False: the service is away, and webhooks bounce. */
    setDoor(open: boolean) {
      isOpen = open;
    },
    /** Everything that Stripe said has come in and been applied, and what followed from it is done. */
    async settle(): Promise<void> {
      for (let done = -1; done !== 0; ) {
        await stripe.control.webhooks.settled();
        done = await drainQueue(boss, handlers, log);
      }
    },
    sessionOf: async (orderId: string): Promise<string> =>
      (await db('payments').where({ order_id: orderId }).first()).stripe_checkout_session_id,
  };
}

export const guest = (name: string): CartOwner => ({
  userId: null,
  guestTokenHash: hashGuestToken(name),
  channel: 'b2c',
  storeId: null,
});
export const storeOwner = (userId: string, storeId: string): CartOwner => ({
  userId,
  guestTokenHash: null,
  channel: 'b2b',
  storeId,
});
export const olga = storeOwner(WORLD.users.olga, WORLD.stores.corner);
export const sven = storeOwner(WORLD.users.sven, WORLD.stores.alpine);

/** Lines at the price that was seen: [variant, quantity, price in cents]. */
export async function fillCart(db: Knex, owner: CartOwner, lines: [string, number, number][]): Promise<void> {
  for (const [variantId, quantity, unitPriceCents] of lines)
    await addUnits(db, owner, { variantId, quantity, unitPriceCents });
}

/** 2 × 9.90 with 7 % inside from the roastery, 24.00 with 19 % inside from the pottery; each sends it for its flat rate. */
export const BASKET: [string, number, number][] = [
  [WORLD.variants.espressoSmall, 2, 990],
  [WORLD.variants.mugSand, 1, 2400],
];
export const BULK: [string, number, number][] = [
  [WORLD.variants.espressoSmall, 24, 500],
  [WORLD.variants.espressoLarge, 4, 1900],
  [WORLD.variants.mugSand, 12, 1080],
];

const BERLIN = { name: 'Anna Ahrens', line1: 'Lindenweg 3', city: 'Berlin', postalCode: '10115', country: 'DE' };

export const orderOf = (owner: CartOwner, more: Partial<OrderRequest> = {}): OrderRequest => ({
  owner,
  email: 'anna@example.org',
  shippingAddress: BERLIN,
  billingAddress: null,
  shippingChoices: [],
  payment: 'card',
  poNumber: null,
  wholesalers: null,
  note: null,
  requestKey: null,
  ...more,
});

/** Nothing sold, everything on the shelf. */
export async function clearSales(db: Knex): Promise<void> {
  await db.raw(
    'truncate carts, orders, wholesaler_orders, order_lines, reservations, payments, ledger_transactions, letters, webhook_events, status_changes cascade',
  );
  await db.raw('delete from pgboss.job');
  await db.raw(
    `insert into stock_movements (variant_id, quantity, reason) select variant_id, on_hand, 'opening' from stock where on_hand > 0`,
  );
  await db('stock').update({ reserved: 0 });
}
