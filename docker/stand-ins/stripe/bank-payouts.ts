import { heldByAccount } from './balance.ts';
import type { Endpoints } from './endpoint.ts';
import { page } from './lists.ts';
import { noSuch, Refusal } from './refusal.ts';
import type { Account, BankPayout } from './shapes.ts';
import { type Desk, newId } from './state.ts';

/** Of the connected account named by Stripe-Account, on its way to its bank. */
export const bankPayoutEndpoints: Endpoints = {
  'GET /v1/payouts': (desk, { form, account }) => page(payoutsOf(desk, account), form, '/v1/payouts'),
  'GET /v1/payouts/:id': (desk, { id, account }) => {
    const payout = payoutsOf(desk, account).find(one => one.id === id);
    if (!payout) throw noSuch('payout', id, { param: 'payout' });
    return payout;
  },
};

const payoutsOf = ({ state }: Desk, account: string | null) =>
  Object.values(state.payouts)
    .filter(one => one.account === account)
    .map(one => one.payout);

/** Sends what the account holds, or a part of it, to its bank. */
export function payOutToBank(desk: Desk, account: Account, amount?: number): BankPayout {
  const currency = account.default_currency;
  const held = heldByAccount(desk, account.id, currency);
  const cents = amount ?? held;
  if (cents < 1 || cents > held) {
    throw new Refusal(400, { code: 'balance_insufficient', message: `The account holds ${held} cents.` });
  }
  const more = { application_fee: null, application_fee_amount: null, balance_transaction: null, metadata: {} };
  const payout = Object.assign(more, {
    id: newId('po_1'),
    object: 'payout',
    amount: cents,
    arrival_date: desk.now(),
    automatic: true,
    created: desk.now(),
    currency,
    description: 'STRIPE PAYOUT',
    destination: newId('ba_1'),
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    method: 'standard',
    original_payout: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'paid' as const,
    type: 'bank_account',
  });
  desk.state.payouts[payout.id] = { account: account.id, payout };
  desk.emit('payout.created', { ...payout, status: 'pending' }, { account: account.id });
  desk.emit('payout.paid', payout, { account: account.id });
  desk.changed();
  return payout;
}

/** The bank sends the money back, sometimes days after it was 'paid': final. */
export function failBankPayout(desk: Desk, id: string, to: 'failed' | 'canceled' = 'failed'): BankPayout {
  const known = desk.state.payouts[id];
  if (!known) throw noSuch('payout', id, { param: 'payout' });
  const { payout, account } = known;
  payout.status = to;
  if (to === 'failed') {
    payout.failure_code = 'account_closed';
    payout.failure_message = 'The bank account has been closed.';
  }
  desk.emit(`payout.${to}`, payout, { account });
  desk.changed();
  return payout;
}
