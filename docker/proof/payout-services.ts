import { pino } from 'pino';
import { createQueue, startQueue } from '../../backoffice/providers/queue/pg-boss-queue.ts';
import { createStripeTransfers } from '../../backoffice/providers/transfers/stripe-transfers.ts';
import type { Services } from '../../backoffice/services.ts';
import { connect } from '../../db/connection.ts';

/** What the payout run reaches, for a process of its own. Reads DATABASE_URL and STRIPE_URL. */
export async function openPayoutServices(now: () => Date): Promise<Services> {
  const { DATABASE_URL, STRIPE_URL } = process.env;
  const db = connect(DATABASE_URL!, { poolSize: 2 });
  const log = pino({ level: 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  const transfers = createStripeTransfers({
    ...{ secretKey: 'sk_test_payouts', apiUrl: STRIPE_URL!, webhookSecret: '', connectWebhookSecret: '' },
    timeoutMs: 5_000,
  });
  return {
    ...{ db, log, queue: createQueue(boss), transfers, now },
    settings: { publicUrl: 'https://stackr.test', currency: 'EUR', payoutReleaseAboveCents: null },
  } as unknown as Services;
}
