import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Stripe from 'stripe';
import { afterEach } from 'vitest';
import { type StripeOptions, startStripe } from './index.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A stand-in of one's own with the real client beside it, gone when the test ends. */
export async function openStripe(options: Partial<StripeOptions> = {}) {
  const standIn = await startStripe({ port: 0, ...options });
  ends.push(standIn.stop);
  const { hostname, port } = new URL(standIn.url);
  const client = (more: { timeout?: number; maxNetworkRetries?: number } = {}) => {
    const address = { host: hostname, port, protocol: 'http' as const };
    return new Stripe('sk_test_stand_in', { ...address, maxNetworkRetries: 0, telemetry: false, ...more });
  };
  return { ...standIn, client, stripe: client() };
}

export interface Received {
  type: string;
  id: string;
  account?: string;
  body: string;
  signature: string;
}

/** Somewhere for webhooks to go, answering what the test says. */
export async function openReceiver() {
  const received: Received[] = [];
  const receiver = { received, status: 200, url: '', types: () => received.map(one => one.type) };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      const { type, id, account } = JSON.parse(body);
      received.push({ type, id, account, body, signature: String(request.headers['stripe-signature']) });
      response.writeHead(receiver.status).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return receiver;
}

/** A session that asks for this much; half an hour and a minute to pay it. */
export function openSession(stripe: Stripe, { amount = 5_000, now = new Date(), orderId = 'o1' } = {}) {
  return stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { quantity: 1, price_data: { currency: 'eur', unit_amount: amount, product_data: { name: 'Coffee beans' } } },
    ],
    expires_at: Math.floor(now.getTime() / 1000) + 31 * 60,
    customer_email: 'ada@example.com',
    success_url: 'https://shop.test/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'https://shop.test/cart',
    metadata: { order_id: orderId },
    payment_intent_data: { transfer_group: `order_${orderId}` },
  });
}
