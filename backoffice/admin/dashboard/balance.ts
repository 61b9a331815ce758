import { listPayouts, readBalance } from '#backoffice/commerce/payout/index.ts';
import {
  findWholesalerAccount,
  sayDisabled,
  sayRequirements,
  type WholesalerAccount,
} from '#backoffice/commerce/wholesaler/index.ts';
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
    nextPayoutText: nextPayout(account),
    wholesalerId: viewer.wholesalerId,
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
      ? { by: account.payouts_paused_by ?? 'platform', reason: account.payouts_paused_reason ?? '' }
      : null,
    payoutCurrencies: account.payout_currencies ?? [],
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
  needs: [],
  stopped: null,
  paused: null,
  payoutCurrencies: [],
  payoutsEnabled: true,
  wholesalerId: null,
  points: [],
  payouts: [],
};

function nextPayout({ payouts_enabled, payouts_paused_at }: WholesalerAccount): string {
  if (payouts_paused_at) return 'Stays here until payouts go on';
  return payouts_enabled ? 'Paid by the next run at 02:00 UTC' : 'Paid as soon as payouts are set up';
}
