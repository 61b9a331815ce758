import type { Db } from '../../connection.ts';
import { WORLD } from './ids.ts';

const { priceLists, wholesalers, storeGroups, variants, commissionRules, promotions } = WORLD;

/** Price lists, tax, commission and one promotion. */
export async function plantRules(db: Db): Promise<void> {
  await db('price_lists').insert([
    { id: priceLists.roastery, name: 'Roastery wholesale', wholesaler_id: wholesalers.roastery },
    { id: priceLists.pottery, name: 'Pottery wholesale', wholesaler_id: wholesalers.pottery },
    {
      id: priceLists.roasteryPartners,
      name: 'Roastery partners',
      wholesaler_id: wholesalers.roastery,
      store_group_id: storeGroups.partners,
    },
  ]);
  await db('price_tiers').insert(TIERS.map(tier => ({ ...tier })));
  await db('tax_rates').insert([
    { country: 'DE', tax_category: 'standard', rate_bp: 1900 },
    { country: 'DE', tax_category: 'reduced', rate_bp: 700 },
    { country: 'DE', tax_category: 'zero', rate_bp: 0 },
    { country: 'AT', tax_category: 'standard', rate_bp: 2000 },
    { country: 'AT', tax_category: 'reduced', rate_bp: 1000 },
    { country: 'AT', tax_category: 'zero', rate_bp: 0 },
    { country: 'FR', tax_category: 'standard', rate_bp: 2000 },
    { country: 'FR', tax_category: 'reduced', rate_bp: 550 },
    { country: 'FR', tax_category: 'zero', rate_bp: 0 },
  ]);
  await db('commission_rules').insert([
    { id: commissionRules.platform, percent_bp: 1200 },
    { id: commissionRules.pottery, wholesaler_id: wholesalers.pottery, percent_bp: 1000 },
  ]);
  await db('promotions').insert({
    id: promotions.welcome,
    code: 'WELCOME10',
    title: 'Ten percent to begin with',
    kind: 'percent',
    percent_bp: 1000,
    channel: 'b2c',
    starts_at: '2026-01-01T00:00:00Z',
  });
}

const TIERS = [
  { price_list_id: priceLists.roastery, variant_id: variants.espressoSmall, min_quantity: 12, unit_price_cents: 550 },
  { price_list_id: priceLists.roastery, variant_id: variants.espressoSmall, min_quantity: 24, unit_price_cents: 500 },
  {
    price_list_id: priceLists.roasteryPartners,
    variant_id: variants.espressoSmall,
    min_quantity: 6,
    unit_price_cents: 520,
  },
  { price_list_id: priceLists.pottery, variant_id: variants.mugSand, min_quantity: 12, unit_price_cents: 1080 },
  { price_list_id: priceLists.pottery, variant_id: variants.mugSand, min_quantity: 24, unit_price_cents: 990 },
];
