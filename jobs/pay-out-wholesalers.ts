import { isMainThread } from 'node:worker_threads';
import { payOutWholesalers, today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { payoutCommand } from './payout-command.ts';
import { runJob } from './run.ts';

// In a worker: the nightly run. By itself: npm run payout [-- --date YYYY-MM-DD --dry-run].
if (isMainThread) await payoutCommand();
else
  await runJob('pay-out-wholesalers', services =>
    payOutWholesalers(services, { date: today(services), requestedBy: null }),
  );
