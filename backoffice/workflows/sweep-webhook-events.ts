import { type StoredEvent, unappliedEvents } from '#backoffice/commerce/webhook/index.ts';
import type { Services } from '#backoffice/services.ts';

const OVERDUE_AFTER_MS = 2 * 60_000;

/** Events that should have been applied by now are written into the queue again; while their work still waits, nothing is added. */
export async function sweepWebhookEvents(services: Services): Promise<{ requeued: number }> {
  const overdue = await unappliedEvents(services.db, new Date(services.now().getTime() - OVERDUE_AFTER_MS));
  for (const event of overdue) {
    await services.queue.enqueue(services.db, workFor(event), { webhookEventId: event.id }, { singletonKey: event.id });
  }
  return { requeued: overdue.length };
}

export const workFor = ({ provider }: Pick<StoredEvent, 'provider'>) =>
  provider === 'easypost' ? 'apply-easypost-event' : 'apply-stripe-event';
