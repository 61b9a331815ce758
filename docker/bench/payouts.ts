// npm exec -- node docker/bench/payouts.ts: the night's batch over a million available entries of five thousand wholesalers, and a
// wholesaler's balance as its entries grow from ten thousand to a million.
//
// A database of its own on the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL. Options: --entries 1000000 --wholesalers 5000.

import { isDeepStrictEqual, parseArgs } from 'node:util';
import Table from 'cli-table3';
import { addToTotals, nameCandidate } from '../../backoffice/commerce/ledger/index.ts';
import { openBatch, previewBatch, readBalance } from '../../backoffice/commerce/payout/index.ts';
import { connect, type Db } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { createDatabase } from './database.ts';

const DAY = '2026-03-20';
const SIZES = [10_000, 50_000, 200_000, 1_000_000];
/** Posted since the job last ran: of one wholesaler within a quarter of an hour. */
const SINCE = 1_000;
const MB = 1024 * 1024;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const { values } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, wholesalers: { type: 'string', default: '5000' } },
});
const serverUrl = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
if (!serverUrl) {
  console.error('Set DATABASE_URL, for example to what docker/native-postgres prints last.');
  process.exit(1);
}
const { url, remove } = await createDatabase(serverUrl, 'payouts');
const db = connect(url, { poolSize: 2 });
try {
  await migrate(db);
  await measureBatch(Number(values.entries), Number(values.wholesalers));
  await measureBalances();
} finally {
  await db.destroy();
  await remove();
}

async function measureBatch(entries: number, wholesalers: number): Promise<void> {
  await plantWholesalers(db, 'batch', wholesalers);
  await plantEntries(db, 'batch-%', entries);
  const preview = await time(() => previewBatch(db, DAY));
  const at = new Date(`${DAY}T02:00:00Z`);
  const batch = await time(() => db.transaction(trx => openBatch(trx, { date: DAY, requestedBy: null, at })));
  const { payouts, claimed } = (
    await db.raw('select (select count(*) from payouts) as payouts, (select count(*) from payout_entries) as claimed')
  ).rows[0];
  console.log(
    `${entries} entries of ${wholesalers} wholesalers: preview ${seconds(preview)}, batch ${seconds(batch)}; ` +
      `${payouts} payouts of ${claimed} entries; this process ${(process.memoryUsage().rss / MB).toFixed(0)} MB`,
  );
}

async function measureBalances(): Promise<void> {
  const table = new Table({
    head: ['entries of one wholesaler', `totalled but the newest ${SINCE}, ms (middle of 9)`, 'nothing totalled, ms'],
  });
  for (const size of SIZES) {
    const [id] = await plantWholesalers(db, `balance-${size}`, 1);
    await plantEntries(db, `balance-${size}-%`, size);
    const read = () => readBalance(db, { id: id!, currency: 'EUR', today: DAY });
    const untotalled = await middle(read);
    const before = await read();
    while ((await nameCandidate(db)) || (await db.transaction(trx => addToTotals(trx))) > 0);
    if (!isDeepStrictEqual(await read(), before)) throw new Error('The totals changed the balance');
    await plantEntries(db, `balance-${size}-%`, SINCE);
    table.push([size, (await middle(read)).toFixed(1), untotalled.toFixed(1)]);
  }
  console.log(table.toString());
}

async function middle(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times = [];
  for (let turn = 0; turn < 9; turn += 1) times.push(await time(work));
  return times.sort((a, b) => a - b)[4]!;
}

async function plantWholesalers(to: Db, name: string, count: number): Promise<string[]> {
  const { rows } = await to.raw(
    `with made as (
       insert into wholesalers (slug, name, country, contact_email, status, payouts_enabled, stripe_account_id)
       select :name || '-' || n, 'Paid ' || n, 'DE', :name || n || '@stackr.example', 'approved', true, 'acct_' || :name || n
       from generate_series(1, cast(:count as int)) n returning id
     ), accounts as (
       insert into ledger_accounts (kind, wholesaler_id, currency) select 'wholesaler_payable', id, 'EUR' from made
     ) select id from made`,
    { name, count },
  );
  return rows.map((row: { id: string }) => row.id);
}

/** Each earned by a transaction of its own, available on one of the hundred days before. Planted past the triggers, which would look at every row. */
async function plantEntries(to: Db, slugs: string, count: number): Promise<void> {
  await to.raw('alter table ledger_entries disable trigger user');
  await to.raw(`insert into ledger_accounts (kind, currency) values ('adjustments', 'EUR') on conflict do nothing`);
  await to.raw(
    `with earned as materialized (
       insert into ledger_transactions (kind, cause, memo, occurred_at)
       select 'adjustment', :slugs || gen_random_uuid(), 'Earned', timestamptz '2025-12-10' from generate_series(1, cast(:count as int)) n returning id, cause
     ), payable as (
       select array_agg(a.id) as ids from ledger_accounts a join wholesalers w on w.id = a.wholesaler_id where w.slug like :slugs
     ), numbered as (select id, row_number() over () as n from earned),
     owed as (
       insert into ledger_entries (transaction_id, account_id, currency, amount_cents, available_on)
       select t.id, p.ids[1 + t.n % cardinality(p.ids)], 'EUR', -(500 + t.n % 9000), date '2026-03-20' - (t.n % 100)::int
       from numbered t cross join payable p
     )
     insert into ledger_entries (transaction_id, account_id, currency, amount_cents)
     select t.id, a.id, 'EUR', 500 + t.n % 9000 from numbered t, ledger_accounts a where a.kind = 'adjustments'`,
    { slugs, count },
  );
  await to.raw('alter table ledger_entries enable trigger user');
  await to.raw('vacuum analyze ledger_entries, ledger_transactions, ledger_accounts, wholesalers');
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
