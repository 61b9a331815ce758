import { rollUpAnalytics } from '#backoffice/workflows/roll-up-analytics.ts';
import { runJob } from './run.ts';

await runJob('roll-up-analytics', rollUpAnalytics);
