import {
  findBatch,
  openPurse,
  previewBatch,
  reportCarryovers,
  reportPayouts,
} from '#backoffice/commerce/payout/index.ts';
import type { PayoutRunReport } from '#backoffice/http/contract/admin.ts';
import type { Services } from '#backoffice/services.ts';

/** The dry run: what a run of this date would pay, and why not. Writes nothing and sends nothing. */
export async function previewPayouts(services: Services, date: string): Promise<PayoutRunReport> {
  const batch = await findBatch(services.db, { date });
  if (batch)
    return {
      batchId: batch.id,
      batchDate: date,
      isDryRun: true,
      status: batch.status,
      payouts: await reportPayouts(services.db, date, []),
      carryovers: await reportCarryovers(services.db, batch.id),
    };
  const decisions = await previewBatch(services.db, date);
  const purse = openPurse(await services.transfers.availableBalance());
  const isPaid = (decision: { reason: string | null }) => decision.reason === null;
  return {
    batchId: null,
    batchDate: date,
    isDryRun: true,
    status: 'not_run',
    payouts: decisions.filter(isPaid).map(decision => ({
      number: null,
      wholesaler: decision.name,
      currency: decision.currency,
      amountCents: decision.amount_cents,
      ...(purse.take(decision)
        ? { status: 'would_be_sent', reason: null }
        : { status: 'would_wait', reason: 'The available balance does not reach' }),
    })),
    carryovers: decisions
      .filter(decision => !isPaid(decision))
      .map(({ name, currency, amount_cents, reason }) => ({
        wholesaler: name,
        currency,
        amountCents: amount_cents,
        reason: reason!,
      })),
  };
}
