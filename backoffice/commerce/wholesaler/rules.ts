interface PaidAccount {
  status: string;
  stripe_account_id: string | null;
  payouts_enabled: boolean;
  payouts_paused_at: Date | null;
  payouts_paused_reason: string | null;
}

/** Why this wholesaler cannot be paid right now, in words for its own people; null: it can. */
export function accountProblem(wholesaler: PaidAccount): string | null {
  if (wholesaler.status !== 'approved') return 'The wholesaler is not approved to sell at the moment';
  if (wholesaler.payouts_paused_at) return `Payouts are paused: ${wholesaler.payouts_paused_reason}`;
  if (!wholesaler.stripe_account_id) return 'No bank account is connected yet: finish the setup with Stripe';
  if (!wholesaler.payouts_enabled) return 'Stripe needs more information before it can pay out: finish the setup';
  return null;
}
