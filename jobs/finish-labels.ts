import { finishLabels } from '#backoffice/workflows/finish-labels.ts';
import { runJob } from './run.ts';

await runJob('finish-labels', finishLabels);
