export interface InvoiceLine {
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitPriceCents: number;
  goodsCents: number;
  discountCents: number;
  taxRateBp: number;
  taxCents: number;
}

/** What one wholesaler delivers. */
export interface InvoicePart {
  wholesalerName: string;
  number: string;
  lines: InvoiceLine[];
  shippingCents: number;
  shippingTaxCents: number;
  /** Null: not known as one rate. */
  shippingTaxRateBp: number | null;
  taxTreatment: 'taxed' | 'exempt' | 'reverse_charge' | 'export';
}

export interface Totals {
  goodsCents: number;
  discountCents: number;
  shippingCents: number;
  taxCents: number;
  totalCents: number;
}

/** One row a rate; rateBp is null for shipping of no single rate. */
export interface TaxLine {
  rateBp: number | null;
  netCents: number;
  taxCents: number;
}

export function partTotals(part: InvoicePart, pricesIncludeTax: boolean): Totals {
  const goodsCents = sum(part.lines.map(line => line.goodsCents));
  const discountCents = sum(part.lines.map(line => line.discountCents));
  const taxCents = sum(part.lines.map(line => line.taxCents)) + part.shippingTaxCents;
  const totalCents = goodsCents - discountCents + part.shippingCents + (pricesIncludeTax ? 0 : taxCents);
  return { goodsCents, discountCents, shippingCents: part.shippingCents, taxCents, totalCents };
}

export function invoiceTotals(parts: InvoicePart[], pricesIncludeTax: boolean): Totals {
  const each = parts.map(part => partTotals(part, pricesIncludeTax));
  return {
    goodsCents: sum(each.map(part => part.goodsCents)),
    discountCents: sum(each.map(part => part.discountCents)),
    shippingCents: sum(each.map(part => part.shippingCents)),
    taxCents: sum(each.map(part => part.taxCents)),
    totalCents: sum(each.map(part => part.totalCents)),
  };
}

export function taxLines(parts: InvoicePart[], pricesIncludeTax: boolean): TaxLine[] {
  const byRate = new Map<number | null, TaxLine>();
  const add = (rateBp: number | null, chargedCents: number, taxCents: number) => {
    const line = byRate.get(rateBp) ?? { rateBp, netCents: 0, taxCents: 0 };
    line.netCents += chargedCents - (pricesIncludeTax ? taxCents : 0);
    line.taxCents += taxCents;
    byRate.set(rateBp, line);
  };
  for (const part of parts) {
    for (const line of part.lines) add(line.taxRateBp, line.goodsCents - line.discountCents, line.taxCents);
    if (part.shippingCents > 0) add(part.shippingTaxRateBp, part.shippingCents, part.shippingTaxCents);
  }
  return [...byRate.values()].sort((a, b) => (b.rateBp ?? -1) - (a.rateBp ?? -1));
}

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
