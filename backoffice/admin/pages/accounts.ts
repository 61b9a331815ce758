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
import { cursorOrNull, dayOr, idOr, type Query } from './query.ts';

const PAGE = 50;

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

function cursorOf(query: Query) {
  const entry = cursorOrNull(query.entry);
  return entry && /^-?\d{1,15}$/.test(String(query.balance)) ? { entry, balanceCents: Number(query.balance) } : null;
}
