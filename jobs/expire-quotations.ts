import { expireQuotations } from '#backoffice/workflows/expire-quotations.ts';
import { runJob } from './run.ts';

await runJob('expire-quotations', expireQuotations);
