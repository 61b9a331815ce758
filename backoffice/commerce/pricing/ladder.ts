/** From this quantity on, this price a unit. */
export interface Step {
  minQuantity: number;
  unitPriceCents: number;
}
export interface ShownStep extends Step {
  /** Against the first step, whole percent. */
  savingPercent: number;
}
export interface Tier extends Step {
  priceList: string;
}

/**
 * The ladder exactly as it is charged: the best list wins at every quantity, so a step is shown only where the price falls.
 * basePriceCents is the wholesale price; without one the variant is not sold in bulk and there is no ladder.
 */
export function ladderOf(basePriceCents: number | null, tiers: Tier[]): Step[] | null {
  if (basePriceCents === null) return null;
  const ladder: Step[] = [{ minQuantity: 1, unitPriceCents: basePriceCents }];
  const ascending = [...tiers].sort((a, b) => a.minQuantity - b.minQuantity || a.unitPriceCents - b.unitPriceCents);
  for (const { minQuantity, unitPriceCents } of ascending) {
    const last = ladder.at(-1)!;
    if (unitPriceCents >= last.unitPriceCents) continue;
    if (minQuantity <= last.minQuantity) last.unitPriceCents = unitPriceCents;
    else ladder.push({ minQuantity, unitPriceCents });
  }
  return ladder;
}

/** A step and the list it is from. */
export interface NamedStep extends Step {
  from: string;
}

export function namedLadder(basePriceCents: number | null, tiers: Tier[]): NamedStep[] | null {
  const ladder = ladderOf(basePriceCents, tiers);
  const from = (step: Step) => priceTrace(basePriceCents!, tiers, step.minQuantity).at(-1)!.from;
  return ladder?.map(step => ({ ...step, from: from(step) })) ?? null;
}

export function unitPriceAt(ladder: Step[], quantity: number): number {
  let price = ladder[0]!.unitPriceCents;
  for (const step of ladder) if (step.minQuantity <= quantity) price = step.unitPriceCents;
  return price;
}

export function nextStepAfter(ladder: Step[], quantity: number): (Step & { missingQuantity: number }) | null {
  const next = ladder.find(step => step.minQuantity > quantity);
  return next ? { ...next, missingQuantity: next.minQuantity - quantity } : null;
}

export const shownLadder = (ladder: Step[]): ShownStep[] =>
  ladder.map(step => ({
    ...step,
    savingPercent: Math.round((1 - step.unitPriceCents / ladder[0]!.unitPriceCents) * 100),
  }));

/** One step of how a line's price came about, for the line and for whoever asks later. */
export type TraceStep =
  /** A list's price a unit (retail, wholesale, a tier, an agreed offer). */
  | { kind: 'list' | 'tier' | 'quote'; from: string; minQuantity: number; unitPriceCents: number }
  /** Off the line; negative. */
  | { kind: 'promotion'; from: string; code: string | null; amountCents: number }
  /** Inside the line's price for retail, on top of it for wholesale. */
  | { kind: 'tax'; from: string; rateBp: number; amountCents: number };

/** list → tier: the wholesale price, then the tier that beats it. */
export function priceTrace(basePriceCents: number, tiers: Tier[], quantity: number): TraceStep[] {
  const steps: TraceStep[] = [
    { kind: 'list', from: 'wholesale price', minQuantity: 1, unitPriceCents: basePriceCents },
  ];
  const best = tiers
    .filter(tier => tier.minQuantity <= quantity)
    .sort(
      (a, b) =>
        a.unitPriceCents - b.unitPriceCents || a.minQuantity - b.minQuantity || (a.priceList < b.priceList ? -1 : 1),
    )[0];
  if (best && best.unitPriceCents < basePriceCents)
    steps.push({
      kind: best.minQuantity === 1 ? 'list' : 'tier',
      from: best.priceList,
      minQuantity: best.minQuantity,
      unitPriceCents: best.unitPriceCents,
    });
  return steps;
}

/** What a store keeps of the retail price without tax, whole percent. */
export function marginPercent(retailCents: number, retailTaxBp: number, unitPriceCents: number): number {
  const net = (retailCents * 10_000) / (10_000 + retailTaxBp);
  return Math.round(((net - unitPriceCents) / net) * 100);
}
