import { listPayouts, readBalance } from '#backoffice/commerce/payout/index.ts';
import { findWholesalerAccount, readRequirements } from '#backoffice/commerce/wholesaler/index.ts';
import type { Services } from '#backoffice/services.ts';
import { today } from '#backoffice/workflows/pay-out-wholesalers.ts';
import type { BalanceData } from '../components/balance.tsx';
import type { Viewer } from '../viewer.ts';

export async function readBalancePage(services: Services, viewer: Viewer): Promise<BalanceData> {
  const { currency } = services.settings;
  if (!viewer.wholesalerId) return { ...nobody, currency };
  const account = (await findWholesalerAccount(services.db, viewer.wholesalerId))!;
  const balance = await readBalance(services.db, { id: viewer.wholesalerId, currency, today: today(services) });
  const payouts = await listPayouts(services.db, { wholesalerId: viewer.wholesalerId, after: null, limit: 30 });
  return {
    currency,
    ...balance,
    nextPayoutText: account.payouts_enabled
      ? 'Paid by the next run at 02:00 UTC'
      : 'Paid as soon as payouts are set up',
    wholesalerId: viewer.wholesalerId,
    payoutsEnabled: account.payouts_enabled,
    checklist: [
      {
        label: 'Approved by the marketplace',
        isDone: account.status === 'approved',
        help: account.status === 'approved' ? '' : 'We look at new wholesalers every working day',
      },
      { label: 'Account opened with Stripe', isDone: account.stripe_account_id !== null, help: '' },
      ...(await readRequirements(services.db, viewer.wholesalerId)).map(field => ({
        label: plain(field),
        isDone: false,
        help: 'Stripe still asks for it',
      })),
    ],
    points: payouts.items
      .filter(payout => payout.status === 'sent')
      .map(payout => ({ day: payout.batchDate, cents: payout.amountCents }))
      .reverse(),
    payouts: payouts.items.slice(0, 10),
  };
}

const nobody: Omit<BalanceData, 'currency'> = {
  pendingCents: 0,
  availableCents: 0,
  reserveCents: 0,
  nextPayoutText: '',
  checklist: [],
  payoutsEnabled: true,
  wholesalerId: null,
  points: [],
  payouts: [],
};

const PLAIN: Record<string, string> = {
  external_account: 'Bank account',
  'business_profile.url': 'Website',
  'business_profile.mcc': 'Kind of business',
  'company.tax_id': 'Tax id',
  'tos_acceptance.date': 'Stripe’s terms accepted',
  'tos_acceptance.ip': 'Stripe’s terms accepted',
};
/** Stripe's field names in words: company.address.city → Company address city. */
const plain = (field: string): string =>
  PLAIN[field] ?? field.replaceAll(/[._]/g, ' ').replace(/^./, letter => letter.toUpperCase());
