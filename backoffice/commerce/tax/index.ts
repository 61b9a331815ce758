import type { Db } from '#db/connection.ts';
import { rateOf, taxInside } from '../money.ts';

export type TaxCategory = 'standard' | 'reduced' | 'zero';

// VAT between companies of two of these countries is the buyer's to declare (reverse charge).
const EU = new Set([
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
]);

export interface TaxedSale {
  channel: 'b2c' | 'b2b';
  /** Where the goods go, and where they come from. */
  toCountry: string;
  fromCountry: string;
  /** The store's certificate: no tax up to and on this day. */
  exemptUntil: string | null;
  day: string;
}

/** SQL for the rates of a destination, as one JSON object by category. Bindings: country, region, day. Without a country: {}. */
export const RATES_OF_DESTINATION = `(
  select coalesce(json_object_agg(tax_category, rate_bp), '{}') from (
    select distinct on (tax_category) tax_category, rate_bp from tax_rates
    where country = cast(:country as text) and (region is null or region = cast(:region as text))
      and starts_on <= cast(:day as date) and ends_on > cast(:day as date)
    order by tax_category, region nulls last) rate)`;

/** The rates of a destination on a day, by category, in basis points; a country without rates is an export and untaxed. */
export async function readTaxRates(
  db: Db,
  { country, region, day }: { country: string; region: string | null; day: string },
): Promise<Map<TaxCategory, number>> {
  const { rows } = await db.raw(
    `select distinct on (tax_category) tax_category, rate_bp from tax_rates
     where country = :country and (region is null or region = :region) and starts_on <= :day and ends_on > :day
     order by tax_category, region nulls last`,
    { country, region, day },
  );
  return new Map(rows.map((row: { tax_category: TaxCategory; rate_bp: number }) => [row.tax_category, row.rate_bp]));
}

/** Basis points for one sale: none for an exempt store, none where the buyer's company declares the tax itself. */
export function rateFor(sale: TaxedSale, rates: Map<TaxCategory, number>, category: TaxCategory): number {
  if (sale.channel === 'b2b') {
    if (sale.exemptUntil && sale.exemptUntil >= sale.day) return 0;
    if (sale.toCountry !== sale.fromCountry && EU.has(sale.toCountry) && EU.has(sale.fromCountry)) return 0;
  }
  return rates.get(category) ?? 0;
}

/** Retail prices hold their tax; wholesale prices get it on top. Rounded once a line, half away from zero. */
export const taxOf = (amountCents: number, rateBp: number, isInside: boolean): number =>
  isInside ? taxInside(amountCents, rateBp) : rateOf(amountCents, rateBp);
