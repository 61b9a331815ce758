import { repairSearchDrift } from '#backoffice/workflows/sync-search.ts';
import { runJob } from './run.ts';

await runJob('repair-search-drift', repairSearchDrift);
