import type { TaxCategory } from '#backoffice/providers/tax/tax.ts';
import type { Db } from '#db/connection.ts';

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
