import express, { Router } from 'express';
import type { Services } from '#backoffice/services.ts';
import { easypostWebhook } from './easypost.ts';
import { stripeWebhook } from './stripe.ts';

/** Before every body parser: a signature covers the bytes as they came. */
export function webhookRouter(services: Services): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: '1mb' });
  router.post('/api/webhooks/stripe', raw, stripeWebhook(services, 'platform'));
  router.post('/api/webhooks/stripe-connect', raw, stripeWebhook(services, 'connect'));
  router.post('/api/webhooks/easypost', raw, easypostWebhook(services));
  return router;
}
