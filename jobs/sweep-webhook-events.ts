import { sweepWebhookEvents } from '#backoffice/workflows/sweep-webhook-events.ts';
import { runJob } from './run.ts';

await runJob('sweep-webhook-events', sweepWebhookEvents);
