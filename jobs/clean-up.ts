import { cleanUp } from '#backoffice/workflows/clean-up.ts';
import { runJob } from './run.ts';

await runJob('clean-up', cleanUp);
