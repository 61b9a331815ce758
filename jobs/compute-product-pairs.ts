import { computeProductPairs } from '#backoffice/workflows/compute-product-pairs.ts';
import { runJob } from './run.ts';

await runJob('compute-product-pairs', computeProductPairs);
