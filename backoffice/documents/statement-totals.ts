import type { Party } from './party.ts';

/** One order, refund or cost in a payout. Amounts are signed for the wholesaler: a sale adds, commission and refunds take away. */
export interface StatementLine {
  occurredOn: string;
  /** Of the wholesaler order. Null: not about an order. */
  orderNumber: string | null;
  description: string;
  saleCents: number;
  commissionCents: number;
  refundCents: number;
  adjustmentCents: number;
}

export interface PayoutStatementData {
  locale?: string;
  payoutNumber: string;
  wholesalerName: string;
  payTo: Party;
  currency: string;
  /** The entries' first and last day. */
  from: string;
  until: string;
  sentOn: string;
  transferReference: string;
  lines: StatementLine[];
  /** Left over from earlier runs and settled here, where that is not told line by line. */
  broughtForwardCents: number;
  /** What the transfer carried. A statement that does not sum to it is never made. */
  amountCents: number;
  /** Not part of this payout. */
  remaining: { pendingCents: number; carriedOverCents: number; reserveCents: number };
}

export interface StatementTotals {
  saleCents: number;
  commissionCents: number;
  refundCents: number;
  adjustmentCents: number;
  amountCents: number;
}

export function statementTotals(statement: PayoutStatementData): StatementTotals {
  const sum = (pick: (line: StatementLine) => number) => statement.lines.reduce((total, line) => total + pick(line), 0);
  const totals = {
    saleCents: sum(line => line.saleCents),
    commissionCents: sum(line => line.commissionCents),
    refundCents: sum(line => line.refundCents),
    adjustmentCents: sum(line => line.adjustmentCents),
    amountCents: sum(lineAmount) + statement.broughtForwardCents,
  };
  if (totals.amountCents !== statement.amountCents) {
    throw new Error(
      `statement ${statement.payoutNumber}: its lines sum to ${totals.amountCents}, the transfer to ${statement.amountCents}`,
    );
  }
  return totals;
}

export function lineAmount(line: StatementLine): number {
  return line.saleCents + line.commissionCents + line.refundCents + line.adjustmentCents;
}
