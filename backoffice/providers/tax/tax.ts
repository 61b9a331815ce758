export type TaxCategory = 'standard' | 'reduced' | 'zero';
export type TaxTreatment = 'taxed' | 'exempt' | 'reverse_charge' | 'export';

export interface TaxedPart {
  /** Where its goods come from. */
  fromCountry: string;
  /** After discounts; with their tax inside for b2c, without it for b2b. */
  lines: { amountCents: number; category: TaxCategory }[];
  shippingCents: number;
}

export interface TaxedSale {
  channel: 'b2c' | 'b2b';
  day: string;
  to: { country: string; region: string | null };
  /** The buying store; null for retail. */
  buyer: { country: string; taxId: string; exemptUntil: string | null } | null;
  parts: TaxedPart[];
}

export interface TaxedAmount {
  rateBp: number;
  taxCents: number;
}
/** In the order of what was asked. */
export interface PartTaxes {
  treatment: TaxTreatment;
  lines: TaxedAmount[];
  shipping: TaxedAmount;
}

/** An outside engine; without one the table of rates answers. A line's tax is its rate of its amount, rounded once: the books check it. */
export interface TaxEngine {
  taxesOf(sale: TaxedSale): Promise<PartTaxes[]>;
}
