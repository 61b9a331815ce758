import type { PartTaxes, TaxCategory, TaxedSale, TaxTreatment } from '#backoffice/providers/tax/tax.ts';
import { rateOf, taxInside } from '../money.ts';

const EU = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '));

/** The country whose VAT id this is; null: it is none of the EU's. A number without its country's letters is that of the store's country. */
export function vatCountry({ taxId, country }: { taxId: string; country: string }): string | null {
  const letters = taxId.slice(0, 2).toUpperCase();
  const named = letters === 'EL' ? 'GR' : letters;
  if (EU.has(named)) return named;
  return /^\d/.test(taxId) && EU.has(country) ? country : null;
}

/**
 * How a part is taxed. Reverse charge only where goods cross a border inside the EU to a company registered in another of its countries
 * than the seller's; where the destination has no rates at all it is an export.
 */
export function treatmentOf(
  sale: Pick<TaxedSale, 'channel' | 'day' | 'to' | 'buyer'>,
  fromCountry: string,
  hasRates: boolean,
): TaxTreatment {
  if (!hasRates) return 'export';
  if (sale.channel === 'b2c' || !sale.buyer) return 'taxed';
  if (sale.buyer.exemptUntil && sale.buyer.exemptUntil >= sale.day) return 'exempt';
  const registeredIn = vatCountry(sale.buyer);
  const crosses = sale.to.country !== fromCountry && EU.has(sale.to.country) && EU.has(fromCountry);
  return crosses && registeredIn !== null && registeredIn !== fromCountry ? 'reverse_charge' : 'taxed';
}

/**
 * How a service of ours to a company is taxed: at home with our VAT, to a company registered elsewhere in the EU by reverse charge, outside the
 * EU not at all. A company of the EU without a VAT id cannot reverse: it pays ours.
 */
export function serviceTreatment(
  to: { country: string; taxId: string | null },
  homeCountry: string,
): 'taxed' | 'reverse_charge' | 'outside' {
  if (to.country !== homeCountry && !(EU.has(to.country) && EU.has(homeCountry))) return 'outside';
  const registeredIn = to.taxId ? vatCountry({ taxId: to.taxId, country: to.country }) : null;
  const isElsewhere = to.country !== homeCountry && registeredIn !== null && registeredIn !== homeCountry;
  return isElsewhere ? 'reverse_charge' : 'taxed';
}

/** The built-in engine: the destination's rates of the table, by category in basis points. */
export function tableTaxes(sale: TaxedSale, rates: Map<TaxCategory, number>): PartTaxes[] {
  const isInside = sale.channel === 'b2c';
  return sale.parts.map(part => {
    const treatment = treatmentOf(sale, part.fromCountry, rates.size > 0);
    const taxed = (amountCents: number, category: TaxCategory) => {
      const rateBp = treatment === 'taxed' ? (rates.get(category) ?? 0) : 0;
      return { rateBp, taxCents: taxOf(amountCents, rateBp, isInside) };
    };
    return {
      treatment,
      lines: part.lines.map(line => taxed(line.amountCents, line.category)),
      shipping: taxed(part.shippingCents, 'standard'),
    };
  });
}

/** While the buyer has not said where the goods go. */
export const untaxed = (sale: Pick<TaxedSale, 'parts'>): PartTaxes[] =>
  sale.parts.map(part => ({
    treatment: 'taxed',
    lines: part.lines.map(() => ({ rateBp: 0, taxCents: 0 })),
    shipping: { rateBp: 0, taxCents: 0 },
  }));

/** Retail prices hold their tax; wholesale prices get it on top. Rounded once a line, half away from zero. */
export const taxOf = (amountCents: number, rateBp: number, isInside: boolean): number =>
  isInside ? taxInside(amountCents, rateBp) : rateOf(amountCents, rateBp);
