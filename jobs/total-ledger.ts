import { totalLedger } from '#backoffice/workflows/total-ledger.ts';
import { runJob } from './run.ts';

await runJob('total-ledger', totalLedger);
