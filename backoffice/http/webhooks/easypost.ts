import type { RequestHandler } from 'express';
import type { Services } from '#backoffice/services.ts';
import { receiveEasypostEvent } from '#backoffice/workflows/receive-easypost-event.ts';

/** Behind express.raw: the signature covers the bytes. */
export const easypostWebhook =
  (services: Services): RequestHandler =>
  async (request, response) => {
    await receiveEasypostEvent(services, { rawBody: request.body, headers: request.headers });
    response.json({ received: true });
  };
