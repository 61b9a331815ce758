import { sealLedger } from '#backoffice/workflows/seal-ledger.ts';
import { runJob } from './run.ts';

await runJob('seal-ledger', sealLedger);
