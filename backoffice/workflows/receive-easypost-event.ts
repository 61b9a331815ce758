import { storeEvent } from '#backoffice/commerce/webhook/index.ts';
import type { Services } from '#backoffice/services.ts';

interface Received {
  rawBody: Buffer;
  headers: Record<string, string | string[] | undefined>;
}

/** Verified, stored once, applied by queued work. Throws InvalidSignature. */
export async function receiveEasypostEvent(services: Services, { rawBody, headers }: Received): Promise<void> {
  const event = services.shipping.readEvent(rawBody, headers);
  await services.db.transaction(async trx => {
    const id = await storeEvent(trx, {
      provider: 'easypost',
      eventId: event.id,
      type: event.type,
      payload: { tracker: event.tracker, received: JSON.parse(rawBody.toString()) },
      occurredAt: event.tracker?.updatedAt ?? services.now(),
    });
    if (id) await services.queue.enqueue(trx, 'apply-easypost-event', { webhookEventId: id });
  });
}
