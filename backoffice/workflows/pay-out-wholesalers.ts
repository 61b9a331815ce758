// The daily payout. Opening the batch and claiming what is due is one transaction, decided by the unique date. Sending is a step per
// payout (send-payout.ts) that can be cut off anywhere: this workflow, run again, or finish-payouts, picks up every payout that is
// scheduled or half sent. Failures we see become a row with its reason; crashes we do not see are found by state.

import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  findBatch,
  holdLargeBatch,
  openBatch,
  type PayoutBatch,
  reportCarryovers,
  reportPayouts,
} from '#backoffice/commerce/payout/index.ts';
import { Refusal } from '#backoffice/commerce/refusal.ts';
import type { PayoutRunReport } from '#backoffice/http/contract/admin.ts';
import type { Services } from '#backoffice/services.ts';
import { faults, verify } from '#db/verify.ts';
import { releaseReserves } from './release-reserves.ts';
import { sendDuePayouts } from './send-due-payouts.ts';
import { writePayoutsHeld } from './write-payout-letters.ts';

export interface PayoutRun {
  /** The UTC day whose earnings are paid: whatever became available up to and on it. */
  date: string;
  /** Null: the timetable asked. */
  requestedBy: Actor | null;
}

/**
 * Runs the batch of a date, or finishes it; once finished, running it again changes nothing. Status 'busy': another process is
 * sending right now and will finish it.
 */
export async function payOutWholesalers(services: Services, run: PayoutRun): Promise<PayoutRunReport> {
  if (run.date > today(services))
    throw new Refusal('rule', 'date_in_future', `${run.date} is not over yet: its earnings are not available`);
  await requireSoundBooks(services);
  const wasOpened = await open(services, run);
  const batch = (await findBatch(services.db, { date: run.date }))!;
  const touched = await sendDuePayouts(services, { retryFailedBefore: wasOpened ? run.date : null });
  if (touched.ids.length > 0) await requireSoundBooks(services);
  return report(services, batch, touched);
}

export const today = (services: Services): string => services.now().toISOString().slice(0, 10);

async function open(services: Services, { date, requestedBy }: PayoutRun): Promise<boolean> {
  return services.db.transaction(async trx => {
    await releaseReserves(trx, services, date);
    const batch = await openBatch(trx, { date, requestedBy: requestedBy?.userId ?? null, at: services.now() });
    if (!batch) return false;
    await holdLargeBatch(trx, batch.id, services.settings.payoutReleaseAboveCents);
    await writePayoutsHeld(trx, services, batch);
    if (requestedBy)
      await writeAudit(trx, {
        actor: requestedBy,
        action: 'run.payouts',
        table: 'payout_batches',
        id: batch.id,
        after: { date },
      });
    return true;
  });
}

async function report(
  services: Services,
  batch: PayoutBatch,
  touched: { ids: string[]; isBusy: boolean },
): Promise<PayoutRunReport> {
  const now = (await findBatch(services.db, { id: batch.id }))!;
  return {
    batchId: batch.id,
    batchDate: batch.batch_date,
    isDryRun: false,
    status: touched.isBusy && now.status === 'running' ? 'busy' : now.status,
    payouts: await reportPayouts(services.db, batch.batch_date, touched.ids),
    carryovers: await reportCarryovers(services.db, batch.id),
  };
}

const MONEY = /^(ledger|payout|payment|refund|commission)/;

/** No money leaves while the books are wrong. */
async function requireSoundBooks(services: Services): Promise<void> {
  const wrong = faults(await verify(services.db, undefined, check => MONEY.test(check)));
  if (wrong.length === 0) return;
  services.log.error({ findings: wrong }, 'money checks failed: the payout batch stops');
  throw new Refusal(
    'unavailable',
    'books_not_sound',
    'The books show a fault, so nothing is paid out. See npm run verify.',
    wrong.map(finding => ({ code: finding.check, message: `${finding.title}: ${finding.rows.length} rows` })),
  );
}
