import type { Party } from './party.ts';

/** The sections of a payout statement, in its order. What earlier runs left unpaid stands in one of its own, whatever it was. */
export const statementSections = {
  sales: 'Sales',
  commission: 'Commission',
  commission_vat: 'VAT on commission',
  refunds: 'Refunds',
  disputes: 'Disputes',
  labels: 'Shipping labels',
  reserve: 'Reserve',
  adjustments: 'Adjustments',
  reversals: 'Reversed transfers',
  carried_over: 'Carried over from before',
} as const;
export type StatementSection = keyof typeof statementSections;

/** One movement in a payout. Signed for the wholesaler: a sale adds, commission and refunds take away. */
export interface StatementLine {
  section: StatementSection;
  /** What it is, also where it was carried over. */
  kind: Exclude<StatementSection, 'carried_over'>;
  occurredOn: string;
  /** Of the wholesaler order. Null: not about an order. */
  orderNumber: string | null;
  description: string;
  /** The day until which it is held in reserve. */
  heldUntil: string | null;
  amountCents: number;
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
  /** Why earlier runs left something unpaid. */
  carriedReasons: string[];
  /** What the transfer carried. A statement that does not sum to it is never made. */
  amountCents: number;
  /** Not part of this payout. */
  remaining: { pendingCents: number; carriedOverCents: number; reserveCents: number };
}

export interface SectionTotal {
  section: StatementSection;
  label: string;
  lines: StatementLine[];
  amountCents: number;
}

/** Sections that have a line, in their order. */
export function statementTotals({ payoutNumber, lines, amountCents }: PayoutStatementData): SectionTotal[] {
  const sum = (of: { amountCents: number }[]) => of.reduce((total, one) => total + one.amountCents, 0);
  const sections = Object.entries(statementSections).flatMap(([section, label]) => {
    const own = lines.filter(line => line.section === section);
    return own.length > 0 ? [{ section: section as StatementSection, label, lines: own, amountCents: sum(own) }] : [];
  });
  if (sum(sections) !== amountCents)
    throw new Error(`statement ${payoutNumber}: its lines sum to ${sum(sections)}, the transfer to ${amountCents}`);
  return sections;
}
