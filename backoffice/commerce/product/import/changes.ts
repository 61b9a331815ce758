import type { ImportedVariant } from './variant-rules.ts';

/** A variant as it is kept. */
export interface KeptVariant {
  id: string;
  sku: string;
  barcode: string | null;
  options: Record<string, string>;
  retail_price_cents: number;
  compare_at_price_cents: number | null;
  wholesale_price_cents: number | null;
  moq: number;
  case_pack: number;
  maximum_quantity: number | null;
  weight_grams: number;
  on_hand: number;
}

export type VariantColumns = Omit<KeptVariant, 'id' | 'on_hand' | 'maximum_quantity'>;

/** A row finds its variant by SKU, or else by its option values. */
export function matching(variant: ImportedVariant, kept: KeptVariant[]): KeptVariant | undefined {
  return kept.find(one => one.sku === variant.sku) ?? kept.find(one => isSameChoice(one.options, variant.options));
}

/** What the row makes of a variant; what it is silent about stays as it is, or as a new variant begins. */
export function columnsOf(variant: ImportedVariant, kept: KeptVariant | undefined, newSku: string): VariantColumns {
  return {
    sku: variant.sku ?? kept?.sku ?? newSku,
    barcode: variant.barcode === undefined ? (kept?.barcode ?? null) : variant.barcode,
    options: variant.options,
    retail_price_cents: variant.retailPriceCents,
    compare_at_price_cents: variant.compareAtPriceCents,
    wholesale_price_cents: variant.wholesalePriceCents ?? kept?.wholesale_price_cents ?? null,
    moq: variant.moq ?? kept?.moq ?? variant.casePack ?? 1,
    case_pack: variant.casePack ?? kept?.case_pack ?? 1,
    weight_grams: variant.weightGrams ?? kept?.weight_grams ?? 0,
  };
}

/** Only the columns that differ. */
export function changesTo(kept: KeptVariant, wanted: VariantColumns): Partial<VariantColumns> {
  const differs = ([name, value]: [string, unknown]) => {
    const before = kept[name as keyof VariantColumns];
    return name === 'options' ? !isSameChoice(kept.options, wanted.options) : before !== value;
  };
  return Object.fromEntries(Object.entries(wanted).filter(differs));
}

/** Contradictions between what the file says and what is kept; what is kept and untouched is not judged. */
export function misfits(wanted: VariantColumns, kept: KeptVariant | undefined): string[] {
  const { wholesale_price_cents: wholesale, retail_price_cents: retail, moq, case_pack: casePack } = wanted;
  const isQuantityRuleNew = moq !== kept?.moq || casePack !== kept.case_pack;
  const reasons: string[] = [];
  if (wholesale !== null && wholesale > retail) {
    reasons.push('Variant Price: it is below the wholesale price of this variant. Raise it, or give a Wholesale Price');
  }
  if (isQuantityRuleNew && moq % casePack !== 0) {
    const fitting = Math.ceil(moq / casePack) * casePack;
    reasons.push(`MOQ: ${moq} is not a multiple of the case pack of ${casePack}. Use ${fitting}`);
  }
  if (kept?.maximum_quantity && kept.maximum_quantity < moq) {
    reasons.push(`MOQ: ${moq} is above this variant’s maximum of ${kept.maximum_quantity}. Lower it`);
  }
  return reasons;
}

const isSameChoice = (one: Record<string, string>, other: Record<string, string>) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => other[name] === value);
