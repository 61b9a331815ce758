// npm exec -- node docker/bench/exports.ts: a ledger of a million entries as files, and what that takes of memory and time.
//
// A database of its own on the PostgreSQL of DATABASE_URL or TEST_DATABASE_URL. Option: --entries 1000000.

import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { findAccount, readStatement, readTrialBalance } from '../../backoffice/commerce/ledger/index.ts';
import { REPORTS, summarise } from '../../backoffice/commerce/report/index.ts';
import type { Services } from '../../backoffice/services.ts';
import { exportReport, type ReportRequest } from '../../backoffice/workflows/export-report.ts';
import { connect, type Db } from '../../db/connection.ts';
import { migrate } from '../../db/migrate.ts';
import { plantWorld, WORLD } from '../../db/seeds/world.ts';
import { createDatabase } from './database.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const ENTRIES_A_TRANSACTION = 4;
const MB = 1024 * 1024;
const resident = () => process.memoryUsage().rss / MB;
const { values } = parseArgs({ options: { entries: { type: 'string', default: '1000000' } } });
const serverUrl = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
if (!serverUrl) {
  console.error('Set DATABASE_URL, for example to what docker/native-postgres prints last.');
  process.exit(1);
}
const { url, remove } = await createDatabase(serverUrl, 'exports');
const db = connect(url, { poolSize: 2 });
try {
  await migrate(db);
  await plantWorld(db);
  await plantLedger(db, Number(values.entries) / ENTRIES_A_TRANSACTION);
  const services = { db, now: () => new Date('2026-12-31T12:00:00Z'), settings: { currency: 'EUR' } } as Services;
  const table = new Table({
    head: ['file', 'MB', 'seconds', 'memory before, MB', 'at its most', 'at 1/4', 'at the end'],
  });
  for (const [report, format] of [
    ['ledger', 'csv'],
    ['ledger', 'xlsx'],
    ['journal', 'csv'],
    ['commissions', 'csv'],
    ['tax', 'xlsx'],
  ] as const)
    table.push([`${report}.${format}`, ...(await measureFile(services, { report, format, ...YEAR }))]);
  console.log(`${values.entries} entries\n${table.toString()}`);
  const { id } = await db('ledger_accounts').where({ kind: 'commission_revenue' }).first('id');
  const account = (await findAccount(db, id))!;
  const page = { accountId: account.id, ...YEAR, limit: 50 };
  await time('sums of the ledger for the screen', () => summarise(REPORTS.ledger, db, YEAR));
  await time('trial balance', () => readTrialBalance(db, YEAR.to));
  await time('first page of a statement of a quarter of all entries', () =>
    readStatement(db, { ...page, after: null }),
  );
  const after = { entry: String(Number(values.entries) / 2), balanceCents: 0 };
  await time('a page from its middle', () => readStatement(db, { ...page, after }));
} finally {
  await db.destroy();
  await remove();
}

/** A year of orders, each paid, taxed and commissioned. Planted past the triggers, which would look at every row. */
async function plantLedger(db: Db, transactions: number): Promise<void> {
  await db.raw(`alter table ledger_entries disable trigger user`);
  await db.raw(
    `insert into ledger_accounts (kind, wholesaler_id, currency) values ('stripe_clearing', null, 'EUR'), ('commission_revenue', null, 'EUR'), ('tax_payable', null, 'EUR'),
     ('wholesaler_pending', :wholesaler, 'EUR') on conflict do nothing`,
    { wholesaler: WORLD.wholesalers.roastery },
  );
  await db.raw(
    `insert into ledger_transactions (kind, cause, memo, occurred_at) select 'order_placed', 'bench:' || n, 'Order S-' || n || ' placed and paid by card',
     timestamptz '2026-01-01' + n * (interval '364 days' / :transactions) from generate_series(1, :transactions) n`,
    { transactions },
  );
  await db.raw(
    `insert into ledger_entries (transaction_id, account_id, currency, amount_cents) select t.id, a.id, 'EUR', case a.kind when 'stripe_clearing' then 11900 when 'tax_payable' then -1900
     when 'commission_revenue' then -1200 else -8800 end from ledger_transactions t cross join ledger_accounts a where a.kind in ('stripe_clearing', 'tax_payable', 'commission_revenue')
     or (a.kind = 'wholesaler_pending' and a.wholesaler_id = :wholesaler) order by t.occurred_at`,
    { wholesaler: WORLD.wholesalers.roastery },
  );
  await db.raw('alter table ledger_entries enable trigger user');
  await db.raw('analyze');
}

async function measureFile(services: Services, request: ReportRequest): Promise<string[]> {
  const before = resident();
  const begun = performance.now();
  let bytes = 0;
  const memory: number[] = [];
  for await (const chunk of (await exportReport(services, request)).content) {
    bytes += chunk.length;
    memory.push(resident());
  }
  const seconds = (performance.now() - begun) / 1000;
  const told = [before, Math.max(...memory), memory[Math.floor(memory.length / 4)]!, memory.at(-1)!];
  return [(bytes / MB).toFixed(1), seconds.toFixed(1), ...told.map(mb => mb.toFixed(0))];
}

async function time(what: string, work: () => Promise<unknown>): Promise<void> {
  await work();
  const begun = performance.now();
  await work();
  console.log(`${what}: ${(performance.now() - begun).toFixed(0)} ms`);
}
