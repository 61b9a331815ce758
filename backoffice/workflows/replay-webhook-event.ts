import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import { notFound } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';

/** Hands a stored event to the same work that applied it, or failed to: what was applied already changes nothing a second time. */
export async function replayWebhookEvent(
  services: Services,
  { webhookEventId, actor }: { webhookEventId: string; actor: Actor },
): Promise<void> {
  await services.db.transaction(async trx => {
    const event = await trx('webhook_events').where({ id: webhookEventId }).first('provider');
    if (!event) throw notFound('webhook event');
    const work = event.provider === 'easypost' ? 'apply-easypost-event' : 'apply-stripe-event';
    await services.queue.enqueue(trx, work, { webhookEventId });
    await writeAudit(trx, { actor, action: 'replay.webhook_event', table: 'webhook_events', id: webhookEventId });
  });
}
