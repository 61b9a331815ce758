import type { Scope, Terms } from './rules.ts';

export interface ReferenceRule extends Scope, Terms {
  id: string;
  startsAt: number;
  endsAt: number;
}

export interface ReferenceSale {
  wholesalerId: string;
  /** Its category and those above, the nearest first. */
  categories: string[];
  isFirstOrder: boolean;
  baseCents: number;
  at: number;
  volumeCents: number;
}

/** The rules of the market said a second time, without SQL: scope after scope until one has a rule. */
export function referenceRule(rules: ReferenceRule[], sale: ReferenceSale): ReferenceRule | undefined {
  const kinds = [sale.isFirstOrder ? 'first' : 'reorder', 'any'];
  for (const wholesalerId of [sale.wholesalerId, null])
    for (const categoryId of [...sale.categories, null])
      for (const orderKind of kinds) {
        const found = rules.find(
          rule =>
            rule.wholesalerId === wholesalerId &&
            rule.categoryId === categoryId &&
            rule.orderKind === orderKind &&
            rule.startsAt <= sale.at &&
            sale.at < rule.endsAt,
        );
        if (found) return found;
      }
  return undefined;
}

export function referenceCommission(rule: ReferenceRule, { baseCents, volumeCents }: ReferenceSale): number {
  let percent = rule.percentBp;
  for (const band of rule.bands) if (volumeCents >= band.fromCents) percent = band.percentBp;
  const product = BigInt(baseCents) * BigInt(percent);
  const share = Number(product / 10_000n) + (product % 10_000n >= 5_000n ? 1 : 0);
  let cents = share + rule.fixedCents;
  if (rule.capCents !== null && cents > rule.capCents) cents = rule.capCents;
  if (cents < rule.floorCents) cents = rule.floorCents;
  return cents > baseCents ? baseCents : cents;
}
