import { storeEvent } from '#backoffice/commerce/webhook/index.ts';
import type { Services } from '#backoffice/services.ts';

interface Received {
  rawBody: Buffer;
  signature: string | undefined;
  endpoint: 'platform' | 'connect';
}

/** Verified, stored once, applied by queued work: the same path serves replay. Throws InvalidSignature. */
export async function receiveStripeEvent(
  services: Services,
  { rawBody, signature, endpoint }: Received,
): Promise<void> {
  const event = services.payments.readEvent(rawBody, signature, endpoint);
  await services.db.transaction(async trx => {
    const id = await storeEvent(trx, {
      provider: endpoint === 'platform' ? 'stripe' : 'stripe_connect',
      eventId: event.id,
      type: event.type,
      payload: { account: event.account, isLive: event.isLive, object: event.object },
      occurredAt: event.createdAt,
    });
    if (id) await services.queue.enqueue(trx, 'apply-stripe-event', { webhookEventId: id });
  });
}
