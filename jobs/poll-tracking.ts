import { pollTracking } from '#backoffice/workflows/poll-tracking.ts';
import { runJob } from './run.ts';

await runJob('poll-tracking', pollTracking);
