import { describe, expect, it } from 'vitest';
import { openStripe } from '../../../docker/stand-ins/stripe/testing.ts';
import { createStripeTransfers } from './stripe-transfers.ts';

const roastery = { wholesalerId: 'w1', email: 'roastery@example.com', country: 'DE', businessName: 'Alba Roastery' };

async function opened({ timeoutMs = 20_000 } = {}) {
  const { url, control, stripe } = await openStripe();
  const transfers = createStripeTransfers({
    secretKey: 'sk_test_stand_in',
    apiUrl: url,
    webhookSecret: 'whsec_platform',
    connectWebhookSecret: 'whsec_connect',
    timeoutMs,
  });
  const { id: accountId } = control.ensureAccount('acct_roastery');
  control.addFunds(10_000);
  const payout = {
    payoutId: 'p1',
    payoutNumber: 'P-100001',
    attempt: 1,
    amountCents: 2_500,
    currency: 'EUR',
    accountId,
  };
  return { transfers, control, stripe, payout };
}

describe('connected accounts', () => {
  it('one is opened for a wholesaler, asks for what it needs, and is ready when that was told', async () => {
    const { transfers, control, stripe } = await opened();
    const account = await transfers.openAccount(roastery);
    expect(account).toMatchObject({ detailsSubmitted: false, payoutsEnabled: false });
    expect(account.requirements).toContain('external_account');
    expect((await transfers.openAccount(roastery)).id).toBe(account.id);
    expect(await stripe.accounts.retrieve(account.id)).toMatchObject({
      metadata: { wholesaler_id: 'w1' },
      controller: { losses: { payments: 'application' }, stripe_dashboard: { type: 'express' } },
    });
    control.onboard(account.id);
    expect(await transfers.readAccount(account.id)).toMatchObject({
      id: account.id,
      detailsSubmitted: true,
      payoutsEnabled: true,
      requirements: [],
      disabledReason: null,
    });
  });

  it('what is past due comes first, nothing twice', async () => {
    const { transfers, control } = await opened();
    control.restrict('acct_roastery', { due: ['company.tax_id', 'external_account'] });
    expect(await transfers.readAccount('acct_roastery')).toMatchObject({
      payoutsEnabled: false,
      requirements: ['company.tax_id', 'external_account'],
      disabledReason: 'requirements.past_due',
      state: { pastDue: ['company.tax_id', 'external_account'], transfers: 'inactive', deadline: null },
    });
  });

  it('says in which currencies its bank accounts take money', async () => {
    const { transfers, control } = await opened();
    expect((await transfers.readAccount('acct_roastery')).payoutCurrencies).toEqual([]);
    control.addBankAccount('acct_roastery', 'eur');
    control.addBankAccount('acct_roastery', 'gbp');
    expect((await transfers.readAccount('acct_roastery')).payoutCurrencies).toEqual(['EUR', 'GBP']);
  });

  it('every onboarding link is a new one', async () => {
    const { transfers } = await opened();
    const request = {
      accountId: 'acct_roastery',
      refreshUrl: 'https://s.test/again',
      returnUrl: 'https://s.test/back',
    };
    expect(await transfers.onboardingUrl(request)).not.toBe(await transfers.onboardingUrl(request));
  });

  it('an account that is gone is refused', async () => {
    const { transfers } = await opened();
    await expect(transfers.readAccount('acct_none')).rejects.toMatchObject({
      kind: 'refused',
      code: 'account_invalid',
    });
  });
});

describe('sending', () => {
  it('makes one transfer for a payout and attempt, found again by the payout alone', async () => {
    const { transfers, control, stripe, payout } = await opened();
    expect(await transfers.findByPayout('p1')).toBeNull();
    const sent = await transfers.send(payout);
    expect(sent).toMatchObject({ amountCents: 2_500, reversedCents: 0, currency: 'EUR', accountId: 'acct_roastery' });
    expect(await transfers.send(payout)).toEqual(sent);
    expect(await transfers.findByPayout('p1')).toEqual(sent);
    expect(control.transfers('payout_p1')).toHaveLength(1);
    expect(await stripe.transfers.retrieve(sent.id)).toMatchObject({
      description: 'Payout P-100001',
      metadata: { payout_id: 'p1', payout_number: 'P-100001' },
    });
    expect(await transfers.availableBalance()).toEqual(new Map([['EUR', 7_500]]));
    expect(await transfers.heldByAccount(sent.accountId)).toEqual(new Map([['EUR', 2_500]]));
  });

  it('more than is available is insufficient; the next attempt, with its own key, goes through', async () => {
    const { transfers, control, payout } = await opened();
    const large = { ...payout, amountCents: 10_001 };
    await expect(transfers.send(large)).rejects.toMatchObject({ kind: 'insufficient', code: 'balance_insufficient' });
    control.addFunds(1);
    await expect(transfers.send(large)).rejects.toMatchObject({ kind: 'insufficient' });
    expect(await transfers.send({ ...large, attempt: 2 })).toMatchObject({ amountCents: 10_001 });
  });

  it('a restricted account is refused', async () => {
    const { transfers, control, payout } = await opened();
    control.restrict('acct_roastery');
    await expect(transfers.send(payout)).rejects.toMatchObject({
      kind: 'refused',
      code: 'insufficient_capabilities_for_transfer',
    });
  });

  it.each([
    { fault: { kind: '500', when: 'after' }, made: 1 },
    { fault: { kind: '500', when: 'during' }, made: 0 },
    { fault: { kind: '500', when: 'before' }, made: 0 },
    { fault: { kind: 'hang', when: 'after' }, made: 1 },
    { fault: { kind: 'hang', when: 'before' }, made: 0 },
    { fault: { kind: 'reset', when: 'after', times: 2 }, made: 1 },
    { fault: { kind: 'reset', when: 'before', times: 2 }, made: 0 },
  ] as const)('$fault.kind $fault.when the effect is unknown; the look-up tells: $made', async ({ fault, made }) => {
    const { transfers, control, payout } = await opened({ timeoutMs: 100 });
    control.fault({ ...fault, method: 'POST', path: '/v1/transfers' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ name: 'ProviderFailure', kind: 'unknown' });
    expect((await transfers.findByPayout('p1')) === null).toBe(made === 0);
    expect(control.transfers()).toHaveLength(made);
  });

  it('a 500 that is replayed stays unknown, and only another attempt gets past it', async () => {
    const { transfers, control, payout } = await opened();
    control.fault({ kind: '500', when: 'during', path: '/v1/transfers' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ kind: 'unknown' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ kind: 'unknown' });
    await transfers.send({ ...payout, attempt: 2 });
    expect(control.transfers()).toHaveLength(1);
  });

  it('a request that is still at work makes its repetition unknown, and may be done late', async () => {
    const { transfers, control, payout } = await opened({ timeoutMs: 100 });
    control.fault({ kind: 'hang', when: 'during', method: 'POST', path: '/v1/transfers' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ kind: 'unknown' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ kind: 'unknown', code: 'idempotency_key_in_use' });
    expect(await transfers.findByPayout('p1')).toBeNull();
    control.releaseHung();
    expect((await transfers.send(payout)).id).toBe((await transfers.findByPayout('p1'))!.id);
  });

  it('429 is busy', async () => {
    const { transfers, control, payout } = await opened();
    control.fault({ kind: '429', path: '/v1/transfers' });
    await expect(transfers.send(payout)).rejects.toMatchObject({ kind: 'busy', code: 'rate_limit' });
  });
});

describe('reversing', () => {
  it('takes back a part once for a key, and no more than was sent', async () => {
    const { transfers, payout } = await opened();
    const { id } = await transfers.send(payout);
    const part = { transferId: id, amountCents: 1_000, reversalId: 'r1', attempt: 1 };
    const reversal = await transfers.reverse(part);
    expect(await transfers.reverse(part)).toEqual(reversal);
    expect(await transfers.reverse({ ...part, attempt: 2 })).toEqual(reversal);
    expect(await transfers.readTransfer(id)).toMatchObject({ reversedCents: 1_000 });
    expect(await transfers.findByPayout('p1')).toMatchObject({ amountCents: 2_500, reversedCents: 1_000 });
    const rest = { transferId: id, amountCents: 1_501, reversalId: 'r2', attempt: 1 };
    await expect(transfers.reverse(rest)).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('what moved the balance', () => {
  it('comes newest first, a page at a time, each with what it is about', async () => {
    const { transfers, control, payout } = await opened();
    const { id } = await transfers.send(payout);
    await transfers.reverse({ transferId: id, amountCents: 1_000, reversalId: 'r1', attempt: 1 });
    control.plantCharges([pastCharge]);
    const first = await transfers.listBalanceTransactions({ from: null, after: null, limit: 3 });
    expect(first.hasMore).toBe(true);
    const after = first.items.at(-1)!.id;
    const rest = await transfers.listBalanceTransactions({ from: null, after, limit: 3 });
    expect(rest.hasMore).toBe(false);
    const about = { orderId: 'o1' };
    expect([...first.items, ...rest.items]).toMatchObject([
      {
        kind: 'refund',
        amountCents: -400,
        reference: 're_past',
        about: { ...about, refundId: 'r1', chargeId: 'ch_past' },
      },
      { kind: 'charge', amountCents: 1_900, feeCents: 54, currency: 'EUR', reference: 'ch_past', about },
      { kind: 'transfer_reversal', amountCents: 1_000, reference: id },
      { kind: 'transfer', amountCents: -2_500, reference: id, about: { payoutId: 'p1', accountId: 'acct_roastery' } },
      { kind: 'top_up', amountCents: 10_000, feeCents: 0, reference: null, about: {} },
    ]);
  });

  it('from an instant on leaves out what was before', async () => {
    const { transfers, control } = await opened();
    control.plantCharges([pastCharge]);
    const { items } = await transfers.listBalanceTransactions({ from: new Date(60_000), after: null, limit: 10 });
    expect(items.map(({ kind }) => kind)).toEqual(['top_up']);
  });
});

const pastCharge = {
  ...{ id: 'ch_past', paymentIntent: 'pi_past', amount: 1_900, fee: 54, currency: 'eur', email: 'anna@example.org' },
  ...{
    description: 'Order S-1',
    metadata: { order_id: 'o1' },
    transferGroup: 'order_o1',
    createdAt: 1_000,
    availableAt: 2_000,
  },
  refunds: [{ id: 're_past', amount: 400, createdAt: 3_000, metadata: { refund_id: 'r1', order_id: 'o1' } }],
};
