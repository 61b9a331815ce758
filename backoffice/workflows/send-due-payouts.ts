import { randomUUID } from 'node:crypto';
import {
  dropLease,
  duePayouts,
  findNewestBatch,
  findPayout,
  finishBatches,
  openPurse,
  type Payout,
  type Purse,
  releasePayable,
  takeLease,
} from '#backoffice/commerce/payout/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Services } from '#backoffice/services.ts';
import { sendPayout } from './send-payout.ts';

/** Longer than one payout can take with every time-out on its path; renewed before each. */
const LEASE_MS = 90_000;

export interface Sent {
  /** Payouts this run worked on. */
  ids: string[];
  /** Another process is sending. */
  isBusy: boolean;
}

/**
 * Sends what is due, oldest first, and once more what stayed without an answer. retryFailedBefore: also tries again what failed in
 * batches before this date.
 */
export async function sendDuePayouts(services: Services, options: { retryFailedBefore: string | null }): Promise<Sent> {
  const ids = new Set<string>();
  const isMine = await underSendingLease(services, async renew => {
    await releasePayable(services.db, services.now());
    const due = await duePayouts(services.db, options.retryFailedBefore);
    const purse = due.length > 0 ? await readPurse(services) : null;
    for (const payout of due) await sendOne(services, payout, { purse, ids, renew });
    for (const { id } of due) {
      const payout = await findPayout(services.db, id);
      if (payout?.status === 'sending') await sendOne(services, payout, { purse, ids, renew });
    }
    await finishBatches(services.db, services.now());
  });
  return { ids: [...ids], isBusy: !isMine };
}

/** Payouts are sent by one process at a time. False: by another one right now. */
export async function underSendingLease(
  services: Services,
  work: (renew: () => Promise<boolean>) => Promise<void>,
): Promise<boolean> {
  const batch = await findNewestBatch(services.db);
  if (!batch) return true;
  const holder = randomUUID();
  const renew = () => {
    const at = services.now();
    return takeLease(services.db, batch.id, { holder, at, until: new Date(at.getTime() + LEASE_MS) });
  };
  if (!(await renew())) return false;
  try {
    await work(renew);
  } finally {
    await dropLease(services.db, batch.id, holder);
  }
  return true;
}

interface Run {
  purse: Purse | null;
  ids: Set<string>;
  renew: () => Promise<boolean>;
}

/** One wholesaler's failure, a defect included, never stops the others. */
async function sendOne(services: Services, payout: Payout, { purse, ids, renew }: Run): Promise<void> {
  if (!(await renew())) return;
  ids.add(payout.id);
  try {
    await sendPayout(services, payout, purse);
  } catch (error) {
    services.log.error({ err: error, payoutId: payout.id }, 'payout could not be sent');
  }
}

/** What can be sent now. When the processor does not tell, nothing new is sent, but what is half sent is still looked up. */
async function readPurse(services: Services): Promise<Purse> {
  try {
    return openPurse(await services.transfers.availableBalance());
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    services.log.warn({ err: error }, 'the available balance could not be read');
    return openPurse(new Map());
  }
}
