import type { Call, Endpoints } from './endpoint.ts';
import { allowOnly } from './form.ts';
import { matching, PAGING, page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { BalanceTransaction } from './shapes.ts';
import { type Desk, newId } from './state.ts';

export const balanceEndpoints: Endpoints = {
  'GET /v1/balance': readBalance,
  'GET /v1/balance_transactions': listTransactions,
  'GET /v1/balance_transactions/:id': (desk, { id }) => {
    const transaction = desk.state.transactions[id];
    if (!transaction) throw noSuch('balance transaction', id);
    return settled(desk, transaction);
  },
};

interface Movement {
  type: 'charge' | 'refund' | 'refund_failure' | 'transfer' | 'transfer_refund' | 'topup' | 'adjustment';
  amount: number;
  currency: string;
  fee?: number;
  feeName?: string;
  source: string | null;
  description?: string | null;
  /** Until then it counts as pending. */
  availableInSeconds?: number;
  /** In seconds; now unless told otherwise. */
  created?: number;
}

/** Enters a movement of the platform's balance. */
export function move(desk: Desk, movement: Movement): BalanceTransaction {
  const { type, amount, currency, fee = 0, feeName = 'Stripe processing fees', source } = movement;
  const { created = desk.now() } = movement;
  const details = { amount: fee, application: null, currency, description: feeName, type: 'stripe_fee' };
  const transaction = {
    id: newId('txn_'),
    object: 'balance_transaction',
    amount,
    available_on: created + (movement.availableInSeconds ?? 0),
    balance_type: 'payments',
    created,
    currency,
    description: movement.description ?? null,
    exchange_rate: null,
    fee,
    fee_details: fee === 0 ? [] : [details],
    net: amount - fee,
    reporting_category: REPORTED_AS[type] ?? type,
    source,
    status: 'pending' as const,
    type,
  };
  desk.state.transactions[transaction.id] = transaction;
  return settled(desk, transaction);
}

const REPORTED_AS: Record<string, string> = { transfer_refund: 'transfer_reversal', adjustment: 'dispute' };

/** Time alone makes money available; the status is written when somebody looks. */
export function settled(desk: Desk, transaction: BalanceTransaction): BalanceTransaction {
  if (transaction.available_on <= desk.now()) transaction.status = 'available';
  return transaction;
}

export function availableCents(desk: Desk, currency: string): number {
  return sum(desk, 'available').get(currency) ?? 0;
}

/** What a connected account holds: transfers to it, less what was reversed and what left for its bank. */
export function heldByAccount({ state }: Desk, account: string, currency: string): number {
  let cents = 0;
  for (const transfer of Object.values(state.transfers)) {
    if (transfer.destination === account && transfer.currency === currency)
      cents += transfer.amount - transfer.amount_reversed;
  }
  for (const { account: owner, payout } of Object.values(state.payouts)) {
    const left = payout.status !== 'failed' && payout.status !== 'canceled';
    if (owner === account && payout.currency === currency && left) cents -= payout.amount;
  }
  return cents;
}

/** Draws on what is available, or refuses in Stripe's words. */
export function requireAvailable(desk: Desk, amount: number, currency: string): void {
  if (availableCents(desk, currency) >= amount) return;
  throw new Refusal(400, {
    code: 'balance_insufficient',
    message:
      'You have insufficient available funds in your Stripe account. One likely reason you have insufficient funds is that your funds ' +
      'are automatically being paid out; try enabling manual payouts by going to https://dashboard.stripe.com/account/payouts.',
  });
}

function readBalance(desk: Desk, { account }: Call): object {
  if (account) return ofAccount(desk, account);
  const available = sum(desk, 'available');
  const pending = sum(desk, 'pending');
  const currencies = [...new Set(['eur', ...available.keys(), ...pending.keys()])];
  const funds = (amounts: Map<string, number>) =>
    currencies.map(currency => fund(amounts.get(currency) ?? 0, currency));
  return {
    object: 'balance',
    available: funds(available),
    connect_reserved: currencies.map(currency => ({ amount: 0, currency })),
    livemode: false,
    pending: funds(pending),
  };
}

function ofAccount(desk: Desk, id: string): object {
  const account = desk.state.accounts[id];
  if (!account) throw noSuch('account', id, { param: 'account', status: 403 });
  const currency = account.default_currency;
  const available = [fund(heldByAccount(desk, id, currency), currency)];
  return { object: 'balance', available, livemode: false, pending: [fund(0, currency)] };
}

const fund = (amount: number, currency: string) => ({ amount, currency, source_types: { card: amount } });

function sum(desk: Desk, status: BalanceTransaction['status']): Map<string, number> {
  const amounts = new Map<string, number>();
  for (const transaction of Object.values(desk.state.transactions)) {
    const { currency, net } = transaction;
    if (settled(desk, transaction).status === status) amounts.set(currency, (amounts.get(currency) ?? 0) + net);
  }
  return amounts;
}

function listTransactions(desk: Desk, { form }: Call): object {
  allowOnly(form, [...PAGING, 'currency', 'type', 'source', 'payout']);
  const transactions = Object.values(desk.state.transactions).map(one => settled(desk, one));
  return page(matching(transactions, form, ['currency', 'type', 'source']), form, '/v1/balance_transactions');
}
