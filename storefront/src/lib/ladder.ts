import type { WhyStep } from '../../../backoffice/http/contract.ts';

export interface LadderStep {
  minQuantity: number;
  unitPriceCents: number;
  savingPercent: number;
  /** The list it is from, and what a store keeps of the retail price at it. */
  from?: string | undefined;
  marginPercent?: number | undefined;
}

/** The step a quantity has reached; below the first step it is still the first. Steps come lowest first. */
export const stepAt = (ladder: LadderStep[], quantity: number): LadderStep | undefined =>
  ladder.findLast(step => quantity >= step.minQuantity) ?? ladder[0];

export const nextStep = (ladder: LadderStep[], quantity: number): LadderStep | undefined =>
  ladder.find(step => step.minQuantity > quantity);

/** How the price of a quantity comes about: the list it begins with, then the step it has reached. */
export function whyOf(ladder: LadderStep[], quantity: number): WhyStep[] {
  const [first] = ladder;
  const reached = stepAt(ladder, quantity);
  if (!first || !reached) return [];
  const step = ({ from = 'wholesale price', minQuantity, unitPriceCents }: LadderStep) => ({
    from,
    minQuantity,
    unitPriceCents,
  });
  const list: WhyStep = { kind: 'list', ...step(first) };
  return reached === first ? [list] : [list, { kind: 'tier', ...step(reached) }];
}

/** “24 or more: save 8 %” */
export const sayStep = (step: LadderStep): string => `${step.minQuantity} or more: save ${step.savingPercent} %`;
