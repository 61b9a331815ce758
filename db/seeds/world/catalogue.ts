import type { Db } from '../../connection.ts';
import { WORLD } from './ids.ts';

const { products, variants, wholesalers, categories } = WORLD;

/** Reviews are left to the tests that need them. */
export async function plantCatalogue(db: Db): Promise<void> {
  await db('categories').insert(CATEGORIES);
  await db('products').insert(
    PRODUCTS.map(({ variants: _, ...product }) => ({
      ...product,
      handle: product.slug,
      published_at: product.status === 'published' ? '2026-01-10T09:00:00Z' : null,
    })),
  );
  const rows = PRODUCTS.flatMap(product =>
    product.variants.map(({ on_hand, ...variant }, position) => ({
      on_hand,
      row: { ...variant, position, product_id: product.id, wholesaler_id: product.wholesaler_id },
    })),
  );
  await db('variants').insert(rows.map(({ row }) => row));
  await db('stock').insert(rows.map(({ row, on_hand }) => ({ variant_id: row.id, on_hand })));
  await db('stock_movements').insert(
    rows
      .filter(({ on_hand }) => on_hand > 0)
      .map(({ row, on_hand }) => ({ variant_id: row.id, quantity: on_hand, reason: 'opening' })),
  );
}

const CATEGORIES = [
  { id: categories.pantry, parent_id: null, slug: 'pantry', name: 'Pantry', position: 1 },
  { id: categories.coffee, parent_id: categories.pantry, slug: 'coffee', name: 'Coffee', position: 1 },
  { id: categories.home, parent_id: null, slug: 'home', name: 'Home', position: 2 },
  { id: categories.tableware, parent_id: categories.home, slug: 'tableware', name: 'Tableware', position: 1 },
  { id: categories.candles, parent_id: categories.home, slug: 'candles', name: 'Candles', position: 2 },
];

const coffee = { wholesaler_id: wholesalers.roastery, category_id: categories.coffee, tax_category: 'reduced' };
const stoneware = { wholesaler_id: wholesalers.pottery, category_id: categories.tableware, tax_category: 'standard' };
const candle = { wholesaler_id: wholesalers.candlery, category_id: categories.candles, tax_category: 'standard' };
const mugPrices = { retail_price_cents: 2400, wholesale_price_cents: 1200, moq: 4, case_pack: 4, maximum_quantity: 48 };

const PRODUCTS = [
  {
    ...coffee,
    id: products.espresso,
    slug: 'harbour-espresso',
    title: 'Harbour Espresso',
    description_html: '<p>Dark chocolate, hazelnut, a long finish.</p>',
    tags: ['organic', 'bestseller'],
    attributes: { Roast: ['Dark'], 'Made in': ['Germany'] },
    option_names: ['Size'],
    status: 'published',
    variants: [
      {
        id: variants.espressoSmall,
        sku: 'ESP-250',
        title: '250 g',
        options: { Size: '250 g' },
        retail_price_cents: 990,
        wholesale_price_cents: 600,
        moq: 6,
        case_pack: 6,
        weight_grams: 270,
        on_hand: 100,
      },
      {
        id: variants.espressoLarge,
        sku: 'ESP-1000',
        title: '1 kg',
        options: { Size: '1 kg' },
        retail_price_cents: 2900,
        wholesale_price_cents: 1900,
        moq: 2,
        case_pack: 2,
        weight_grams: 1040,
        on_hand: 40,
      },
    ],
  },
  {
    ...coffee,
    id: products.tin,
    slug: 'coffee-tin',
    title: 'Coffee Tin',
    description_html: '<p>Keeps a pound of beans fresh. Retail only.</p>',
    tax_category: 'standard',
    attributes: { Material: ['Steel'], 'Made in': ['Germany'] },
    status: 'published',
    variants: [
      { id: variants.tin, sku: 'TIN-1', title: 'Default', retail_price_cents: 1400, weight_grams: 310, on_hand: 30 },
    ],
  },
  {
    ...stoneware,
    id: products.mug,
    slug: 'daily-mug',
    title: 'Daily Mug',
    description_html: '<p>Thrown by hand, glazed inside and out.</p>',
    tags: ['handmade'],
    attributes: { Material: ['Stoneware'], 'Made in': ['France'] },
    option_names: ['Colour'],
    status: 'published',
    variants: [
      {
        ...mugPrices,
        id: variants.mugSand,
        sku: 'MUG-SAND',
        title: 'Sand',
        options: { Colour: 'Sand' },
        weight_grams: 380,
        on_hand: 60,
      },
      {
        ...mugPrices,
        id: variants.mugSage,
        sku: 'MUG-SAGE',
        title: 'Sage',
        options: { Colour: 'Sage' },
        weight_grams: 380,
        on_hand: 3,
      },
    ],
  },
  {
    ...stoneware,
    id: products.bowl,
    slug: 'salad-bowl',
    title: 'Salad Bowl',
    attributes: { Material: ['Stoneware'], 'Made in': ['France'] },
    status: 'published',
    variants: [
      {
        id: variants.bowl,
        sku: 'BOWL-1',
        title: 'Default',
        retail_price_cents: 3600,
        wholesale_price_cents: 1800,
        weight_grams: 1200,
        on_hand: 0,
      },
    ],
  },
  {
    ...candle,
    id: products.candle,
    slug: 'pillar-candle',
    title: 'Pillar Candle',
    attributes: { Material: ['Beeswax'], 'Made in': ['Germany'] },
    option_names: ['Scent'],
    status: 'published',
    variants: ['Fig', 'Cedar'].map((scent, index) => ({
      id: index === 0 ? variants.candleFig : variants.candleCedar,
      sku: `PILLAR-${scent.toUpperCase()}`,
      title: scent,
      options: { Scent: scent },
      retail_price_cents: 1800,
      wholesale_price_cents: 900,
      weight_grams: 420,
      on_hand: 500,
    })),
  },
  {
    ...candle,
    id: products.matches,
    slug: 'long-matches',
    title: 'Long Matches',
    attributes: { Material: ['Wood'], 'Made in': ['Germany'] },
    status: 'published',
    variants: [
      {
        id: variants.matches,
        sku: 'MATCH-10',
        title: 'Default',
        retail_price_cents: 250,
        wholesale_price_cents: 120,
        moq: 10,
        case_pack: 10,
        weight_grams: 60,
        on_hand: 1000,
      },
    ],
  },
  {
    ...coffee,
    id: products.decaf,
    slug: 'quiet-decaf',
    title: 'Quiet Decaf',
    status: 'draft',
    variants: [
      {
        id: variants.decaf,
        sku: 'DEC-250',
        title: 'Default',
        retail_price_cents: 1090,
        weight_grams: 270,
        on_hand: 10,
      },
    ],
  },
  {
    ...stoneware,
    id: products.vase,
    slug: 'tall-vase',
    title: 'Tall Vase',
    status: 'pending',
    variants: [
      { id: variants.vase, sku: 'VASE-1', title: 'Default', retail_price_cents: 5200, weight_grams: 1600, on_hand: 8 },
    ],
  },
];
