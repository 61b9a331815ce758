import type { Knex } from 'knex';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { createQueue, startQueue } from '#backoffice/providers/queue/pg-boss-queue.ts';
import { stopQueue } from '#backoffice/providers/queue/work-queue.ts';
import { createStripeTransfers } from '#backoffice/providers/transfers/stripe-transfers.ts';
import type { Services } from '#backoffice/services.ts';
import { startStripe } from '../../docker/stand-ins/stripe/index.ts';

export const FIRST_NIGHT = '2026-03-20';

/** Services for one test of payouts: the real adapter against a Stripe stand-in of its own, a clock that is set by hand. */
export async function payoutRig(db: Knex, { fundsCents = 10_000_000 } = {}) {
  let now = new Date(`${FIRST_NIGHT}T02:00:00Z`);
  const log = pino({ level: 'silent' });
  const boss = await startQueue(db, { isSupervisor: false, log });
  const stripe = await startStripe({ port: 0, now: () => now });
  onTestFinished(async () => {
    await stopQueue(boss);
    await stripe.stop();
  });
  stripe.control.ensureAccount('acct_roastery');
  stripe.control.ensureAccount('acct_pottery');
  if (fundsCents > 0) stripe.control.addFunds(fundsCents);
  const settings = { publicUrl: 'https://stackr.test', currency: 'EUR', payoutReleaseAboveCents: null };
  const services = {
    db,
    log,
    now: () => now,
    queue: createQueue(boss),
    transfers: createStripeTransfers({
      secretKey: 'sk_test_payouts',
      apiUrl: stripe.url,
      webhookSecret: '',
      connectWebhookSecret: '',
      timeoutMs: 700,
    }),
    settings,
  } as unknown as Services;
  return {
    services,
    stripe: stripe.control,
    stripeUrl: stripe.url,
    /** What was transferred, in the order it went out: [account, cents]. */
    transferred: () => stripe.control.transfers().map(transfer => [transfer.destination, transfer.amount]),
    setNow(to: string) {
      now = new Date(to);
    },
  };
}

let earnings = 0;

/** What a wholesaler is owed from a day on; negative: a cost. */
export function earn(
  db: Knex,
  wholesalerId: string,
  amountCents: number,
  availableOn = FIRST_NIGHT,
  wholesalerOrderId?: string,
): Promise<unknown> {
  earnings += 1;
  const currency = 'EUR';
  return db.transaction(trx =>
    postTransaction(trx, {
      kind: 'adjustment',
      cause: `test:earned:${earnings}`,
      memo: 'Earned',
      occurredAt: new Date('2026-03-10T10:00:00Z'),
      entries: [
        {
          account: { kind: 'wholesaler_payable', wholesalerId },
          currency,
          amountCents: -amountCents,
          availableOn,
          ...(wholesalerOrderId && { wholesalerOrderId }),
        },
        { account: { kind: 'adjustments' }, currency, amountCents },
      ],
    }),
  );
}

export async function clearPayouts(db: Knex): Promise<void> {
  await db.raw('truncate ledger_transactions, payout_batches, letters cascade');
  await db.raw('delete from pgboss.job');
  await db('wholesalers').whereIn('stripe_account_id', ['acct_roastery', 'acct_pottery', 'acct_thief']).update({
    status: 'approved',
    payouts_enabled: true,
    payouts_paused_at: null,
    payouts_paused_by: null,
    payout_currencies: null,
    minimum_payout_cents: 100,
  });
  await db('wholesalers').where({ stripe_account_id: 'acct_thief' }).update({ stripe_account_id: 'acct_roastery' });
}

/** Each wholesaler's payouts, oldest first. */
export async function payoutStatuses(db: Knex): Promise<Record<string, string>> {
  const rows = await db('payouts as p')
    .join('wholesalers as w', 'w.id', 'p.wholesaler_id')
    .orderBy('p.batch_date')
    .select('w.slug', 'p.status');
  return Object.fromEntries(rows.map(row => [row.slug, row.status]));
}
