import {
  findAccount,
  listAccountsOf,
  readAccountBalances,
  readStatement,
  readTrialBalance,
} from '#backoffice/commerce/ledger/index.ts';
import type { Services } from '#backoffice/services.ts';
import type { StatementData } from '../components/account-statement.tsx';
import type { TrialBalanceData } from '../components/trial-balance.tsx';
import type { Viewer } from '../viewer.ts';

type Query = Record<string, unknown>;
const PAGE = 50;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What stood on every kind of account when a day ended; with a kind, what stood on each of its accounts. */
export async function readTrialBalancePage(
  services: Services,
  viewer: Viewer,
  query: Query,
): Promise<TrialBalanceData> {
  const day = dayOr(query.date, services.now());
  if (viewer.role === 'wholesaler') return { day, rows: [], kind: null, accounts: [], next: null };
  const kind = typeof query.kind === 'string' && query.kind ? query.kind : null;
  const rows = await readTrialBalance(services.db, day);
  if (!kind) return { day, rows, kind, accounts: [], next: null };
  const after = idOr(query.after);
  const { items, next } = await readAccountBalances(services.db, { kind, day, after, limit: PAGE });
  return { day, rows, kind, accounts: items, next };
}

/** Staff reads any account, a wholesaler its own; what is not theirs does not exist. */
export async function readStatementPage(services: Services, viewer: Viewer, query: Query): Promise<StatementData> {
  const to = dayOr(query.to, services.now());
  const from = dayOr(query.from, new Date(Date.parse(to) - 90 * 86_400_000));
  const own = viewer.wholesalerId ? await listAccountsOf(services.db, viewer.wholesalerId) : [];
  const id = idOr(query.account) ?? own[0]?.id ?? null;
  const account = id ? await findAccount(services.db, id) : null;
  const mayRead = account && (viewer.role !== 'wholesaler' || account.wholesalerId === viewer.wholesalerId);
  const nothing = { account: null, siblings: own, from, to, openingCents: 0, entries: [], next: null };
  if (!mayRead) return nothing;
  const after = cursorOf(query);
  const { openingCents, entries, next } = await readStatement(services.db, {
    ...{ accountId: account.id, from, to, after, limit: PAGE },
  });
  const siblings = account.wholesalerId ? await listAccountsOf(services.db, account.wholesalerId) : [];
  return { account, siblings, from, to, openingCents, entries, next };
}

const dayOr = (value: unknown, fallback: Date): string =>
  typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : fallback.toISOString().slice(0, 10);
const idOr = (value: unknown): string | null => (typeof value === 'string' && UUID.test(value) ? value : null);

function cursorOf({ entry, balance }: Query) {
  if (!/^\d{1,18}$/.test(String(entry)) || !/^-?\d{1,15}$/.test(String(balance))) return null;
  return { entry: String(entry), balanceCents: Number(balance) };
}
