import type { Services } from '#backoffice/services.ts';
import { replayWebhookEvent } from '#backoffice/workflows/replay-webhook-event.ts';
import { actorOf, recordStep } from './perform.ts';

export const webhookActions = (services: Services) => ({
  replay: recordStep({
    label: 'Apply again',
    icon: 'RefreshCw',
    roles: ['admin'],
    consequence:
      'The stored event is handed to the same work again. What was applied already changes nothing a second time.',
    run: async ({ id, viewer }) => {
      await replayWebhookEvent(services, { webhookEventId: id, actor: actorOf(viewer) });
      return 'The event is in the queue';
    },
  }),
});
