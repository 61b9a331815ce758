import { reconcileProcessor } from '#backoffice/workflows/reconcile-processor.ts';
import { runJob } from './run.ts';

await runJob('reconcile-processor', services => reconcileProcessor(services, { requestedBy: null }));
