/** What a money step would do, before anybody does it; the same for every such step of the panel. Cents without a sign where words say the direction. */
export interface Effects {
  currency: string;
  /** Said on the button that does it. */
  amountCents: number;
  facts: { label: string; value: string }[];
  booked: { words: string; amountCents: number }[];
  /** Whose balances they are. */
  balanceOf: string | null;
  balances: { label: string; beforeCents: number; afterCents: number }[];
  /** What somebody should know before the button is pressed. */
  notes: string[];
}
