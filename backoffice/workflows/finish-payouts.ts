import type { Services } from '#backoffice/services.ts';
import { sendDuePayouts } from './send-due-payouts.ts';

/** Between the nights: looks up what stayed without an answer, and sends what waited for balance. Claims nothing new. */
export async function finishPayouts(services: Services): Promise<{ payouts: number; isBusy: boolean }> {
  const { ids, isBusy } = await sendDuePayouts(services, { retryFailedBefore: null });
  return { payouts: ids.length, isBusy };
}
