// The payout run in a process of its own, killed where KILL says. Started by kill-payouts.ts.
import { pino } from 'pino';
import { createQueue, startQueue } from '../../backoffice/providers/queue/pg-boss-queue.ts';
import { createStripeTransfers } from '../../backoffice/providers/transfers/stripe-transfers.ts';
import type { Services } from '../../backoffice/services.ts';
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { connect } from '../../db/connection.ts';
import { armKill } from './kill-points.ts';

const { DATABASE_URL, STRIPE_URL, NIGHT, KILL } = process.env;
const db = connect(DATABASE_URL!, { poolSize: 2 });
const log = pino({ level: 'silent' });
const boss = await startQueue(db, { isSupervisor: false, log });
const transfers = createStripeTransfers({
  ...{ secretKey: 'sk_test_payouts', apiUrl: STRIPE_URL!, webhookSecret: '', connectWebhookSecret: '' },
  timeoutMs: 5_000,
});
const services = {
  ...{ db, log, queue: createQueue(boss), transfers: armKill(db, transfers, JSON.parse(KILL!)) },
  now: () => new Date(`${NIGHT}T02:00:00Z`),
  settings: { publicUrl: 'https://stackr.test', currency: 'EUR', payoutReleaseAboveCents: null },
} as unknown as Services;
await payOutWholesalers(services, { date: NIGHT!, requestedBy: null });
process.exit(0);
