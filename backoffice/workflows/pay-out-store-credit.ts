import { type Actor, writeAudit } from '#backoffice/commerce/audit/index.ts';
import {
  type CreditPayout,
  creditOf,
  decideCreditPayout,
  listCreditOwners,
  lockCreditPayout,
  lockStore,
  lockUnsettled,
  moveCredit,
  proposeCreditPayout,
  takeCredit,
} from '#backoffice/commerce/credit/index.ts';
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import { formatMoney } from '#backoffice/commerce/money.ts';
import { sentByBankReasons } from '#backoffice/commerce/payment/index.ts';
import { conflict, notFound, Refusal, refuseIfAny } from '#backoffice/commerce/refusal.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import type { Effects } from './effects.ts';
import { tellOfCredit } from './tell-of-store-credit.ts';

type Person = Actor & { userId: string };

/** All of a store's credit, and what paying it out would do. */
export async function previewCreditPayout(services: Services, storeId: string): Promise<Effects> {
  const { amountCents, storeName } = await services.db.transaction(trx => creditToPay(trx, services, storeId));
  const { currency } = services.settings;
  return {
    ...{ currency, amountCents, facts: [{ label: 'Store', value: storeName }] },
    booked: [
      { words: 'What we owe the store falls by', amountCents },
      { words: 'The bank account falls by', amountCents },
    ],
    balanceOf: storeName,
    balances: [{ label: 'Credit', beforeCents: amountCents, afterCents: 0 }],
    notes: [
      'It is booked when a second person agrees; then the store’s owners get a letter with the reference.',
      'If the store orders on terms before that, its credit settles that invoice first, and this is refused.',
    ],
  };
}

/** Says that a store's credit was paid from the bank account. Nothing is booked until a second person agrees. */
export async function askToPayOutCredit(
  services: Services,
  request: { storeId: string; paidOn: string; bankReference: string; note: string; actor: Person },
): Promise<{ id: string; amountCents: number }> {
  const { storeId, paidOn, actor } = request;
  const [bankReference, note] = [request.bankReference.trim(), request.note.trim()];
  const noted = { agreedWith: 'the store', at: services.now() };
  refuseIfAny(sentByBankReasons({ paidOn, bankReference, note }, noted));
  const { currency } = services.settings;
  return services.db.transaction(async trx => {
    const { amountCents } = await creditToPay(trx, services, storeId);
    const proposed = { storeId, currency, amountCents, paidOn, bankReference, note, proposedBy: actor.userId };
    const id = await proposeCreditPayout(trx, proposed);
    if (!id) throw conflict('waits', 'A payment of this store’s credit waits for a second person already');
    await writeAudit(trx, {
      ...{ actor, action: 'propose.credit_payout', table: 'store_credit_payouts', id },
      after: { status: 'proposed', storeId, currency, amountCents, paidOn, bankReference },
      reason: note,
    });
    return { id, amountCents };
  });
}

/** The second person agrees, and it is booked once and the store told; or declines, and the credit stays. */
export async function decideOnCreditPayout(
  services: Services,
  { id, isApproved, actor }: { id: string; isApproved: boolean; actor: Person },
): Promise<{ status: string }> {
  return services.db.transaction(async trx => {
    const payout = await lockCreditPayout(trx, id);
    if (!payout) throw notFound('payment');
    if (payout.status !== 'proposed') throw conflict('not_proposed', `This payment is ${payout.status} already`);
    if (isApproved && payout.proposedBy === actor.userId)
      throw new Refusal('forbidden', 'second_person', 'Who proposed it cannot agree to it: ask a second person');
    const at = services.now();
    const ledgerTransactionId = isApproved ? await post(trx, services, payout, at) : null;
    await decideCreditPayout(trx, { id, decidedBy: actor.userId, ledgerTransactionId, at });
    const status = isApproved ? 'posted' : 'declined';
    await writeAudit(trx, {
      ...{ actor, action: `${isApproved ? 'approve' : 'decline'}.credit_payout`, table: 'store_credit_payouts', id },
      ...{ before: { status: 'proposed' }, after: { status, ledgerTransactionId }, reason: payout.note },
    });
    return { status };
  });
}

async function post(trx: Db, services: Services, payout: CreditPayout, at: Date): Promise<string> {
  const { id, storeId, currency, amountCents, paidOn, bankReference } = payout;
  await lockStore(trx, storeId);
  const invoices = await lockUnsettled(trx, storeId);
  const uses = takeCredit(invoices, currency, amountCents);
  if (!uses)
    throw conflict(
      'credit_used',
      `The store’s credit is ${formatMoney(creditOf(invoices, currency), currency)} by now: decline this, and ask for the money back`,
    );
  await moveCredit(trx, { storeId, uses, payoutId: id, at });
  const posted = await postTransaction(trx, {
    kind: 'invoice_paid',
    cause: `store_credit_payout:${id}`,
    memo: `Store credit paid out by bank: ${bankReference}`,
    occurredAt: at,
    entries: [
      { account: { kind: 'store_receivable', storeId }, currency, amountCents },
      { account: { kind: 'bank' }, currency, amountCents: -amountCents },
    ],
  });
  await tellOfCredit(trx, services, {
    ...{ storeId, key: `store_credit_payout:${id}`, currency, creditedCents: null, orderNumber: null, used: [] },
    leftCents: creditOf(invoices, currency) - amountCents,
    paid: { cents: amountCents, paidOn, bankReference },
  });
  return posted!;
}

async function creditToPay(trx: Db, services: Services, storeId: string) {
  await lockStore(trx, storeId);
  const owners = await listCreditOwners(trx, storeId);
  if (!owners) throw notFound('store');
  const amountCents = creditOf(await lockUnsettled(trx, storeId), services.settings.currency);
  if (amountCents === 0) throw conflict('no_credit', `${owners.storeName} has no credit`);
  return { amountCents, storeName: owners.storeName };
}
