import type { Db } from '../connection.ts';
import { stableId } from './chance.ts';
import { daysBefore, wholesalerId } from './demo-accounts.ts';
import { categoryId } from './demo-shop.ts';
import { insertRows } from './insert-rows.ts';

/** Value added tax in basis points: standard and reduced. Food is reduced in all of them but Denmark. */
export const TAX_RATES: Record<string, [standard: number, reduced: number]> = {
  AT: [2000, 1000],
  BE: [2100, 600],
  CZ: [2100, 1200],
  DE: [1900, 700],
  DK: [2500, 2500],
  ES: [2100, 1000],
  FI: [2550, 1350],
  FR: [2000, 550],
  IE: [2300, 1350],
  IT: [2200, 1000],
  LT: [2100, 900],
  LU: [1700, 800],
  NL: [2100, 900],
  PL: [2300, 800],
  PT: [2300, 600],
  SE: [2500, 1200],
};

export interface DemoCommissionRule {
  id: string;
  wholesaler: string | null;
  category: string | null;
  percentBp: number;
}

/** The most specific first, as the rule says. */
export const COMMISSION_RULES: DemoCommissionRule[] = [
  { wholesaler: 'savonnerie-calanque', category: 'skin-care', percentBp: 1500 },
  { wholesaler: 'kranich-coffee', category: null, percentBp: 1000 },
  { wholesaler: null, category: 'chocolate', percentBp: 1400 },
  { wholesaler: null, category: null, percentBp: 1200 },
].map(rule => ({ ...rule, id: stableId(`commission ${rule.wholesaler} ${rule.category}`) }));

const SYNONYMS = [
  ['mug', 'cup', 'beaker'],
  ['throw', 'blanket', 'plaid'],
  ['planter', 'pot', 'flowerpot'],
  ['cushion', 'pillow'],
  ['lead', 'leash'],
  ['notebook', 'journal', 'diary'],
  ['sweets', 'candy'],
  ['skillet', 'pan', 'frying pan'],
  ['chamomile', 'camomile'],
  ['aubergine', 'eggplant'],
];

export async function insertRules(db: Db, at: Date): Promise<void> {
  const since = daysBefore(at, 300);
  // Of the history's months only the last one is billed.
  await db('accounting_settings').update({ commission_billed_from: monthBefore(at) });
  await insertRows(
    db,
    'tax_rates',
    Object.entries(TAX_RATES).flatMap(([country, [standard, reduced]]) =>
      Object.entries({ standard, reduced, zero: 0 }).map(([tax_category, rate_bp]) => ({
        id: stableId(`tax ${country} ${tax_category}`),
        country,
        tax_category,
        rate_bp,
        starts_on: '-infinity',
        ends_on: 'infinity',
        created_at: since,
      })),
    ),
  );
  await insertRows(
    db,
    'commission_rules',
    COMMISSION_RULES.map(rule => ({
      id: rule.id,
      wholesaler_id: rule.wholesaler && wholesalerId(rule.wholesaler),
      category_id: rule.category && categoryId(rule.category),
      order_kind: 'any',
      percent_bp: rule.percentBp,
      fixed_cents: 0,
      floor_cents: 0,
      starts_at: '-infinity',
      ends_at: 'infinity',
      created_at: since,
    })),
  );
  await insertRows(db, 'promotions', promotionRows(at, since));
  await insertRows(
    db,
    'search_synonyms',
    SYNONYMS.map(words => ({ id: stableId(`synonym ${words[0]}`), words, created_at: since })),
  );
}

function promotionRows(at: Date, since: Date) {
  const promotion = (code: string | null, title: string, rest: Record<string, unknown>) => ({
    id: stableId(`promotion ${code ?? title}`),
    code,
    title,
    kind: 'percent',
    percent_bp: null,
    fixed_cents: null,
    buy_quantity: null,
    get_quantity: null,
    wholesaler_id: null,
    channel: null,
    minimum_goods_cents: 0,
    starts_at: since,
    ends_at: 'infinity',
    usage_limit_per_buyer: null,
    budget_cents: null,
    wholesaler_share_bp: 0,
    is_combinable: false,
    created_at: since,
    ...rest,
  });
  return [
    promotion('WELCOME10', 'Ten percent off the first order', {
      percent_bp: 1000,
      channel: 'b2c',
      usage_limit_per_buyer: 1,
    }),
    promotion('POTTER15', 'Fifteen percent at Atelier Argile', {
      percent_bp: 1500,
      wholesaler_id: wholesalerId('atelier-argile'),
      wholesaler_share_bp: 10_000,
    }),
    promotion('BULK5', 'Five percent for new store owners', {
      percent_bp: 500,
      channel: 'b2b',
      minimum_goods_cents: 20_000,
      usage_limit_per_buyer: 1,
      budget_cents: 500_000,
      is_combinable: true,
    }),
    promotion(null, 'Kranich Coffee: three percent off', {
      percent_bp: 300,
      channel: 'b2b',
      wholesaler_id: wholesalerId('kranich-coffee'),
      minimum_goods_cents: 15_000,
      wholesaler_share_bp: 10_000,
      is_combinable: true,
    }),
    promotion(null, 'Buy eleven, get one', {
      kind: 'buy_x_get_y',
      percent_bp: null,
      buy_quantity: 11,
      get_quantity: 1,
      channel: 'b2b',
      wholesaler_id: wholesalerId('atelier-argile'),
      wholesaler_share_bp: 5_000,
      is_combinable: true,
    }),
    promotion('SUMMER5', 'Five percent of summer', {
      percent_bp: 500,
      ends_at: daysBefore(at, 60),
    }),
    promotion('FIVER', 'Five euros off from fifty', {
      kind: 'fixed',
      fixed_cents: 500,
      minimum_goods_cents: 5_000,
      channel: 'b2c',
    }),
    promotion('SHIPFREE', 'Free delivery from forty euros', {
      kind: 'free_shipping',
      minimum_goods_cents: 4_000,
      channel: 'b2c',
    }),
  ];
}

const monthBefore = (at: Date) =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1)).toISOString().slice(0, 10);
