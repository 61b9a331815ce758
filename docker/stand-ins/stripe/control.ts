import {
  addBankAccount,
  completeAccount,
  disconnectAccount,
  findAccount,
  openAccount,
  restrictAccount,
} from './accounts.ts';
import { move } from './balance.ts';
import { failBankPayout, payOutToBank } from './bank-payouts.ts';
import { findCharge } from './charges.ts';
import { expireOverdueSessions, expireSession, findSession } from './checkout-sessions.ts';
import { closeDispute, openDispute } from './disputes.ts';
import type { Faults } from './faults.ts';
import { type PastCharge, plantCharges } from './history.ts';
import { answerChallenge, payByBankDebit, payByCard, settleBankDebit } from './payments.ts';
import { settleRefund } from './refunds.ts';
import { noSuch } from './refusal.ts';
import type { Account, Transfer } from './shapes.ts';
import type { Desk } from './state.ts';
import { findTransfer, reverse } from './transfers.ts';
import type { Webhooks } from './webhooks.ts';

const SUCCEEDS = '4242424242424242';

/** What a test, the simulator or a person at the dashboard can make happen. */
export type Control = ReturnType<typeof createControl>;

export function createControl(desk: Desk, faults: Faults, webhooks: Webhooks) {
  return {
    webhooks,
    fault: faults.script,
    clearFaults: faults.clear,
    releaseHung: faults.releaseHung,

    /** Pays without the page; a card that needs 3D Secure is confirmed. */
    pay(sessionId: string, { card = SUCCEEDS, email = null }: { card?: string; email?: string | null } = {}) {
      const session = findSession(desk, sessionId);
      const outcome = payByCard(desk, session, { number: card, email, name: 'Test Card' });
      return outcome.kind === 'challenge' ? answerChallenge(desk, session, true) : outcome;
    },
    expire: (sessionId: string) => expireSession(desk, findSession(desk, sessionId)),
    payByBankDebit: (sessionId: string) => payByBankDebit(desk, findSession(desk, sessionId), null),
    settleBankDebit: (sessionId: string, { succeeds }: { succeeds: boolean }) =>
      settleBankDebit(desk, findSession(desk, sessionId), succeeds),

    addFunds(amount: number, currency = 'eur') {
      move(desk, { type: 'topup', amount, currency, source: null, description: 'Top-up' });
      desk.changed();
    },
    /** Payments from before the stand-in kept books, so that they can be refunded, disputed and reconciled. */
    plantCharges: (charges: PastCharge[]) => plantCharges(desk, charges),
    settleRefund: (id: string, outcome: 'succeeded' | 'failed') => settleRefund(desk, id, outcome),
    /** By charge or payment intent. */
    dispute(id: string, options: { amount?: number; reason?: string; isInquiry?: boolean } = {}) {
      const chargeId = desk.state.intents[id]?.latest_charge ?? id;
      return openDispute(desk, findCharge(desk, chargeId), options);
    },
    closeDispute: (id: string, outcome: 'won' | 'lost') => closeDispute(desk, id, outcome),

    /** A connected account with this id, ready to be paid unless told otherwise; one that exists stays as it is. */
    ensureAccount(id: string, { isReady = true } = {}): Account {
      const known = desk.state.accounts[id];
      if (known) return known;
      const account = openAccount(desk, id, { email: `${id}@example.com` });
      return isReady ? completeAccount(desk, account) : account;
    },
    addBankAccount: (id: string, currency: string) => addBankAccount(desk, findAccount(desk, id), currency),
    onboard: (id: string) => completeAccount(desk, findAccount(desk, id)),
    restrict: (id: string, options: { due?: string[]; reason?: string } = {}) =>
      restrictAccount(desk, findAccount(desk, id), options),
    disconnect: (id: string) => disconnectAccount(desk, findAccount(desk, id)),
    payOutToBank: (id: string, amount?: number) => payOutToBank(desk, findAccount(desk, id), amount),
    failBankPayout: (id: string, to: 'failed' | 'canceled' = 'failed') => failBankPayout(desk, id, to),

    transfers: (group?: string): Transfer[] =>
      Object.values(desk.state.transfers).filter(one => !group || one.transfer_group === group),
    reverseTransfer(id: string, amount?: number) {
      const reversal = reverse(desk, findTransfer(desk, id), amount ? { amount: String(amount) } : {});
      desk.changed();
      return reversal;
    },

    events: (type?: string) => Object.values(desk.state.events).filter(one => !type || one.type === type),
    /** Delivers an event once more, as Stripe does of its own accord now and then. */
    resend(id: string) {
      const event = desk.state.events[id];
      if (!event) throw noSuch('event', id);
      webhooks.send(event);
    },

    /** Forgets every idempotency key, as Stripe may after a day. */
    pruneKeys() {
      desk.state.keys = {};
      desk.changed();
    },
    /** Moves the stand-in's clock: sessions expire, money becomes available, keys age. */
    advanceClock(seconds: number) {
      desk.state.clockAheadSeconds += seconds;
      expireOverdueSessions(desk);
      desk.changed();
    },
  };
}
