import type { Reason } from '../refusal.ts';
import type { NewVariant } from './writing.ts';

export type SellingRules = Pick<
  NewVariant,
  'retailPriceCents' | 'compareAtPriceCents' | 'wholesalePriceCents' | 'moq' | 'casePack' | 'maximumQuantity'
>;

/** Prices and quantity rules that contradict each other. within: the place of the variant in what was sent, 'variants.0.'. */
export function sellingReasons(rules: SellingRules, within = ''): Reason[] {
  const { retailPriceCents, wholesalePriceCents, moq, maximumQuantity } = rules;
  return [
    ...(wholesalePriceCents && wholesalePriceCents > retailPriceCents
      ? [
          {
            code: 'wholesale_above_retail',
            subject: `${within}wholesalePriceCents`,
            message: 'The wholesale price is above the retail price',
          },
        ]
      : []),
    ...(maximumQuantity && maximumQuantity < moq
      ? [
          {
            code: 'maximum_below_moq',
            subject: `${within}maximumQuantity`,
            message: 'The maximum is below the MOQ',
          },
        ]
      : []),
  ];
}
