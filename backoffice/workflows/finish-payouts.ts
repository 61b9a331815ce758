import type { Services } from '#backoffice/services.ts';
import { sendDuePayouts } from './send-due-payouts.ts';
import { finishReversals } from './send-reversal.ts';

/** Between the nights: looks up what stayed without an answer, sends what waited for balance, and finishes what was to come back. Claims nothing new. */
export async function finishPayouts(services: Services): Promise<{ payouts: number; isBusy: boolean }> {
  await finishReversals(services);
  const { ids, isBusy } = await sendDuePayouts(services, { retryFailedBefore: null });
  return { payouts: ids.length, isBusy };
}
