import { finishPayouts } from '#backoffice/workflows/finish-payouts.ts';
import { runJob } from './run.ts';

await runJob('finish-payouts', finishPayouts);
