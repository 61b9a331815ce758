import { between, type Chance, chanceFrom, pick, stableId } from '../chance.ts';
import { daysBefore } from '../demo-accounts.ts';
import type { DemoProduct } from '../demo-catalogue/assortment.ts';
import type { DemoWholesaler } from '../demo-catalogue/records.ts';
import { retailBuyer, wholesaleBuyer } from './buyers.ts';
import { settlePart } from './fate.ts';
import { type Choice, lineId, pricedLine, sums } from './prices.ts';
import { type Buyer, type PlannedOrder, type PlannedPart, sumOf } from './shapes.ts';

const DAYS = 60;
const RETAIL_ORDERS = 190;
const WHOLESALE_ORDERS = 26;

/** Sixty days of a market: who bought what, and how far it has come. The same at every run but for the clock. */
export function planHistory(products: DemoProduct[], now: Date): PlannedOrder[] {
  const chance = chanceFrom('the last sixty days');
  const shelves = shelvesOf(products);
  const seen = new Set<string>();
  const times = [
    ...Array.from({ length: RETAIL_ORDERS }, () => ({ isRetail: true, at: placedAt(chance, now) })),
    ...Array.from({ length: WHOLESALE_ORDERS }, () => ({ isRetail: false, at: placedAt(chance, now) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  return times.map(({ isRetail, at }, index) => {
    const id = stableId(`order ${index}`);
    const buyer = isRetail ? retailBuyer(chance) : wholesaleBuyer(chance);
    const choices = isRetail ? retailBasket(chance, shelves) : wholesaleBasket(chance, shelves);
    return order({ id, buyer, at, now, choices, chance, seen });
  });
}

interface Planning {
  id: string;
  buyer: Buyer;
  at: Date;
  now: Date;
  choices: Choice[];
  chance: Chance;
  /** Who has bought from whom before. */
  seen: Set<string>;
}

function order({ id, buyer, at, now, choices, chance, seen }: Planning): PlannedOrder {
  const lines = choices.map((choice, index) => pricedLine(buyer, choice, lineId(id, index)));
  const isAbandoned = buyer.channel === 'b2c' && chance() < 0.03 && at < daysBefore(now, 1);
  const parts = [...Map.groupBy(lines, line => line.product.wholesaler)].map(([wholesaler, own]): PlannedPart => {
    const relation = `${buyer.email} ${wholesaler.slug}`;
    const isFirstOrder = !seen.has(relation);
    seen.add(relation);
    const part = {
      id: stableId(`part ${id} ${wholesaler.slug}`),
      wholesaler,
      lines: own,
      ...sums(buyer, own),
      isFirstOrder,
    };
    return settlePart(part, { placedAt: at, now, chance, isAbandoned, mayRefund: buyer.termsDays === null });
  });
  const has = (...wanted: string[]) => parts.every(part => wanted.includes(part.status));
  return {
    id,
    buyer,
    placedAt: at,
    status: isAbandoned
      ? 'expired'
      : has('cancelled')
        ? 'cancelled'
        : has('closed', 'cancelled')
          ? 'completed'
          : 'placed',
    poNumber: buyer.channel === 'b2b' ? `26-${between(chance, 2000, 9999)}` : null,
    parts,
    goodsCents: sumOf(parts, part => part.goodsCents),
    shippingCents: sumOf(parts, part => part.shippingCents),
    taxCents: sumOf(parts, part => part.taxCents),
    totalCents: sumOf(parts, part => part.totalCents),
  };
}

/** More of late than at first, mostly by day. */
function placedAt(chance: Chance, now: Date): Date {
  const daysAgo = DAYS * (1 - chance() ** 0.7);
  const at = daysBefore(now, Math.max(0.05, daysAgo));
  const hour = at.getUTCHours();
  return hour < 6 && daysAgo > 1 ? new Date(at.getTime() + 8 * 3_600_000) : at;
}

/** By wholesaler and by category, the popular ones often. */
interface Shelves {
  all: DemoProduct[];
  byCategory: Map<string, DemoProduct[]>;
  byWholesaler: Map<DemoWholesaler, DemoProduct[]>;
}

function shelvesOf(products: DemoProduct[]): Shelves {
  const weighted = products.flatMap(product =>
    Array.from({ length: 1 + Math.floor(product.popularity / 12) }, () => product),
  );
  return {
    all: weighted,
    byCategory: Map.groupBy(weighted, product => product.line.category),
    byWholesaler: Map.groupBy(weighted, product => product.wholesaler),
  };
}

/** What goes with what, so that “often bought together” has something to find. */
const COMPANIONS: Record<string, string[]> = {
  coffee: ['brewing', 'chocolate'],
  tea: ['brewing', 'sweets'],
  tableware: ['table-linen', 'kitchen-tools'],
  candles: ['candles', 'soap'],
  notebooks: ['desk', 'cards'],
  seeds: ['pots', 'garden-tools'],
  dogs: ['dogs'],
  cats: ['cats'],
  toys: ['games', 'cards'],
  soap: ['skin-care', 'textiles'],
  chocolate: ['sweets', 'coffee'],
  'kitchen-tools': ['tableware', 'table-linen'],
};

function retailBasket(chance: Chance, shelves: Shelves): Choice[] {
  const anchor = pick(chance, shelves.all);
  const basket = new Set([anchor]);
  const companions = COMPANIONS[anchor.line.category];
  // The same two favourites meet again and again.
  if (companions && chance() < 0.65) basket.add(favourite(chance, shelves.byCategory.get(pick(chance, companions))!));
  if (chance() < 0.35) basket.add(pick(chance, shelves.byWholesaler.get(anchor.wholesaler)!));
  if (chance() < 0.2) basket.add(pick(chance, shelves.all));
  return [...basket].map(product => ({
    product,
    variant: pick(chance, product.variants),
    quantity: chance() < 0.75 ? 1 : between(chance, 2, 3),
  }));
}

function favourite(chance: Chance, shelf: DemoProduct[]): DemoProduct {
  const best = [...new Set(shelf)].sort((a, b) => b.popularity - a.popularity).slice(0, 3);
  return pick(chance, best);
}

/** Cases from one or two houses, until each one’s minimum is met. */
function wholesaleBasket(chance: Chance, shelves: Shelves): Choice[] {
  const houses = [...shelves.byWholesaler.keys()];
  const chosen = new Set([pick(chance, houses), ...(chance() < 0.4 ? [pick(chance, houses)] : [])]);
  return [...chosen].flatMap(house => {
    const choices = new Map<string, Choice>();
    let goodsCents = 0;
    while (goodsCents < house.minimumFirstOrderCents * 1.15 || choices.size < 3) {
      const product = pick(chance, shelves.byWholesaler.get(house)!);
      const variant = pick(chance, product.variants);
      if (choices.has(variant.id)) continue;
      const most = variant.maximum ?? Number.POSITIVE_INFINITY;
      const quantity = Math.min(most, variant.moq * between(chance, 1, 3));
      choices.set(variant.id, { product, variant, quantity });
      // Judged by the dearest partner price, so that no discount falls below the minimum.
      goodsCents += Math.round(variant.wholesaleCents * 0.85) * quantity;
    }
    return [...choices.values()];
  });
}
