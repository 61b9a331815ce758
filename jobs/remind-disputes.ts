import { remindDisputes } from '#backoffice/workflows/remind-disputes.ts';
import { runJob } from './run.ts';

await runJob('remind-disputes', remindDisputes);
