import { randomBytes } from 'node:crypto';
import type {
  Account,
  BalanceTransaction,
  BankPayout,
  Charge,
  Dispute,
  Event,
  LineItem,
  PaymentIntent,
  Refund,
  Session,
  StoredFile,
  Thing,
  Transfer,
} from './shapes.ts';

export interface State {
  sessions: Record<string, Session>;
  lineItems: Record<string, LineItem[]>;
  /** What the payment of a session will carry, from payment_intent_data. */
  intentData: Record<
    string,
    { transfer_group: string | null; description: string | null; metadata: Record<string, string> }
  >;
  /** The card that waits for its bank's challenge, by session. */
  challenges: Record<string, { number: string; email: string | null; name: string | null }>;
  intents: Record<string, PaymentIntent>;
  charges: Record<string, Charge>;
  transactions: Record<string, BalanceTransaction>;
  refunds: Record<string, Refund>;
  accounts: Record<string, Account>;
  accountLinks: Record<string, AccountLink>;
  transfers: Record<string, Transfer>;
  disputes: Record<string, Dispute>;
  files: Record<string, StoredFile>;
  payouts: Record<string, { account: string; payout: BankPayout }>;
  events: Record<string, Event>;
  keys: Record<string, KeptAnswer>;
  clockAheadSeconds: number;
}

export interface AccountLink {
  account: string;
  refresh_url: string;
  return_url: string;
  expires_at: number;
  isUsed: boolean;
}

export interface KeptAnswer {
  fingerprint: string;
  at: number;
  requestId: string;
  /** Null: the first request is still being worked on. */
  answer: { status: number; body: string } | null;
}

export const emptyState = (): State => ({
  sessions: {},
  lineItems: {},
  intentData: {},
  challenges: {},
  intents: {},
  charges: {},
  transactions: {},
  refunds: {},
  accounts: {},
  accountLinks: {},
  transfers: {},
  disputes: {},
  files: {},
  payouts: {},
  events: {},
  keys: {},
  clockAheadSeconds: 0,
});

/** What every part of the stand-in works with. */
export interface Desk {
  state: State;
  changed(): void;
  /** Seconds since 1970 on the stand-in's clock. */
  now(): number;
  publicUrl(): string;
  /** Whose name the pages show. */
  businessName: string;
  /** From a charge to its money being available. */
  settleSeconds: number;
  emit(type: string, object: object, about?: { account?: string; previous?: object }): void;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function newId(prefix: string, length = 24): string {
  return prefix + Array.from(randomBytes(length), byte => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Any object by its id, or null. The prefix says what it is. */
export function findThing({ state }: Desk, id: string): Thing | null {
  const shelves: Record<string, Record<string, Thing>> = {
    cs: state.sessions,
    pi: state.intents,
    ch: state.charges,
    txn: state.transactions,
    re: state.refunds,
    acct: state.accounts,
    tr: state.transfers,
    du: state.disputes,
    file: state.files,
    evt: state.events,
  };
  if (id.startsWith('trr_')) return findReversal(state, id);
  return shelves[id.slice(0, id.indexOf('_'))]?.[id] ?? null;
}

const findReversal = ({ transfers }: State, id: string): Thing | null =>
  Object.values(transfers)
    .flatMap(({ reversals }) => reversals.data)
    .find(one => one.id === id) ?? null;
