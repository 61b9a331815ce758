import {
  BUCKETS,
  type Bucket,
  expectNextPayout,
  listEarnings,
  listOpenEntries,
  listPayouts,
  listUpcoming,
  readBalance,
} from '#backoffice/commerce/payout/index.ts';
import {
  findWholesalerAccount,
  sayDisabled,
  sayRequirements,
  searchWholesalers,
  type WholesalerAccount,
} from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import { today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import type { BalanceAnswer, BalanceData } from '../components/balance.tsx';
import { cursorOrNull, dayOrNull, idOr, type Query } from '../pages/query.ts';
import type { Viewer } from '../viewer.ts';

const DAYS_SHOWN = 30;
const WEEKS_SHOWN = 26;
const ENTRIES_A_PAGE = 50;
const FOUND = 12;

/** A wholesaler sees its own, staff the one it asks for or else a choice; with a bucket, a page of the entries that it is the sum of. */
export async function readBalancePage(services: Services, viewer: Viewer, query: Query): Promise<BalanceAnswer> {
  const isStaff = viewer.wholesalerId === null && viewer.role !== 'wholesaler';
  const wholesalerId = isStaff ? idOr(query.wholesaler) : viewer.wholesalerId;
  const account = wholesalerId ? await findWholesalerAccount(services.db, wholesalerId) : undefined;
  if (!account)
    return { choice: isStaff ? await searchWholesalers(services.db, { name: sought(query), limit: FOUND }) : [] };
  const bucket = BUCKETS.find(one => one === query.bucket);
  return bucket
    ? { entries: await readEntries(services, account.id, bucket, query) }
    : { balance: await readWhole(services, account, { isStaff, isByWeek: query.by === 'week' }) };
}

const sought = ({ name }: Query): string => (typeof name === 'string' ? name.trim().slice(0, 100) : '');

async function readEntries(services: Services, wholesalerId: string, bucket: Bucket, query: Query) {
  const { currency } = services.settings;
  return listOpenEntries(services.db, {
    ...{ wholesalerId, currency, today: today(services), bucket, limit: ENTRIES_A_PAGE },
    ...{ from: dayOrNull(query.from), to: dayOrNull(query.to), after: cursorOrNull(query.after) },
  });
}

async function readWhole(
  { db, settings: { currency }, now }: Services,
  account: WholesalerAccount,
  { isStaff, isByWeek }: { isStaff: boolean; isByWeek: boolean },
): Promise<BalanceData> {
  const asked = { id: account.id, currency, today: now().toISOString().slice(0, 10) };
  const days = isByWeek ? WEEKS_SHOWN * 7 - 1 : DAYS_SHOWN - 1;
  const from = new Date(Date.parse(asked.today) - days * 86_400_000).toISOString().slice(0, 10);
  const payouts = await listPayouts(db, { wholesalerId: account.id, after: null, limit: 10 });
  return {
    ...{ currency, isStaff, name: account.name },
    ...(await readBalance(db, asked)),
    upcoming: await listUpcoming(db, asked),
    next: await expectNextPayout(db, asked),
    earnings: {
      by: isByWeek ? 'week' : 'day',
      points: await listEarnings(db, { ...asked, by: isByWeek ? 'week' : 'day', from }),
    },
    payouts: payouts.items,
    ...setup(account),
  };
}

const setup = (account: WholesalerAccount) => ({
  wholesalerId: account.id,
  payoutsEnabled: account.payouts_enabled,
  checklist: [
    {
      label: 'Approved by the marketplace',
      isDone: account.status === 'approved',
      help: account.status === 'approved' ? '' : 'We look at new wholesalers every working day',
    },
    { label: 'Account opened with Stripe', isDone: account.stripe_account_id !== null, help: '' },
  ],
  needs: sayRequirements(account.stripe_account_state),
  stopped: sayDisabled(account.stripe_account_state.disabledReason),
  paused: account.payouts_paused_at
    ? { by: account.payouts_paused_by ?? ('platform' as const), reason: account.payouts_paused_reason ?? '' }
    : null,
  payoutCurrencies: account.payout_currencies ?? [],
});
