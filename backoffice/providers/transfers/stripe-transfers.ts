import type Stripe from 'stripe';
import { ProviderFailure } from '../failure.ts';
import { asked, ONE_TRY, type StripeSettings, stripeClient } from '../stripe-client.ts';
import { readBalanceTransaction } from './balance-transaction.ts';
import type { ConnectedAccount, Transfer, Transfers } from './transfers.ts';

// With the time-out of each try a look-up and a sending together stay within the minute and a half for which a payout run may be silent.
const LOOK_UP = { maxNetworkRetries: 1 };

export function createStripeTransfers(settings: StripeSettings): Transfers {
  const stripe = stripeClient(settings);

  return {
    // The platform answers for losses and fees; Stripe collects what it must know and shows the wholesaler a small dashboard.
    async openAccount({ wholesalerId, email, country, businessName }) {
      const request: Stripe.AccountCreateParams = {
        country,
        email,
        controller: {
          fees: { payer: 'application' },
          losses: { payments: 'application' },
          requirement_collection: 'stripe',
          stripe_dashboard: { type: 'express' },
        },
        capabilities: { transfers: { requested: true } },
        business_profile: { name: businessName },
        metadata: { wholesaler_id: wholesalerId },
      };
      const key = { idempotencyKey: `account_${wholesalerId}` };
      return readAccount(await asked(() => stripe.accounts.create(request, key)));
    },

    async onboardingUrl({ accountId, refreshUrl, returnUrl }) {
      const request = { account: accountId, refresh_url: refreshUrl, return_url: returnUrl };
      const link = await asked(() => stripe.accountLinks.create({ ...request, type: 'account_onboarding' }));
      return link.url;
    },

    readAccount: async accountId => readAccount(await asked(() => stripe.accounts.retrieve(accountId))),

    availableBalance: async () => readFunds(await asked(() => stripe.balance.retrieve())),

    async heldByAccount(stripeAccount) {
      return readFunds(await asked(() => stripe.balance.retrieve({}, { stripeAccount, ...LOOK_UP })));
    },

    async send({ payoutId, payoutNumber, attempt, amountCents, currency, accountId }) {
      const request = {
        amount: amountCents,
        currency: currency.toLowerCase(),
        destination: accountId,
        transfer_group: groupOf(payoutId),
        description: `Payout ${payoutNumber}`,
        metadata: { payout_id: payoutId, payout_number: payoutNumber },
      };
      const key = { idempotencyKey: `payout_${payoutId}_attempt_${attempt}`, ...ONE_TRY };
      return readTransfer(await asked(() => stripe.transfers.create(request, key)));
    },

    // The newest one: after a transfer that was reversed in full, the payout may have been sent again.
    async findByPayout(payoutId) {
      const request = { transfer_group: groupOf(payoutId), limit: 1 };
      const { data } = await asked(() => stripe.transfers.list(request, LOOK_UP));
      return data[0] ? readTransfer(data[0]) : null;
    },

    readTransfer: async id => readTransfer(await asked(() => stripe.transfers.retrieve(id, {}, LOOK_UP))),

    async reverse({ transferId, amountCents, reversalId, attempt }) {
      const known = await looked(() => findReversal(stripe, transferId, reversalId));
      const request = { amount: amountCents, metadata: { reversal_id: reversalId } };
      const key = { idempotencyKey: `reversal_${reversalId}_attempt_${attempt}`, ...ONE_TRY };
      const { id, amount } = known ?? (await asked(() => stripe.transfers.createReversal(transferId, request, key)));
      return { id, amountCents: amount };
    },

    async listBalanceTransactions({ from, after, limit }) {
      const request: Stripe.BalanceTransactionListParams = { limit, expand: ['data.source'] };
      if (from) request.created = { gte: Math.floor(from.getTime() / 1000) };
      if (after) request.starting_after = after;
      const { data, has_more } = await asked(() => stripe.balanceTransactions.list(request));
      return { items: data.map(readBalanceTransaction), hasMore: has_more };
    },
  };
}

/** A look-up that fails says nothing about what was done, whatever its reason. */
async function looked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await asked(call);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    throw new ProviderFailure(error.provider, 'unknown', error.code, error.message, error);
  }
}

async function findReversal(
  stripe: Stripe,
  transferId: string,
  reversalId: string,
): Promise<Stripe.TransferReversal | null> {
  for await (const reversal of stripe.transfers.listReversals(transferId, { limit: 100 }, LOOK_UP))
    if (reversal.metadata?.reversal_id === reversalId) return reversal;
  return null;
}

const readFunds = ({ available }: Stripe.Balance): Map<string, number> =>
  new Map(available.map(({ currency, amount }) => [currency.toUpperCase(), amount]));

const groupOf = (payoutId: string) => `payout_${payoutId}`;

function readAccount(account: Stripe.Account): ConnectedAccount {
  const { id, details_submitted, payouts_enabled, requirements, capabilities, external_accounts } = account;
  const pastDue = requirements?.past_due ?? [];
  const currentlyDue = requirements?.currently_due ?? [];
  const deadline = requirements?.current_deadline;
  const disabledReason = requirements?.disabled_reason ?? null;
  const currencies = (external_accounts?.data ?? []).map(one => one.currency?.toUpperCase() ?? '');
  return {
    id,
    detailsSubmitted: details_submitted ?? false,
    payoutsEnabled: payouts_enabled ?? false,
    requirements: [...new Set([...pastDue, ...currentlyDue])],
    disabledReason,
    state: {
      currentlyDue,
      pastDue,
      eventuallyDue: requirements?.eventually_due ?? [],
      pendingVerification: requirements?.pending_verification ?? [],
      disabledReason,
      deadline: deadline ? new Date(deadline * 1000).toISOString() : null,
      errors: (requirements?.errors ?? []).map(({ requirement, code, reason }) => ({ requirement, code, reason })),
      transfers: capabilities?.transfers ?? null,
    },
    payoutCurrencies: [...new Set(currencies.filter(Boolean))],
  };
}

function readTransfer({ id, amount, amount_reversed, currency, destination }: Stripe.Transfer): Transfer {
  return {
    id,
    amountCents: amount,
    reversedCents: amount_reversed,
    currency: currency.toUpperCase(),
    accountId: typeof destination === 'string' ? destination : (destination?.id ?? ''),
  };
}
