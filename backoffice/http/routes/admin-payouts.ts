import { payOutWholesalers, today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import { previewPayouts } from '#backoffice/workflows/preview-payouts.ts';
import { releaseForSending } from '#backoffice/workflows/release-payout.ts';
import { retryPayout } from '#backoffice/workflows/retry-payout.ts';
import { actorOf } from '../access.ts';
import type { Routes } from '../route.ts';

export const adminPayoutRoutes: Routes = on => {
  on('payoutDryRun', async ({ services, body }) => previewPayouts(services, body.date ?? today(services)));

  on('payoutRun', async ({ services, caller, body }) =>
    payOutWholesalers(services, { date: body.date ?? today(services), requestedBy: actorOf(caller) }),
  );

  on('payoutRetry', async ({ services, caller, params }) =>
    retryPayout(services, { payoutId: params.id, actor: actorOf(caller) }),
  );

  on('payoutRelease', async ({ services, caller, params }) =>
    releaseForSending(services, { id: params.id, actor: actorOf(caller) }),
  );
};
