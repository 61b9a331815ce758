import type Stripe from 'stripe';
import type { BalanceTransaction, MovementKind } from './transfers.ts';

// Stripe's reporting categories; what is not here moves the balance for a reason of Stripe's own.
const KINDS: Record<string, MovementKind> = {
  charge: 'charge',
  charge_failure: 'charge',
  refund: 'refund',
  partial_capture_reversal: 'refund',
  refund_failure: 'refund_failure',
  transfer: 'transfer',
  transfer_reversal: 'transfer_reversal',
  dispute: 'dispute',
  dispute_reversal: 'dispute',
  fee: 'fee',
  network_cost: 'fee',
  tax: 'fee',
  topup: 'top_up',
  topup_reversal: 'top_up',
  payout: 'bank_payout',
  payout_reversal: 'bank_payout',
};

/** As the list answers it with data.source expanded. */
export function readBalanceTransaction(one: Stripe.BalanceTransaction): BalanceTransaction {
  const source = typeof one.source === 'object' ? one.source : null;
  const sourceId = typeof one.source === 'string' ? one.source : (source?.id ?? null);
  return {
    id: one.id,
    kind: KINDS[one.reporting_category] ?? 'other',
    type: one.type,
    currency: one.currency.toUpperCase(),
    amountCents: one.amount,
    feeCents: one.fee,
    // A reversal is known by its transfer: our books keep no id of their own for it.
    reference: source?.object === 'transfer_reversal' ? idOf(source.transfer) : sourceId,
    about: source ? aboutOf(source) : {},
    description: one.description,
    occurredAt: new Date(one.created * 1000),
    availableOn: new Date(one.available_on * 1000),
  };
}

type Source = Extract<Stripe.BalanceTransaction['source'], object>;

function aboutOf(source: Source): BalanceTransaction['about'] {
  const { metadata, transfer_group: group } = source as { metadata?: Stripe.Metadata; transfer_group?: string | null };
  const charge = 'charge' in source ? idOf(source.charge) : null;
  const ids = {
    orderId: metadata?.order_id ?? group?.match(/^order_(.+)$/)?.[1],
    refundId: metadata?.refund_id,
    payoutId: metadata?.payout_id ?? group?.match(/^payout_(.+)$/)?.[1],
    chargeId: charge ?? undefined,
    accountId: source.object === 'transfer' ? (idOf(source.destination) ?? undefined) : undefined,
  };
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => id !== undefined));
}

const idOf = (object: string | { id: string } | null | undefined): string | null =>
  typeof object === 'string' ? object : (object?.id ?? null);
