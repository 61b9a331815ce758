import type { RequestHandler } from 'express';
import type { Services } from '#backoffice/services.ts';
import { receiveStripeEvent } from '#backoffice/workflows/receive-stripe-event.ts';

/** Behind express.raw. Two endpoints, two secrets: events of connected accounts come to their own. */
export const stripeWebhook =
  (services: Services, endpoint: 'platform' | 'connect'): RequestHandler =>
  async (request, response) => {
    await receiveStripeEvent(services, { rawBody: request.body, signature: request.get('stripe-signature'), endpoint });
    response.json({ received: true });
  };
