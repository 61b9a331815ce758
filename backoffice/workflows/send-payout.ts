// One payout, one transfer. The row turns 'sending' before the call. Whatever cuts this off, the next try looks the transfer up by its
// transfer group before it sends again, repeats the old key while the last try may still be under way, and takes a new key only after
// a definite answer. A transfer that went out is written down together with its ledger entries, receipt and statement.
import { postTransaction } from '#backoffice/commerce/ledger/index.ts';
import {
  findPayout,
  isSettled,
  markSent,
  notePayout,
  type Payee,
  type Payout,
  type Purse,
  readPayee,
  resumeSending,
  startSending,
  stepBack,
} from '#backoffice/commerce/payout/index.ts';
import { accountProblem } from '#backoffice/commerce/wholesaler/index.ts';
import { ProviderFailure } from '#backoffice/providers/failure.ts';
import type { Transfer } from '#backoffice/providers/transfers/transfers.ts';
import type { Services } from '#backoffice/services.ts';
import type { Db } from '#db/connection.ts';
import { writePayoutFailed, writePayoutReceipt } from './write-payout-letters.ts';

const WAITS_FOR_BALANCE = 'Waits until enough of the buyers’ payments have arrived at Stripe';
const NO_ANSWER = 'Stripe has not answered yet: we look it up before we send again';

/** purse: what the platform's balance still allows; null: do not ask. Call it under the sending lease. */
export async function sendPayout(services: Services, payout: Payout, purse: Purse | null): Promise<void> {
  const payee = await readPayee(services.db, payout.wholesaler_id);
  try {
    const transfer =
      payout.status === 'sending' ? await resume(services, payout, payee) : await begin(services, payout, payee, purse);
    if (transfer) await record(services, payout, transfer);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    await settleFailure(services, payout, error, purse);
  }
}

async function begin(services: Services, payout: Payout, payee: Payee, purse: Purse | null): Promise<Transfer | null> {
  const at = services.now();
  const problem = payeeProblem(payee, payout);
  if (problem) {
    await stepBack(services.db, payout, { to: 'held', reason: problem, at });
    return null;
  }
  if (purse && !purse.take(payout)) {
    await notePayout(services.db, payout, WAITS_FOR_BALANCE, at);
    return null;
  }
  const started = await startSending(services.db, payout, at);
  if (!started) return null;
  const isFirst = started.attempt === 1;
  return (isFirst ? null : await lookUp(services, payout)) ?? (await send(services, started));
}

async function resume(services: Services, payout: Payout, payee: Payee): Promise<Transfer | null> {
  const found = await lookUp(services, payout);
  if (found) return found;
  const at = services.now();
  const isOver = isSettled(payout.sending_since!, at);
  const problem = payeeProblem(payee, payout);
  if (problem && isOver) {
    await stepBack(services.db, payout, { to: 'failed', reason: problem, at });
    return null;
  }
  const resumed = await resumeSending(services.db, payout, { isNewAttempt: isOver, at });
  return resumed ? send(services, resumed) : null;
}

/** A look-up that fails says nothing about the transfer, whatever its reason. */
async function lookUp(services: Services, { id }: Payout): Promise<Transfer | null> {
  try {
    return await services.transfers.findByPayout(id);
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    throw new ProviderFailure(error.provider, 'unknown', error.code, error.message, error);
  }
}

/** The account was checked when the payout was made; money goes to no other one. */
function payeeProblem(payee: Payee, payout: Payout): string | null {
  const problem = accountProblem(payee);
  if (problem || payee.stripe_account_id === payout.stripe_account_id) return problem;
  return 'The Stripe account was changed after this payout was made: finance has to look at it';
}

function send(services: Services, payout: Payout): Promise<Transfer> {
  return services.transfers.send({
    payoutId: payout.id,
    payoutNumber: payout.number,
    attempt: payout.attempt,
    amountCents: payout.amount_cents,
    currency: payout.currency,
    accountId: payout.stripe_account_id,
  });
}

async function record(services: Services, payout: Payout, transfer: Transfer): Promise<void> {
  const { amountCents, currency, accountId } = transfer;
  if (amountCents !== payout.amount_cents || currency !== payout.currency || accountId !== payout.stripe_account_id)
    throw new Error(`Transfer ${transfer.id} is not the one payout ${payout.number} asked for`);
  const at = services.now();
  await services.db.transaction(async trx => {
    if (!(await markSent(trx, payout.id, { transferId: transfer.id, at }))) return;
    await post(trx, payout, at);
    await writePayoutReceipt(trx, services, { payout, transferId: transfer.id, sentAt: at });
    await services.queue.enqueue(trx, 'make-document', { kind: 'payout_statement', subjectId: payout.id });
  });
}

async function post(trx: Db, payout: Payout, at: Date): Promise<void> {
  const { currency, amount_cents: amountCents } = payout;
  await postTransaction(trx, {
    kind: 'payout',
    cause: `payout:${payout.id}:sent`,
    memo: `Payout ${payout.number}`,
    occurredAt: at,
    payoutId: payout.id,
    entries: [
      { account: { kind: 'wholesaler_payable', wholesalerId: payout.wholesaler_id }, currency, amountCents },
      { account: { kind: 'stripe_clearing' }, currency, amountCents: -amountCents },
    ],
  });
}

/** busy and unknown leave the payout as it is: half sent, to be looked up. The rest is definite. */
async function settleFailure(
  services: Services,
  { id }: Payout,
  failure: ProviderFailure,
  purse: Purse | null,
): Promise<void> {
  const at = services.now();
  const payout = await findPayout(services.db, id);
  if (payout?.status !== 'sending') throw failure;
  if (failure.kind === 'insufficient') {
    purse?.close(payout.currency);
    await stepBack(services.db, payout, { to: 'scheduled', reason: WAITS_FOR_BALANCE, at });
  } else if (failure.kind === 'refused') {
    await services.db.transaction(async trx => {
      const reason = `Stripe refused the transfer: ${failure.message}`;
      if (await stepBack(trx, payout, { to: 'failed', reason, at }))
        await writePayoutFailed(trx, services, payout, failure.message);
    });
  } else {
    services.log.warn({ err: failure, payoutId: id }, 'payout without an answer');
    await notePayout(services.db, payout, NO_ANSWER, at);
  }
}
