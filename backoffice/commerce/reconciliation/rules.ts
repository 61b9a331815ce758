import type { Mismatch } from './compare.ts';

export type DifferenceKind =
  | 'unknown_to_us'
  | 'missing_at_processor'
  | 'not_posted'
  | 'amount_differs'
  | 'fee_differs'
  | 'currency_differs'
  | 'duplicate'
  | 'account_differs';

export interface Difference extends Mismatch {
  kind: DifferenceKind;
  processorCurrency: string;
  /** What probably happened and what helps, in plain words. */
  explanation: string;
}

/** The accounts an adjusting entry may stand against: those that belong to nobody but the platform. */
export const COUNTER_ACCOUNTS = ['stripe_fees', 'adjustments', 'bank', 'disputes', 'refunds_in_flight'] as const;
export type CounterAccount = (typeof COUNTER_ACCOUNTS)[number];

/** Each mismatch as one difference with its cause; the same object in two currencies is one. */
export function explainMismatches(mismatches: Mismatch[]): Difference[] {
  const byObject = Map.groupBy(mismatches, one => `${one.movement} ${one.reference}`);
  return [...byObject.values()].flatMap(inCurrencies);
}

function inCurrencies(rows: Mismatch[]): Difference[] {
  const booked = rows.find(row => row.processorCents === null);
  const said = rows.find(row => row.ledgerCents === null);
  if (rows.length !== 2 || !booked || !said) return rows.map(explained);
  const { currency: processorCurrency, processorCents, ...theirs } = said;
  const both = { ...theirs, memo: booked.memo, currency: booked.currency, ledgerCents: booked.ledgerCents };
  return [
    {
      ...both,
      processorCents,
      processorCurrency,
      kind: 'currency_differs',
      explanation: `Booked in ${booked.currency}, but Stripe moved ${processorCurrency}: it was converted there, or the currency was read wrongly here.`,
    },
  ];
}

function explained(row: Mismatch): Difference {
  const kind = kindOf(row);
  return { ...row, kind, processorCurrency: row.currency, explanation: EXPLAIN[kind](row) };
}

function kindOf({ ledgerCents, processorCents, movement, times, isKnown, otherObject }: Mismatch): DifferenceKind {
  if (ledgerCents === processorCents) return 'account_differs';
  if (processorCents === null) return 'missing_at_processor';
  if (ledgerCents === null) {
    if (isKnown) return movement === 'fee' ? 'fee_differs' : 'not_posted';
    return otherObject ? 'duplicate' : 'unknown_to_us';
  }
  if (movement === 'fee') return 'fee_differs';
  const isMore = Math.abs(processorCents) > Math.abs(ledgerCents);
  return times > 1 && isMore && movement !== 'transfer_reversal' ? 'duplicate' : 'amount_differs';
}

const EXPLAIN: Record<DifferenceKind, (row: Mismatch) => string> = {
  unknown_to_us: row => (UNKNOWN[row.movement] ?? UNKNOWN.other!)(row),
  missing_at_processor: row => (MISSING[row.movement] ?? MISSING.other!)(row),
  not_posted: ({ movement }) =>
    movement === 'dispute'
      ? 'The bank took back or returned a disputed payment, and the ledger has not booked it.'
      : `We know this ${words(movement)}, but the ledger has no entry for it: it was cut off between the two. Its webhook may be replayed.`,
  amount_differs: ({ movement, processorCents }) =>
    movement === 'refund' && processorCents === 0
      ? 'The buyer’s bank returned the refund after it was booked as sent: the buyer has not got the money. Refund again, or by another way.'
      : `Stripe moved another amount than was booked for this ${words(movement)}: part of it was taken or given there, or booked wrongly here.`,
  fee_differs: () =>
    'Stripe kept another fee than was booked when the payment came in: the rate for this card or country is another one.',
  currency_differs: () => '',
  duplicate: row =>
    row.otherObject
      ? `A second ${words(row.movement)} for ${subjectOf(row)}; the first is ${row.otherObject}. One of the two has to be taken back.`
      : `Stripe did this ${words(row.movement)} ${row.times} times, it is booked once. What is too much has to be taken back.`,
  account_differs: ({ paidTo, owedTo, payoutNumber }) =>
    `${payoutNumber} went to ${paidTo}, but was owed to ${owedTo}. Reverse the transfer and find out who changed the account.`,
};

const UNKNOWN: Record<string, (row: Mismatch) => string> = {
  charge: ({ orderNumber, ourStatus }) =>
    orderNumber
      ? `Stripe took this payment for ${orderNumber}, which is ${words(ourStatus ?? 'unknown')} here: the webhook was lost or failed. Look at the webhook events and replay it.`
      : 'A payment that no order of ours asked for: taken in Stripe’s dashboard, or by another system on the same account.',
  refund: ({ orderNumber }) =>
    `A refund${orderNumber ? ` on ${orderNumber}` : ''} that was not made here: somebody made it in Stripe’s dashboard. Book it, and refund here from now on.`,
  transfer: ({ payoutNumber, ourStatus }) =>
    payoutNumber
      ? `The transfer of ${payoutNumber}, which is ${words(ourStatus ?? 'unknown')} here: its answer was lost. Try the payout again: it finds the transfer and sends nothing twice.`
      : 'A transfer that no payout of ours asked for: made by hand in Stripe’s dashboard. Reverse it, or book it.',
  transfer_reversal: ({ payoutNumber }) =>
    `${payoutNumber ? `The transfer of ${payoutNumber}` : 'A transfer'} was reversed at Stripe, and the news is not applied here. Look for transfer.reversed among the webhook events.`,
  dispute: () => 'The bank took back a payment that we do not know as disputed. Look for its webhook event.',
  fee: ({ reference, balanceTransactionId, stripeObject }) =>
    stripeObject && reference !== stripeObject && balanceTransactionId
      ? 'A fee for something that is itself unknown here.'
      : 'A fee that no payment here has: either its payment is unknown too, or Stripe charges it by itself. Book it as a fee.',
  top_up: () =>
    'Money went from the bank to the balance at Stripe, or back, and is not booked. Book it against the bank.',
  bank_payout: () => 'Stripe sent a part of our balance to our bank, and it is not booked. Book it against the bank.',
  other: () => 'Stripe moved the balance for a reason of its own. Its dashboard says more; book it as what it is.',
};

const MISSING: Record<string, (row: Mismatch) => string> = {
  charge: ({ memo }) =>
    `Booked (${memo}), but Stripe has no such payment: it belongs to another Stripe account, or was booked by mistake.`,
  refund: ({ memo }) =>
    `Booked as sent (${memo}), but Stripe has no such refund: the buyer may still wait for the money.`,
  transfer: ({ payoutNumber }) =>
    `${payoutNumber ?? 'A payout'} is booked as sent, but Stripe has no such transfer: the wholesaler may not have been paid.`,
  transfer_reversal: () =>
    'Booked as reversed, but Stripe has no reversal: the wholesaler may be paid this amount twice.',
  fee: ({ memo }) => `A fee is booked (${memo}), but Stripe kept none.`,
  top_up: ({ memo }) => `Booked as sent from the bank to Stripe (${memo}), but it has not arrived there yet.`,
  bank_payout: ({ memo }) => `Booked as come from Stripe to the bank (${memo}), but Stripe has not sent it.`,
  other: ({ memo }) => `The ledger moved the balance at Stripe (${memo}), and nothing at Stripe answers to it.`,
};

const words = (name: string) => name.replaceAll('_', ' ');
const subjectOf = ({ orderNumber, payoutNumber, movement }: Mismatch) =>
  (movement === 'transfer' ? payoutNumber : orderNumber) ?? 'the same thing';

/** Against which account an adjusting entry most likely stands. */
export function suggestedAccount({ movement, kind }: { movement: string; kind: string }): CounterAccount {
  if (movement === 'fee' || kind === 'fee_differs') return 'stripe_fees';
  if (movement === 'top_up' || movement === 'bank_payout') return 'bank';
  if (movement === 'dispute') return 'disputes';
  return movement === 'refund' ? 'refunds_in_flight' : 'adjustments';
}

/** What brings the ledger to what the processor says: the clearing account's side, by currency. */
export function adjustmentOf(difference: {
  currency: string;
  ledgerCents: number | null;
  processorCurrency: string;
  processorCents: number | null;
}): { currency: string; amountCents: number }[] {
  const { currency, processorCurrency } = difference;
  const ledger = difference.ledgerCents ?? 0;
  const processor = difference.processorCents ?? 0;
  const moves =
    currency === processorCurrency
      ? [{ currency, amountCents: processor - ledger }]
      : [
          { currency, amountCents: -ledger },
          { currency: processorCurrency, amountCents: processor },
        ];
  return moves.filter(move => move.amountCents !== 0);
}
