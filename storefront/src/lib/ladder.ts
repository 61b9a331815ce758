export interface LadderStep {
  minQuantity: number;
  unitPriceCents: number;
  savingPercent: number;
}

/** The step a quantity has reached; below the first step it is still the first. Steps come lowest first. */
export const stepAt = (ladder: LadderStep[], quantity: number): LadderStep | undefined =>
  ladder.findLast(step => quantity >= step.minQuantity) ?? ladder[0];

export const nextStep = (ladder: LadderStep[], quantity: number): LadderStep | undefined =>
  ladder.find(step => step.minQuantity > quantity);

/** “24 or more: save 8 %” */
export const sayStep = (step: LadderStep): string => `${step.minQuantity} or more: save ${step.savingPercent} %`;
