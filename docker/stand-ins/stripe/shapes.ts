// The objects the stand-in keeps, as far as it looks into them; what it only shows is in the function that makes the object.
export interface Thing {
  id: string;
  object: string;
  created: number;
}

export interface Session extends Thing {
  amount_total: number;
  cancel_url: string | null;
  currency: string;
  customer_details: { email: string | null; name: string | null } | null;
  customer_email: string | null;
  expires_at: number;
  metadata: Record<string, string>;
  payment_intent: string | null;
  payment_status: 'paid' | 'unpaid';
  status: 'open' | 'complete' | 'expired';
  success_url: string;
  url: string | null;
}

export interface LineItem {
  id: string;
  object: 'item';
  amount_subtotal: number;
  amount_total: number;
  currency: string;
  description: string;
  quantity: number;
  price: { unit_amount: number };
}

export interface PaymentIntent extends Thing {
  amount: number;
  amount_received: number;
  currency: string;
  description: string | null;
  last_payment_error: object | null;
  latest_charge: string | null;
  metadata: Record<string, string>;
  next_action: object | null;
  receipt_email: string | null;
  status: 'requires_payment_method' | 'requires_action' | 'processing' | 'succeeded' | 'canceled';
  transfer_group: string | null;
}

export interface Charge extends Thing {
  amount: number;
  amount_refunded: number;
  balance_transaction: string | null;
  currency: string;
  disputed: boolean;
  metadata: Record<string, string>;
  paid: boolean;
  payment_intent: string;
  payment_method_details: { card: { last4: string } };
  refunded: boolean;
  status: 'succeeded' | 'failed';
  transfer_group: string | null;
}

export interface BalanceTransaction extends Thing {
  amount: number;
  available_on: number;
  currency: string;
  fee: number;
  net: number;
  source: string | null;
  status: 'available' | 'pending';
  type: string;
}

export interface Refund extends Thing {
  amount: number;
  balance_transaction: string | null;
  charge: string;
  currency: string;
  failure_balance_transaction?: string;
  failure_reason?: string;
  metadata: Record<string, string>;
  payment_intent: string;
  status: 'pending' | 'succeeded' | 'failed';
}

export interface Account extends Thing {
  business_profile: { name: string | null };
  business_type: string | null;
  capabilities: { transfers: 'active' | 'inactive' | 'pending' };
  country: string;
  default_currency: string;
  details_submitted: boolean;
  email: string | null;
  external_accounts: {
    object: 'list';
    data: ({ id: string; object: 'bank_account'; currency: string } & Record<string, unknown>)[];
    has_more: boolean;
    url: string;
  };
  metadata: Record<string, string>;
  payouts_enabled: boolean;
  requirements: Requirements;
}

export interface Requirements {
  alternatives: never[];
  current_deadline: number | null;
  currently_due: string[];
  disabled_reason: string | null;
  errors: never[];
  eventually_due: string[];
  past_due: string[];
  pending_verification: string[];
}

export interface Transfer extends Thing {
  amount: number;
  amount_reversed: number;
  balance_transaction: string;
  currency: string;
  description: string | null;
  destination: string;
  destination_payment: string;
  metadata: Record<string, string>;
  reversals: { object: 'list'; data: Reversal[]; has_more: boolean; url: string };
  reversed: boolean;
  source_transaction: string | null;
  transfer_group: string | null;
}

export interface Reversal extends Thing {
  amount: number;
  balance_transaction: string;
  currency: string;
  metadata: Record<string, string>;
  transfer: string;
}

export interface Dispute extends Thing {
  amount: number;
  balance_transactions: BalanceTransaction[];
  charge: string;
  currency: string;
  evidence: Record<string, string>;
  evidence_details: { due_by: number; has_evidence: boolean; past_due: boolean; submission_count: number };
  payment_intent: string;
  reason: string;
  status:
    | 'needs_response'
    | 'under_review'
    | 'won'
    | 'lost'
    | 'warning_needs_response'
    | 'warning_under_review'
    | 'warning_closed';
}

export interface StoredFile extends Thing {
  expires_at: number | null;
  filename: string;
  links: null;
  purpose: string;
  size: number;
  title: null;
  type: string;
  url: null;
}

/** Stripe's word for money on its way from a connected account to its bank. */
export interface BankPayout extends Thing {
  amount: number;
  arrival_date: number;
  currency: string;
  failure_code: string | null;
  failure_message: string | null;
  status: 'paid' | 'pending' | 'in_transit' | 'canceled' | 'failed';
}

export interface Event extends Thing {
  account?: string;
  api_version: string;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  /** How many endpoints have not taken it yet. */
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: string;
}
