import { preparePartitions } from '#backoffice/workflows/prepare-partitions.ts';
import { runJob } from './run.ts';

await runJob('prepare-partitions', preparePartitions);
