import { between, type Chance, chanceFrom, stableId } from '../chance.ts';
import { descriptionHtml } from './description.ts';
import { DEMO_WHOLESALERS } from './index.ts';
import type { Choices, DemoItem, DemoLine, DemoWholesaler } from './records.ts';

export interface DemoProduct {
  id: string;
  wholesaler: DemoWholesaler;
  line: DemoLine;
  item: DemoItem;
  slug: string;
  descriptionHtml: string;
  attributes: Record<string, string[]>;
  tags: string[];
  optionNames: string[];
  publishedDaysAgo: number;
  /** From 1 to 100: how often it is seen, bought and reviewed. */
  popularity: number;
  variants: DemoVariant[];
}

export interface DemoVariant {
  id: string;
  sku: string;
  barcode: string;
  title: string;
  options: Record<string, string>;
  retailCents: number;
  compareAtCents: number | null;
  wholesaleCents: number;
  moq: number;
  casePack: number;
  maximum: number | null;
  grams: number;
  onHand: number;
  tiers: { minQuantity: number; unitCents: number }[];
}

/** All of the demo's products with everything that follows from their records; the same at every run. */
export function demoProducts(): DemoProduct[] {
  return DEMO_WHOLESALERS.flatMap(wholesaler => {
    const items = wholesaler.lines.flatMap(line => line.items.map(item => ({ line, item })));
    return items.map(({ line, item }, index) => product(wholesaler, line, item, index));
  });
}

function product(wholesaler: DemoWholesaler, line: DemoLine, item: DemoItem, index: number): DemoProduct {
  const slug = slugOf(item.name);
  const chance = chanceFrom(slug);
  const choices = item.choices ?? line.choices ?? {};
  const tags = [...new Set([...(line.tags ?? []), ...(item.tags ?? [])])];
  return {
    id: stableId(`product ${slug}`),
    wholesaler,
    line,
    item,
    slug,
    attributes: attributesOf(wholesaler, line, item, choices),
    descriptionHtml: descriptionHtml(line, item, index),
    tags,
    optionNames: Object.keys(choices),
    publishedDaysAgo: between(chance, 8, 240),
    popularity: tags.includes('bestseller') ? between(chance, 60, 100) : between(chance, 1, 55),
    variants: variantsOf(wholesaler, line, item, index, choices, chance),
  };
}

function variantsOf(
  wholesaler: DemoWholesaler,
  line: DemoLine,
  item: DemoItem,
  index: number,
  choices: Choices,
  chance: Chance,
): DemoVariant[] {
  const isOnSale = chance() < 0.09;
  const casesAtLeast = chance() < 0.15 ? 2 : 1;
  const taken = new Set<string>();
  return combinations(choices).map((choice, position) => {
    const factor = choice.reduce((product, [, , by]) => product * by, 1);
    const sku = skuOf(`${wholesaler.skuPrefix}-${String(index + 1).padStart(3, '0')}`, choice, taken);
    const retailCents = factor === 1 ? item.price : niceCents(item.price * factor);
    const wholesaleCents = Math.round((retailCents * line.wholesalePercent) / 500) * 5;
    // A kilo is bought by the two where a quarter is bought by the six.
    const casePack = factor >= 3 ? Math.max(1, Math.round(line.casePack / 3)) : line.casePack;
    return {
      id: stableId(`variant ${sku}`),
      sku,
      barcode: ean13(wholesaler.eanPrefix + String(index * 40 + position).padStart(5, '0')),
      title: choice.map(([, value]) => value).join(' / '),
      options: Object.fromEntries(choice.map(([name, value]) => [name, value])),
      retailCents,
      compareAtCents: isOnSale ? niceCents(retailCents * 1.22) : null,
      wholesaleCents,
      moq: casePack * casesAtLeast,
      casePack,
      maximum: item.tags?.includes('limited') ? casePack * 10 : null,
      grams: Math.round((item.grams ?? line.grams) * factor),
      onHand: openingStock(chance, casePack),
      tiers: tiersOf(wholesaleCents, casePack * casesAtLeast),
    };
  });
}

/** Every combination of the choices' values, the first option turning slowest. */
function combinations(choices: Choices): [name: string, value: string, factor: number][][] {
  let all: [string, string, number][][] = [[]];
  for (const [name, values] of Object.entries(choices)) {
    const steps = values.map(value => (typeof value === 'string' ? ([value, 1] as const) : value));
    all = all.flatMap(begun =>
      steps.map(([value, factor]) => [...begun, [name, value, factor] as [string, string, number]]),
    );
  }
  return all;
}

function skuOf(stem: string, choice: [string, string, number][], taken: Set<string>): string {
  const parts = choice.map(([, value]) => slugOf(value).replaceAll('-', '').slice(0, 5).toUpperCase());
  let sku = [stem, ...parts].join('-');
  while (taken.has(sku)) sku += 'X';
  taken.add(sku);
  return sku;
}

/** At twice, four and eight times the first order: five, ten and fifteen percent off. */
function tiersOf(wholesaleCents: number, moq: number) {
  return [2, 4, 8].map((times, step) => ({
    minQuantity: moq * times,
    unitCents: Math.max(1, Math.round((wholesaleCents * (95 - step * 5)) / 100)),
  }));
}

/** Most shelves are full, some are low, a few are empty. */
function openingStock(chance: Chance, casePack: number): number {
  const roll = chance();
  if (roll < 0.04) return 0;
  if (roll < 0.12) return between(chance, 1, 4);
  return between(chance, 5, 40) * Math.max(4, casePack);
}

function attributesOf(wholesaler: DemoWholesaler, line: DemoLine, item: DemoItem, choices: Choices) {
  const colours = (choices.Colour ?? []).map(value => (typeof value === 'string' ? value : value[0]));
  return {
    ...line.attributes,
    ...item.attributes,
    ...(colours.length > 0 ? { Colour: colours } : {}),
    'Made in': [COUNTRY_NAMES[wholesaler.country]!],
  };
}

export const COUNTRY_NAMES: Record<string, string> = {
  AT: 'Austria',
  BE: 'Belgium',
  DE: 'Germany',
  DK: 'Denmark',
  ES: 'Spain',
  FR: 'France',
  IT: 'Italy',
  LT: 'Lithuania',
  NL: 'Netherlands',
  PT: 'Portugal',
};

/** Prices a shop would write: to ten cents below ten euros, to fifty below fifty, else to the euro. */
function niceCents(cents: number): number {
  const step = cents < 1_000 ? 10 : cents < 5_000 ? 50 : 100;
  return Math.round(cents / step) * step;
}

export function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/&/g, ' and ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function ean13(twelveDigits: string): string {
  const sum = [...twelveDigits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return twelveDigits + ((10 - (sum % 10)) % 10);
}
