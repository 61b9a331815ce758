/** What a payout is made up of, in the order of its statement. */
export const STATEMENT_KINDS = [
  'sales',
  'commission',
  'commission_vat',
  'refunds',
  'disputes',
  'labels',
  'reserve',
  'adjustments',
  'reversals',
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** Cents to the wholesaler, so costs are negative. */
export interface StatementLine {
  kind: StatementKind;
  occurredAt: Date;
  /** The part's number; null for what belongs to no order. */
  orderNumber: string | null;
  memo: string;
  /** The day on which what is held back in reserve is given back. */
  heldUntil: string | null;
  /** The first run that found it due and could not pay it; null: it is new. */
  carriedSince: string | null;
  amountCents: number;
}

/** A ledger entry that a payout claimed. */
export interface ClaimedEntry {
  occurredAt: Date;
  memo: string;
  orderNumber: string | null;
  carriedSince: string | null;
  amountCents: number;
  /** Kept back of a delivered part's earnings. */
  reserveCents: number;
  heldUntil: string | null;
  /** The movements that came to it: of a delivered part all that its earnings went through, otherwise the entry itself. */
  moved: Movement[];
}

export interface Movement {
  kind: StatementKind;
  occurredAt: Date;
  memo: string;
  /** All that it brought the wholesaler, the commission in it included. */
  amountCents: number;
  /** Taken by the platform (negative) or given back. */
  commissionCents: number;
}

/** Its lines sum to what was claimed, whatever the movements tell. */
export function statementLines(entry: ClaimedEntry): StatementLine[] {
  const { occurredAt, memo, orderNumber, carriedSince } = entry;
  const own = { occurredAt, memo, orderNumber, carriedSince, heldUntil: null };
  const lines: StatementLine[] = entry.moved.flatMap(movement => {
    // A sale is told on the day it was delivered, which is what made it payable.
    const about = movement.kind === 'sales' ? own : { ...own, occurredAt: movement.occurredAt, memo: movement.memo };
    return [
      { ...about, kind: movement.kind, amountCents: movement.amountCents - movement.commissionCents },
      { ...about, kind: 'commission', memo: commissionMemo(movement), amountCents: movement.commissionCents },
    ];
  });
  lines.push({
    ...own,
    kind: 'reserve',
    memo: 'Held back',
    heldUntil: entry.heldUntil,
    amountCents: -entry.reserveCents,
  });
  const told = lines.reduce((sum, line) => sum + line.amountCents, 0);
  lines.push({ ...own, kind: 'adjustments', amountCents: entry.amountCents - told });
  return lines.filter(line => line.amountCents !== 0);
}

const commissionMemo = ({ kind, memo }: Movement): string =>
  kind === 'sales' ? 'Commission' : `Commission given back: ${memo}`;

export interface StatementTotals {
  orderCount: number;
  salesCents: number;
  commissionCents: number;
  commissionVatCents: number;
  refundsCents: number;
  disputesCents: number;
  labelsCents: number;
  reserveCents: number;
  adjustmentsCents: number;
  reversalsCents: number;
  /** Of every kind, from runs before. */
  carriedOverCents: number;
  amountCents: number;
}

export function totalsOf(lines: StatementLine[]): StatementTotals {
  const sum = (of: StatementLine[]) => of.reduce((total, line) => total + line.amountCents, 0);
  const fresh = (kind: StatementKind) => sum(lines.filter(line => line.kind === kind && line.carriedSince === null));
  return {
    orderCount: new Set(lines.filter(line => line.kind === 'sales').map(line => line.orderNumber)).size,
    salesCents: fresh('sales'),
    commissionCents: fresh('commission'),
    commissionVatCents: fresh('commission_vat'),
    refundsCents: fresh('refunds'),
    disputesCents: fresh('disputes'),
    labelsCents: fresh('labels'),
    reserveCents: fresh('reserve'),
    adjustmentsCents: fresh('adjustments'),
    reversalsCents: fresh('reversals'),
    carriedOverCents: sum(lines.filter(line => line.carriedSince !== null)),
    amountCents: sum(lines),
  };
}
