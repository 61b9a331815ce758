import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { payOutWholesalers } from '../../backoffice/workflows/pay-out-wholesalers.ts';
import { earn, type payoutRig } from '../../backoffice/workflows/payouts.testing.ts';
import { between, chanceFrom } from '../../db/seeds/chance.ts';
import { urlOf } from '../../db/testing.ts';
import { faults, verify } from '../../db/verify.ts';
import type { KillPoint } from './kill-points.ts';

const NIGHT = '2026-03-20';
type Rig = Awaited<ReturnType<typeof payoutRig>>;

export interface Outcome {
  /** Whether the worker came as far as the point and died there. */
  wasKilled: boolean;
  /** What is wrong afterwards; nothing: everyone has been paid once. */
  wrong: string[];
}

/** One night: the worker is killed at a point, another run finishes its work, and every wholesaler has been paid once. */
export async function killAndRecover(
  db: Knex,
  rig: Rig,
  { seed, point, wholesalers }: { seed: number; point: KillPoint; wholesalers: number },
): Promise<Outcome> {
  const chance = chanceFrom(`${seed} ${point}`);
  const owed = await plantEarnings(db, rig, wholesalers, chance);
  const nth = between(chance, 1, wholesalers);
  const wasKilled = await runWorker(urlOf(db), rig.stripeUrl, { point, nth });
  // Half an hour later: its lease has run out, and Stripe has surely done what it was asked.
  rig.setNow(`${NIGHT}T02:30:00Z`);
  await payOutWholesalers(rig.services, { date: NIGHT, requestedBy: null });
  await payOutWholesalers(rig.services, { date: NIGHT, requestedBy: null });
  return { wasKilled, wrong: await whatIsWrong(db, rig, owed) };
}

/** Cents by account. */
async function plantEarnings(db: Knex, rig: Rig, count: number, chance: () => number): Promise<Map<string, number>> {
  await db.raw('truncate ledger_transactions, payout_batches, letters cascade');
  // Nobody makes the statements and letters here; what waits long would be found.
  await db.raw('delete from pgboss.job');
  const owed = new Map<string, number>();
  await db.raw(
    `insert into wholesalers (slug, name, country, contact_email, status, payouts_enabled, stripe_account_id)
     select 'paid-' || n, 'Paid ' || n, 'DE', 'paid-' || n || '@stackr.example', 'approved', true, 'acct_paid_' || n
     from generate_series(1, ?::int) n on conflict do nothing`,
    [count],
  );
  const rows = await db('wholesalers')
    .where('slug', 'like', 'paid-%')
    .orderBy('slug')
    .limit(count)
    .select('id', 'stripe_account_id');
  for (const { id, stripe_account_id: account } of rows) {
    rig.stripe.ensureAccount(account);
    const amounts = Array.from({ length: between(chance, 1, 3) }, () => between(chance, 200, 90_000));
    for (const amount of amounts) await earn(db, id, amount);
    owed.set(
      account,
      amounts.reduce((sum, amount) => sum + amount, 0),
    );
  }
  return owed;
}

async function runWorker(
  databaseUrl: string,
  stripeUrl: string,
  kill: { point: KillPoint; nth: number },
): Promise<boolean> {
  const worker = spawn(process.execPath, [fileURLToPath(new URL('payout-worker.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: databaseUrl, STRIPE_URL: stripeUrl, NIGHT, KILL: JSON.stringify(kill) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = await once(worker, 'exit');
  return signal === 'SIGKILL';
}

async function whatIsWrong(db: Knex, rig: Rig, owed: Map<string, number>): Promise<string[]> {
  const paid = new Map<string, number[]>();
  for (const [account, cents] of rig.transferred())
    paid.set(String(account), [...(paid.get(String(account)) ?? []), Number(cents)]);
  const wrong = [...owed].flatMap(([account, cents]) => {
    const got = paid.get(account) ?? [];
    return got.length === 1 && got[0] === cents ? [] : [`${account} is owed ${cents} and got ${JSON.stringify(got)}`];
  });
  const unfinished = await db('payouts').whereNot({ status: 'sent' }).select('number', 'status', 'status_reason');
  const findings = faults(await verify(db)).map(({ check, rows }) => `${check}: ${JSON.stringify(rows.slice(0, 2))}`);
  return [...wrong, ...unfinished.map(row => JSON.stringify(row)), ...findings];
}
