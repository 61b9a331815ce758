/** Money on to wholesalers' connected accounts. All amounts in cents. Outward calls throw ProviderFailure. */
export interface Transfers {
  openAccount(request: {
    wholesalerId: string;
    email: string;
    country: string;
    businessName: string;
  }): Promise<ConnectedAccount>;
  /** A single-use, short-lived link to the processor's onboarding pages. */
  onboardingUrl(request: { accountId: string; refreshUrl: string; returnUrl: string }): Promise<string>;
  readAccount(accountId: string): Promise<ConnectedAccount>;
  /** What can be transferred now, in cents by ISO currency. */
  availableBalance(): Promise<Map<string, number>>;
  /** What stands available on a wholesaler's account there: what a transfer can be taken back from. */
  heldByAccount(accountId: string): Promise<Map<string, number>>;
  /** Exactly one transfer for a payout and attempt: both make the idempotency key; the payout alone makes the transfer group. */
  send(request: TransferRequest): Promise<Transfer>;
  /** The transfer already made for this payout, looked up by its transfer group; null when there is none. */
  findByPayout(payoutId: string): Promise<Transfer | null>;
  readTransfer(transferId: string): Promise<Transfer>;
  /** Takes part of a transfer back, once for a reversal of ours: it is looked for first. Both it and the attempt make the idempotency key. */
  reverse(request: {
    transferId: string;
    amountCents: number;
    reversalId: string;
    attempt: number;
  }): Promise<{ id: string; amountCents: number }>;
  /** A page of what moved the platform's balance, newest first, from an instant on; after: the last one's id of the page before. */
  listBalanceTransactions(request: {
    from: Date | null;
    after: string | null;
    limit: number;
  }): Promise<{ items: BalanceTransaction[]; hasMore: boolean }>;
}

export type MovementKind =
  | 'charge'
  | 'refund'
  | 'refund_failure'
  | 'transfer'
  | 'transfer_reversal'
  | 'dispute'
  | 'fee'
  | 'top_up'
  | 'bank_payout'
  | 'other';

export interface BalanceTransaction {
  id: string;
  kind: MovementKind;
  /** The processor's own word. */
  type: string;
  currency: string;
  /** Positive to us, before the fee. */
  amountCents: number;
  feeCents: number;
  /** The charge, refund, transfer (also of a reversal) or dispute it is about. */
  reference: string | null;
  /** What that object says of itself; ours are the ids that we gave it. */
  about: {
    orderId?: string;
    refundId?: string;
    payoutId?: string;
    chargeId?: string;
    /** Where a transfer went. */
    accountId?: string;
  };
  description: string | null;
  occurredAt: Date;
  availableOn: Date;
}

export interface ConnectedAccount {
  id: string;
  detailsSubmitted: boolean;
  payoutsEnabled: boolean;
  /** Field names of what is currently due, past due first. */
  requirements: string[];
  disabledReason: string | null;
  /** What it asks for and by when, by its own field names. */
  state: {
    currentlyDue: string[];
    pastDue: string[];
    eventuallyDue: string[];
    pendingVerification: string[];
    disabledReason: string | null;
    /** ISO. */
    deadline: string | null;
    errors: { requirement: string; code: string; reason: string }[];
    transfers: string | null;
  };
  /** ISO currencies of its bank accounts; empty: not said. */
  payoutCurrencies: string[];
}

export interface TransferRequest {
  payoutId: string;
  payoutNumber: string;
  attempt: number;
  amountCents: number;
  currency: string;
  accountId: string;
}

export interface Transfer {
  id: string;
  amountCents: number;
  reversedCents: number;
  currency: string;
  accountId: string;
}
